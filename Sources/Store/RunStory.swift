/// How a run went: the shape of its graph, when its stages worked, what was slow, and what couldn't be processed. All of
/// it is bounded, however large the corpus.
public struct RunStory: Sendable, Equatable {
    /// A stage in the graph and in time.
    public struct Stage: Sendable, Equatable {
        /// What it does in the graph: `source`, `transform`, `aggregate` or `sink`.
        public var shape: String
        /// How its inputs meet: `single`, `join` or `merge`.
        public var combination: String
        /// The stages that it takes documents from, as places in plan order.
        public var inputs: [Int]
        /// When it began to work and when it last ended, in seconds since the run began; nil when it did nothing.
        public var worked: ClosedRange<Double>?
        /// Documents that it took in each span of the timeline, to the last span in which it took any.
        public var taken: [Int] = []

        /// Makes a stage that did nothing.
        public init(shape: String, combination: String, inputs: [Int]) {
            self.shape = shape
            self.combination = combination
            self.inputs = inputs
        }
    }

    /// Work that took long.
    public struct SlowWork: Sendable, Equatable {
        /// The stage, as a place in plan order.
        public var stage: Int
        /// Where the document was read that was worked on; nil where only the batch is known.
        public var document: String?
        /// The number of the batch; nil for what a stage did at the end of the corpus.
        public var batch: Int?
        /// How many documents were worked on.
        public var documents: Int
        /// How long it took, in seconds.
        public var seconds: Double

        /// Makes a record.
        public init(stage: Int, document: String? = nil, batch: Int?, documents: Int, seconds: Double) {
            self.stage = stage
            self.document = document
            self.batch = batch
            self.documents = documents
            self.seconds = seconds
        }
    }

    /// Errors of one kind at one stage.
    public struct ErrorKind: Sendable, Equatable {
        /// The stage, as a place in plan order.
        public var stage: Int
        /// The stable code of the reason.
        public var code: String
        /// How many documents it happened to.
        public var count: Int
        /// Where the first of them was read, and what was wrong with it.
        public var source: String, reason: String

        /// Makes a record.
        public init(stage: Int, code: String, count: Int, source: String, reason: String) {
            self.stage = stage
            self.code = code
            self.count = count
            self.source = source
            self.reason = reason
        }
    }

    /// A document that went to quarantine.
    public struct Refused: Sendable, Equatable {
        /// The document's id, and where it was read.
        public var document: String, source: String
        /// The stage, as a place in plan order.
        public var stage: Int
        /// The stable code of the reason, and the reason.
        public var code: String, reason: String

        /// Makes a record.
        public init(document: String, source: String, stage: Int, code: String, reason: String) {
            self.document = document
            self.source = source
            self.stage = stage
            self.code = code
            self.reason = reason
        }
    }

    /// The most spans of a timeline; it is made coarser when the run takes longer.
    public static let spanLimit = 240
    /// How many slow pieces of work are kept.
    public static let slowLimit = 10
    /// How many kinds of errors are told apart.
    public static let kindLimit = 200
    /// How many documents in quarantine are kept here; the quarantine itself has all of the last run.
    public static let refusedLimit = 100

    /// The stages in plan order.
    public var stages: [Stage] = []
    /// The length of a span of the timeline, in seconds.
    public var span = 0.0
    /// The work that took longest, the longest first.
    public var slowest: [SlowWork] = []
    /// The errors by stage and kind.
    public var errors: [ErrorKind] = []
    /// The first documents that went to quarantine, in an order that doesn't depend on the workers.
    public var refused: [Refused] = []

    /// The story of a run in which nothing happened.
    public init() {}
}
