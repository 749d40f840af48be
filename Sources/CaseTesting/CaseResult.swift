public import Diagnostics

/// What became of one case.
public struct CaseResult: Sendable {
    /// The case's name.
    public let name: String
    /// Where the name stands.
    public let location: SourceLocation
    /// What became of it.
    public let verdict: Verdict
    /// What is wrong; none for a case that passed.
    public let problems: [Diagnostic]

    /// What can become of a case.
    public enum Verdict: String, Sendable {
        /// Everything is as expected.
        case passed
        /// Something isn't as expected.
        case failed
        /// It couldn't be run.
        case broken
    }
}

/// What became of the cases of one definition.
public struct PipelineResult: Sendable {
    /// The definition's path.
    public let path: String
    /// The pipeline's name.
    public let pipeline: String
    /// The cases in the order of the file.
    public let cases: [CaseResult]

    /// Gathers the results of a definition's cases.
    public init(path: String, pipeline: String, cases: [CaseResult]) {
        self.path = path
        self.pipeline = pipeline
        self.cases = cases
    }

    /// How many cases had a verdict.
    public func count(_ verdict: CaseResult.Verdict) -> Int { cases.count { $0.verdict == verdict } }

    /// Whether every case passed.
    public var isPassed: Bool { count(.passed) == cases.count }
}
