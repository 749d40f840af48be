public import StageKit

/// The stages that make summaries.
public enum SummarizePlugin: Plugin {
    /// The name.
    public static var name: String { "Summarize" }
    /// The stage types, sorted by name.
    public static var stageTypes: [any StageType.Type] { [SummarizeExtractive.self] }
}
