public import StageKit

extension PlannedStage {
    /// What a run of the stage makes or replaces.
    public var artifacts: [Artifact] { if case .ordered(let runner) = stage { runner.artifacts } else { [] } }
}

extension Plan {
    /// Whether a source reads standard input.
    public var readsStandardInput: Bool {
        stages.contains { if case .source(let runner) = $0.stage { runner.readsStandardInput } else { false } }
    }

    /// Counts what the sources hold, by place in ``stages``.
    /// - Throws: `SourceError` when a source can't be read.
    public func surveys() throws -> [Int: Survey] {
        var surveys: [Int: Survey] = [:]
        for (index, planned) in stages.enumerated() {
            if case .source(let runner) = planned.stage { surveys[index] = try runner.survey() }
        }
        return surveys
    }
}
