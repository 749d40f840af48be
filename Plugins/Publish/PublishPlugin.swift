public import StageKit

/// The stages that write documents out.
public enum PublishPlugin: Plugin {
    /// The name.
    public static var name: String { "Publish" }
    /// The stage types, sorted by name.
    public static var stageTypes: [any StageType.Type] {
        [PublishDigest.self, PublishJSONL.self, PublishMarkdown.self]
    }
}
