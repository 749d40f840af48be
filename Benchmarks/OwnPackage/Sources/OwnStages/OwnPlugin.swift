public import StageKit

/// Stages that need nothing but what an author of stages imports.
public struct OwnPlugin: Plugin {
    /// `Own`.
    public static var name: String { "Own" }
    /// A source and a sink that cost next to nothing, and what is measured between them.
    public static var stageTypes: [any StageType.Type] { [OwnArticles.self, OwnCount.self, OwnNowhere.self] }
}
