public import StageKit

/// The stages that bring documents in.
public enum IngestPlugin: Plugin {
    /// The name.
    public static var name: String { "Ingest" }
    /// The stage types, sorted by name.
    public static var stageTypes: [any StageType.Type] { [IngestFeed.self, IngestFiles.self, IngestPage.self] }
}
