public import Planning
internal import Runtime

/// Shows documents as they are at a stage: runs the part of the graph that is needed for that, as far as it is needed, and
/// writes nothing.
public struct Preview: Sendable {
    private let plan: Plan
    private let place: Int
    private let isBefore: Bool
    private let limit: Int
    private let choice: DocumentChoice?

    /// Prepares to look at a stage of a plan.
    /// - Parameters:
    ///   - stage: The stage's id.
    ///   - isBefore: Whether documents are shown as they come to the stage, its conditions passed. At a sink they always
    ///     are.
    ///   - limit: How many documents, at most.
    ///   - choice: Which documents; nil for the first ones.
    /// - Throws: ``Planning/PlanPartError`` for a stage that isn't there, and when nothing can come to it.
    public init(
        _ plan: Plan, at stage: String, isBefore: Bool, limit: Int, choice: DocumentChoice?
    ) throws(PlanPartError) {
        let part = try plan.part(PlanPart(only: [stage]))
        // The part ends with the stage that was chosen.
        place = part.stages.count - 1
        let shape = part.stages[place].type.shape
        guard !isBefore || shape != .source else {
            throw PlanPartError(
                message: "'\(stage)' is a source: nothing comes to it",
                help: "leave out '--before' to see what it reads")
        }
        self.plan = part.previewed(part.treatsDocumentsAlone ? choice : nil)
        self.isBefore = isBefore || shape == .sink
        self.limit = max(1, limit)
        self.choice = choice
    }

    /// Runs as far as is needed. Called once.
    /// - Throws: As `Run.execute()`.
    @concurrent
    public func look(jobs: Int) async throws -> Sight {
        let watch = PreviewWatch(plan, place: place, isBefore: isBefore, limit: limit, choice: choice)
        var options = RunOptions(jobs: jobs)
        options.keepsRecords = false
        options.observer = watch
        // A merge takes batches in turns, so that their size decides what comes first.
        if !plan.stages.contains(where: { $0.combination == .merge }) {
            options.batchDocuments = min(options.batchDocuments, choice == nil ? limit : 16)
        }
        let run = Run(plan, options: options)
        watch.stopsWhenDone { run.stop() }
        let report = try await run.execute()
        let stages = zip(plan.stages, report.accounts).filter { $1.filtered + $1.quarantined > 0 }
        let sight = watch.sight
        return Sight(
            stage: plan.stages[place].id, documents: sight.documents, isComplete: report.outcome == .done,
            isKnown: sight.isKnown, ways: sight.ways,
            left: stages.map { LeftCount(stage: $0.id, filtered: $1.filtered, quarantined: $1.quarantined) })
    }
}

/// What was seen.
public struct Sight: Sendable {
    /// The stage's id.
    public let stage: String
    /// The documents, in the order of the corpus.
    public let documents: [PreviewedDocument]
    /// Whether the whole corpus was gone through.
    public let isComplete: Bool
    /// Whether a wanted document was met anywhere; true where none was named.
    public let isKnown: Bool
    /// Where wanted documents were left out that didn't come so far, in sentences without an end.
    public let ways: [String]
    /// How many documents went no further at which stage, where the whole corpus was gone through.
    public let left: [LeftCount]
}

/// How many documents went no further at one stage.
public struct LeftCount: Sendable {
    /// The stage's id.
    public let stage: String
    /// How many were left out, and how many couldn't be processed.
    public let filtered: Int, quarantined: Int
}
