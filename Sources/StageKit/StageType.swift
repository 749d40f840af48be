/// What every stage type states about itself. A stage type conforms to one of the shapes: ``Source``, ``Transform``,
/// ``Annotator``, ``Aggregate`` or ``Sink``.
///
/// A stage is a value: it is made once a run from its configuration and then used by several workers at the same time.
public protocol StageType: Sendable {
    /// The options.
    associatedtype Configuration: StageConfiguration = NoOptions

    /// The name in definitions: `family.verb-or-thing`.
    static var name: String { get }

    /// What it does, in one line without a full stop.
    static var summary: String { get }

    /// What a user should know beyond the summary: method and its source, limits, what goes to quarantine. Markdown.
    static var discussion: String { get }

    /// Raised whenever the same input gives another output than before.
    static var version: Int { get }

    /// What it reaches beyond the files that its options name; a run needs the user's permission for it.
    static var reaches: [Reach] { get }

    /// Examples that the documentation prints and the tests run.
    static var examples: [StageExample] { get }

    /// Makes the stage. Opens no file: that is for the run.
    /// - Throws: ``OptionProblem`` for a configuration that can't work.
    init(_ configuration: Configuration, _ context: StageContext) throws

    /// The description that the registry keeps; every shape gives it.
    static var descriptor: StageDescriptor { get }
}

extension StageType {
    /// Nothing more to say.
    public static var discussion: String { "" }
    /// The first version.
    public static var version: Int { 1 }
    /// Nothing.
    public static var reaches: [Reach] { [] }
    /// None.
    public static var examples: [StageExample] { [] }
}

/// What a stage is told about the run.
public struct StageContext: Sendable {
    /// The stage's id in the definition.
    public let stage: String
    /// Tells whether the run is to end before it is done.
    public let signal: StopSignal
    /// What it may reach outside of the run.
    public let outside: Outside
    /// Values of options that come from the environment, and what is shown in their place.
    public let secrets: [String: String]

    /// Makes a context.
    /// - Parameters:
    ///   - stage: The stage's id.
    ///   - signal: What the run raises to stop.
    ///   - outside: What it may reach outside of the run; nothing unless told.
    ///   - secrets: Values of options that nobody is to see, and what is shown in their place.
    public init(
        stage: String, signal: StopSignal = StopSignal(), outside: Outside = Outside(), secrets: [String: String] = [:]
    ) {
        self.stage = stage
        self.signal = signal
        self.outside = outside
        self.secrets = secrets
    }

    /// The folder in which the stage keeps what it fetched; nil when there is none.
    public var folder: Path? { outside.folder.map { Path("\($0.text)/\(stage)") } }

    /// Whether the run is being stopped at once, or nobody waits any more for what the stage is doing, which took longer
    /// than its `timeout`; a stage that works long on one document asks now and then and throws `CancellationError`. A
    /// source that waits long asks ``StopSignal/isDraining`` and then ends.
    public var isCancelled: Bool { signal.isStopped || WatchedCall.current?.isLeft == true }
}

/// Why a stage can't process a document: it goes to quarantine, whole, with this reason.
public struct DocumentError: Error, Sendable, Equatable {
    /// A stable code, for example `encoding`.
    public let code: String
    /// What is wrong with the document, as a phrase.
    public let message: String

    /// Makes an error.
    public init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}
