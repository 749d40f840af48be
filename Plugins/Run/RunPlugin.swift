public import StageKit

/// Stages that are programs of the user's own.
public enum RunPlugin: Plugin {
    /// `Run`.
    public static var name: String { "Run" }
    /// The stage types, sorted by name.
    public static var stageTypes: [any StageType.Type] { [RunCommand.self] }
}
