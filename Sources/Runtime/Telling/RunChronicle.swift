internal import Planning
internal import Store

/// Keeps the story of a run from its events, in bounded memory.
struct RunChronicle {
    private struct Kind: Hashable {
        let stage: Int
        let code: String
    }

    /// Work that took long: at a document, where that is known, or at a batch.
    private struct SlowWork {
        let stage: Int
        var document: String?
        let batch: Int?
        let documents: Int
        let time: Duration
    }

    /// A document that was refused, for the order that doesn't depend on the workers.
    private struct Refusal {
        let document: RefusedDocument
        var order: (Int, Int, Int32) { (document.place, document.batch, document.ordinal) }
    }

    private var stages: [RunStory.Stage]
    /// When each stage began and last ended; turned into seconds only for the story, which costs more than to keep it.
    private var worked: [ClosedRange<Duration>?]
    private var timeline: Timeline
    private var slowest: [SlowWork] = []
    private var kinds: [Kind: (count: Int, first: Refusal)] = [:]
    private var refused: [Refusal] = []

    /// The kind that stands for all those beyond the limit.
    private static let otherKinds = "other"

    init(_ plan: Plan) {
        stages = plan.stages.map {
            RunStory.Stage(
                shape: $0.type.shape.rawValue, combination: $0.combination.rawValue, inputs: $0.inputs)
        }
        worked = plan.stages.map { _ in nil }
        timeline = Timeline(rows: plan.stages.count, limit: RunStory.spanLimit)
    }

    /// Takes note of an event.
    mutating func hear(_ event: RunEvent) {
        switch event.kind {
        case .worked(let work): take(work)
        case .quarantined(let document): take(Refusal(document: document))
        case .began, .dropped, .published, .ended: break
        }
    }

    /// The story so far.
    var story: RunStory {
        var story = RunStory()
        story.stages = stages
        for place in stages.indices {
            story.stages[place].taken = timeline.rows[place]
            story.stages[place].worked = worked[place].map { $0.lowerBound.seconds...$0.upperBound.seconds }
        }
        story.span = timeline.span.seconds
        story.slowest = slowest.map {
            RunStory.SlowWork(
                stage: $0.stage, document: $0.document, batch: $0.batch, documents: $0.documents,
                seconds: $0.time.seconds)
        }
        story.errors = kinds.sorted { ($0.key.stage, $0.key.code) < ($1.key.stage, $1.key.code) }.map { kind, errors in
            RunStory.ErrorKind(
                stage: kind.stage, code: kind.code, count: errors.count, source: errors.first.document.source,
                reason: errors.first.document.reason)
        }
        story.refused = refused.map(\.document).map {
            RunStory.Refused(
                document: $0.id.description, source: $0.source, stage: $0.place, code: $0.code, reason: $0.reason)
        }
        return story
    }

    private mutating func take(_ work: StageWork) {
        let time = work.start...(work.start + work.time)
        let known = worked[work.stage] ?? time
        worked[work.stage] = min(known.lowerBound, time.lowerBound)...max(known.upperBound, time.upperBound)
        timeline.add(work.taken, to: work.stage, in: time)
        keep(
            SlowWork(
                stage: work.stage, batch: work.batch, documents: max(work.taken, work.given), time: work.time))
    }

    /// Keeps what took longest.
    private mutating func keep(_ work: SlowWork) {
        guard work.time > .zero else { return }
        if slowest.count == RunStory.slowLimit, let last = slowest.last, last.time >= work.time { return }
        let place = slowest.firstIndex { $0.time < work.time } ?? slowest.count
        slowest.insert(work, at: place)
        if slowest.count > RunStory.slowLimit { slowest.removeLast() }
    }

    private mutating func take(_ refusal: Refusal) {
        var kind = Kind(stage: refusal.document.place, code: refusal.document.code)
        if kinds[kind] == nil, kinds.count >= RunStory.kindLimit {
            kind = Kind(stage: kind.stage, code: Self.otherKinds)
        }
        if let known = kinds[kind] {
            kinds[kind] = (known.count + 1, refusal.order < known.first.order ? refusal : known.first)
        } else {
            kinds[kind] = (1, refusal)
        }
        if refused.count == RunStory.refusedLimit, let last = refused.last, last.order <= refusal.order { return }
        let place = refused.firstIndex { refusal.order < $0.order } ?? refused.count
        refused.insert(refusal, at: place)
        if refused.count > RunStory.refusedLimit { refused.removeLast() }
    }
}
