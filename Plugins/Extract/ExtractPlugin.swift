public import StageKit

/// The stages that find things in articles.
public enum ExtractPlugin: Plugin {
    /// The name.
    public static var name: String { "Extract" }
    /// The stage types, sorted by name.
    public static var stageTypes: [any StageType.Type] {
        [ExtractKeyphrases.self, ExtractLanguage.self, ExtractSentences.self, ExtractStatistics.self]
    }
}
