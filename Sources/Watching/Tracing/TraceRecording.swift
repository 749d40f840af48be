internal import Planning
internal import Runtime
internal import StageKit

/// What a trace tells of a run, in bounded memory.
struct TraceRecording {
    /// A stage's span.
    struct Stage {
        var work: ClosedRange<Duration>?
        var sample: SpanSample
    }

    /// Something at a moment of the run.
    struct Remark {
        let offset: Duration
        let name: String
        let attributes: [(key: String, value: String)]
    }

    /// The most spans of batches of a run, unless there are more than half as many stages.
    static let batchLimit = 2048
    /// The most spans of batches of a stage.
    static let stageBatchLimit = 64
    /// How many remarks on documents are kept; there are as many on artifacts as there are artifacts.
    static let documentLimit = 100

    private(set) var beginning: RunBeginning?
    private(set) var stages: [Stage] = []
    private(set) var remarks: [Remark] = []
    /// How many remarks weren't kept.
    private(set) var remarksDropped = 0
    private var documents = 0
    private(set) var report: RunReport?
    private(set) var reason: String?
    private(set) var end = Duration.zero

    /// Takes note of an event.
    mutating func hear(_ event: RunEvent) {
        end = max(end, event.offset)
        switch event.kind {
        case .began(let beginning):
            self.beginning = beginning
            let limit = min(Self.stageBatchLimit, Self.batchLimit / max(1, beginning.stages.count))
            stages = beginning.stages.map { _ in Stage(sample: SpanSample(limit: limit)) }
        case .worked(let work):
            let ended = work.start + work.time
            let known = stages[work.stage].work ?? work.start...ended
            stages[work.stage].work = min(known.lowerBound, work.start)...max(known.upperBound, ended)
            stages[work.stage].sample.add(work)
        case .quarantined(let document):
            documents += 1
            guard documents <= Self.documentLimit else {
                remarksDropped += 1
                return
            }
            remark(
                event.offset, "document-quarantined",
                [
                    ("galley.stage", document.stage), ("galley.document", document.id.description),
                    ("galley.source", document.source), ("galley.code", document.code),
                    ("galley.reason", document.reason),
                ])
        case .dropped: break
        case .published(let stage, let artifact):
            remark(
                event.offset, "artifact-published", [("galley.stage", stage), ("galley.path", artifact.path.text)])
        case .ended(let report, let reason):
            self.report = report
            self.reason = reason
        }
    }

    private mutating func remark(_ offset: Duration, _ name: String, _ attributes: [(key: String, value: String)]) {
        remarks.append(Remark(offset: offset, name: name, attributes: attributes))
    }
}
