package import Documents
package import Planning
package import StageKit

/// Sends a few documents through a pipeline to see whether they go through. Publishes nothing and keeps no records.
package struct Trial: Sendable {
    /// What became of a document.
    package enum Outcome: Sendable, Equatable {
        /// It would be published.
        case passed
        /// A stage left it out on purpose; the stage's id, and why where that is known.
        case left(stage: String, reason: String?)
        /// A stage couldn't process it.
        case refused(stage: String, code: String, reason: String)
        /// The source didn't give it.
        case missing
    }

    private let plan: Plan
    private let log = TrialLog()

    /// Documents as they were read, in the place of those that a source reads.
    /// - Parameters:
    ///   - plan: A plan of its own: its stages are used.
    ///   - source: The source, as a place in the plan; it must give raw documents.
    package init(_ documents: [RawDocument], at source: Int, of plan: Plan) {
        self.plan = plan.trial(at: source, reading: GivenSource(documents))
    }

    /// Files that a source reads; nil for one that reads no files.
    package init?(reading paths: [Path], at source: Int, of plan: Plan) {
        guard case .source(let runner) = plan.stages[source].stage, let reading = runner.reading(paths) else {
            return nil
        }
        self.plan = plan.trial(at: source, reading: reading)
    }

    /// What becomes of each of some documents, by where they were read.
    /// - Throws: What keeps the pipeline from being run.
    @concurrent
    package func outcomes(of locators: [String], jobs: Int) async throws -> [String: Outcome] {
        var options = RunOptions(jobs: jobs)
        options.keepsRecords = false
        options.observer = log
        _ = try await Run(plan, options: options).execute()
        return Dictionary(locators.map { ($0, outcome(of: $0)) }) { first, _ in first }
    }

    private func outcome(of locator: String) -> Outcome {
        guard let steps = log.steps(of: locator) else { return .missing }
        var left: Outcome?
        var hasPassed = false
        for (place, stage) in plan.stages.enumerated() {
            guard let step = steps[place] else { continue }
            if let refused = step.refused {
                // Another branch may have let it pass; it would be in quarantine all the same.
                return .refused(stage: stage.id, code: refused.code, reason: refused.message)
            }
            if step.isGiven || stage.type.isBarrier {
                hasPassed = hasPassed || stage.type.shape == .sink || stage.type.isBarrier
            } else if left == nil {
                left = .left(stage: stage.id, reason: step.dropped)
            }
        }
        return hasPassed ? .passed : left ?? .missing
    }
}

extension Plan {
    /// The place of the stage of that id if it is a source of raw documents.
    package func rawSource(_ id: String) -> Int? {
        stages.firstIndex { stage in
            stage.id == id && stage.type.shape == .source && stage.type.output == FormType(RawDocument.self)
        }
    }

    /// Whether a source would read a file of that path.
    package func reads(_ path: Path, at source: Int) -> Bool {
        guard case .source(let runner) = stages[source].stage else { return false }
        return runner.reads(path)
    }
}
