package import Documents

/// What is remembered of a run.
public struct RunRecord: Sendable, Equatable {
    /// How a run ended.
    public enum Outcome: String, Sendable {
        /// It went through, and what it made is in place.
        case done
        /// An interrupt ended it; nothing was put in place.
        case interrupted
        /// Something went wrong.
        case failed
        /// It is under way, or was killed: nobody said how it ended.
        case unfinished
    }

    /// What a stage did in the run.
    public struct Stage: Sendable, Equatable {
        /// The stage's id.
        public var id: String
        /// The name of its stage type.
        public var type: String
        /// A digest of its options.
        public var configuration: String
        /// Documents that came in, that were made beyond one for each, that went out, that were left out, and that could
        /// not be processed.
        public var taken = 0, added = 0, given = 0, filtered = 0, quarantined = 0
        /// Documents of those that came in whose results were known from before.
        public var known = 0
        /// The version of the stage type.
        public var version = 0
        /// Seconds that workers spent in it, all together.
        public var seconds = 0.0

        /// Makes a record of a stage that has done nothing yet.
        public init(id: String, type: String, configuration: String) {
            self.id = id
            self.type = type
            self.configuration = configuration
        }
    }

    /// The run's number in its state folder, from 1; 0 before it is known.
    public var number = 0
    /// The pipeline's name.
    public var pipeline: String
    /// The version of Galley.
    public var version: String
    /// What tells the build of the program from others; nil where that isn't asked for.
    public var program: String?
    /// A digest of how its stages were joined; nil where that isn't known.
    package var shape: Digest?
    /// Number of workers.
    public var jobs: Int
    /// When it began, in seconds since 1970.
    public var started: Double
    /// How it ended.
    public var outcome = Outcome.unfinished
    /// Why it failed.
    public var reason: String?
    /// How long it took, in seconds.
    public var seconds = 0.0
    /// Documents that were read, and that went to quarantine.
    public var read = 0, quarantined = 0
    /// The stages in plan order; none before it has ended.
    public var stages: [Stage] = []
    /// The files and folders that were put in place.
    public var artifacts: [String] = []
    /// The run that made what this one found unchanged; nil for a run that had something to do. Its account and artifacts
    /// are those of the other, and so is what is in quarantine.
    public var unchangedSince: Int?
    /// Of a run that is ``Outcome/unfinished``, whether it is under way, as far as the lock of its state folder tells; nil
    /// for others, and where nothing can be told.
    public internal(set) var isUnderWay: Bool?
    /// How it went.
    public var story = RunStory()

    /// Makes a record of a run that begins.
    public init(pipeline: String, version: String, jobs: Int, started: Double) {
        self.pipeline = pipeline
        self.version = version
        self.jobs = jobs
        self.started = started
    }
}
