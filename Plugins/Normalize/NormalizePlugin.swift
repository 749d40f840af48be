public import StageKit

/// The stages that bring documents into shape.
public enum NormalizePlugin: Plugin {
    /// The name.
    public static var name: String { "Normalize" }
    /// The stage types, sorted by name.
    public static var stageTypes: [any StageType.Type] { [NormalizeArticle.self, NormalizeDeduplicate.self] }
}
