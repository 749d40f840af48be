internal import Extract
internal import Ingest
internal import Normalize
internal import Publish
internal import Run
public import StageKit
internal import Summarize

/// The plugins that ship: the one list.
public var builtInPlugins: [any Plugin.Type] {
    [
        IngestPlugin.self, NormalizePlugin.self, ExtractPlugin.self, SummarizePlugin.self, PublishPlugin.self,
        RunPlugin.self,
    ]
}
