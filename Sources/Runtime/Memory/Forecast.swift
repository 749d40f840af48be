public import Planning

/// What a run would do with the documents of its corpus, and why: found by looking at files and at what is remembered.
/// Nothing is written, and only those files are read of which nobody knows how many documents they hold.
///
/// A count is exact, or the most that it can be: which new documents pass a condition or are refused, only the run finds
/// out; and a stage behind one that is done anew may be given the same as before.
public struct Forecast: Sendable {
    /// Why something is to be done.
    public enum Reason: Hashable, Sendable {
        /// The document is new.
        case new
        /// The document is another than before.
        case changed
        /// It was left out for another, or refused, and is looked at again.
        case again
        /// The options of this stage are others.
        case options(String)
        /// The stage type of this stage gives other results than its earlier version.
        case version(String)
        /// There was no such stage, or it took its documents from elsewhere.
        case neverRun(String)
        /// Stages are joined otherwise than before, or have other conditions.
        case graph
        /// What was published isn't there any more, or was changed.
        case publication
        /// No run has published anything yet.
        case unpublished
        /// Its results aren't kept any more.
        case forgotten
        /// Nothing that is known is to be used.
        case fresh
    }

    /// What a stage would do.
    public struct Stage: Sendable {
        /// How many documents it would be given.
        public internal(set) var documents = 0
        /// How many of those are known from earlier runs.
        public internal(set) var known = 0
        /// How many of those its conditions would leave out for sure.
        public internal(set) var leftOut = 0
        /// How many it would work on, by reason.
        public internal(set) var reasons: [Reason: Int] = [:]
        /// Whether the counts are exact; else they are the most that it can be.
        public internal(set) var isExact = true
        /// Whether the counts can't be surpassed; they can where a source is asked only by the run what it holds.
        public internal(set) var isBounded = true

        /// How many documents it would work on.
        public var work: Int { reasons.values.reduce(0, +) }
    }

    /// The stages, in plan order.
    public let stages: [Stage]
    /// How many documents of the last publication aren't in the corpus any more.
    public let gone: Int
    /// The run after which nothing has changed; nil when something has, and nothing would be done then.
    public let unchangedSince: Int?
    /// Whether there is a source of which it can't be said what it holds.
    public let isComplete: Bool
    /// Why nothing can be read of what earlier runs left, though something is there; nil otherwise.
    public let problem: String?

    /// Looks at the corpus of a plan.
    /// - Parameters:
    ///   - version: The version of the program.
    ///   - isFresh: Whether nothing that is known is to be used.
    /// - Throws: `SourceError` when a source can't be read; `StateError` when a newer version of the program wrote what is
    ///   remembered.
    public init(_ plan: Plan, version: String, isFresh: Bool = false) throws {
        let forecaster = try Forecaster(plan, isFresh: isFresh, version: version)
        stages = forecaster.stages
        gone = forecaster.gone
        unchangedSince = forecaster.unchangedSince
        isComplete = forecaster.isComplete
        problem = forecaster.problem
    }
}
