public import StageKit

/// The stage types of this plugin.
public enum ExtractPlugin: Plugin {
    /// `Extract`.
    public static var name: String { "Extract" }

    /// The stage types.
    public static var stageTypes: [any StageType.Type] {
        [
            ExtractKeyphrases.self, ExtractLanguage.self, ExtractSentences.self, ExtractStatistics.self,
            ExtractTerms.self,
        ]
    }
}
