public import Documents
public import Planning
public import StageKit
public import Store

/// Something that happened in a run.
public struct RunEvent: Sendable {
    /// What can happen.
    public enum Kind: Sendable {
        /// The run begins.
        case began(RunBeginning)
        /// A stage has done something.
        case worked(StageWork)
        /// A stage couldn't process a document.
        case quarantined(RefusedDocument)
        /// A stage left a document out in favour of another.
        case dropped(DroppedDocument)
        /// An artifact was put in place.
        case published(stage: String, Artifact)
        /// The run is over; the reason tells why it failed.
        case ended(RunReport, reason: String?)
    }

    /// When, since the run began, by a clock that is never put back: no less than that of the event before.
    public let offset: Duration
    /// What happened.
    public let kind: Kind

    /// Makes an event.
    public init(offset: Duration, _ kind: Kind) {
        self.offset = offset
        self.kind = kind
    }
}

/// What is known of a run when it begins.
public struct RunBeginning: Sendable {
    /// A stage of the plan.
    public struct Stage: Sendable {
        /// The stage's id.
        public let id: String
        /// The name of its stage type, and the version of its results.
        public let type: String, version: Int
        /// What it does in the graph.
        public let shape: StageShape
        /// How its inputs meet.
        public let combination: Combination
        /// The stages that it takes documents from, as places in ``RunBeginning/stages``.
        public let inputs: [Int]
    }

    /// The pipeline's name.
    public let pipeline: String
    /// The run's number in its state folder; nil for one that isn't written down.
    public let run: Int?
    /// The version of Galley.
    public let version: String
    /// Number of workers.
    public let jobs: Int
    /// When it began, in seconds since 1970, as the computer's clock had it. Every later moment is this one and an
    /// offset, so that a clock which is put right meanwhile puts nothing out of order.
    public let started: Double
    /// The stages in plan order.
    public let stages: [Stage]
}

/// What one piece of work did at one stage; the pieces of a stage add up to its account.
public struct StageWork: Sendable {
    /// The stage, as a place in the plan.
    public let stage: Int
    /// The batch's number; nil for what a stage gives at the end of the corpus.
    public let batch: Int?
    /// When it began, since the run began: a moment that is worked out of when it ended and how long it took.
    public let start: Duration
    /// How long a worker was in the stage.
    public let time: Duration
    /// Documents that came in, that were made beyond one for each, that went out, that were left out, and that could not
    /// be processed.
    public let taken: Int, added: Int, given: Int, filtered: Int, quarantined: Int
}

/// A document that a stage couldn't process.
public struct RefusedDocument: Sendable {
    /// The document.
    public let id: DocumentID
    /// Where it was read.
    public let source: String
    /// The stage, as a place in the plan, and its id.
    public let place: Int, stage: String
    /// A stable code for the reason.
    public let code: String
    /// What is wrong.
    public let reason: String
    /// The number of its batch, and its place there: with the stage's place the order that doesn't depend on workers.
    let batch: Int, ordinal: Int32
}
