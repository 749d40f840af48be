package import Documents

/// A transform of articles that is called with many of them at a time, and whose declarations are told by its options:
/// what stands in a definition instead of in a Swift type.
///
/// It is for stages that hand their work on to something outside, where a call costs more than an article. All others
/// are better off with ``Transform`` and ``Annotator``, whose declarations the compiler checks.
package protocol BatchTransform: StageType {
    /// What a stage of some options declares.
    /// - Parameter known: The layers that stages of this program provide.
    /// - Throws: ``OptionProblem`` for what can't be declared.
    static func declaration(
        of configuration: Configuration, among known: [LayerRequirement]
    ) throws -> BatchDeclaration

    /// Makes the stage. Opens no file.
    init(_ configuration: Configuration, _ context: StageContext, _ declaration: BatchDeclaration) throws

    /// Processes articles; several calls are made at the same time.
    /// - Parameter limit: How long one article may take; nil where nothing is said.
    /// - Returns: For each article, in order, what came of it.
    /// - Throws: What ends the run.
    func process(_ articles: [Article], within limit: TimeSpan?) throws -> [Result<BatchAnswer, any Error>]

    /// What ``BatchAnswer/kept`` stands for; nil when it can't be told any more.
    func restored(_ kept: [UInt8], _ article: Article) -> BatchAnswer.Outcome?

    /// What tells its results from those of other stages, beyond its options: a program's own bytes.
    var identity: Digest? { get }

    /// What keeps it from working here and now.
    func obstacles() -> [OptionProblem]

    /// Lets go of what it holds. Called once all batches are through, or when a run is given up.
    /// - Parameter isDone: Whether everything went well so far.
    /// - Throws: What ends the run; only where it is done.
    func end(isDone: Bool) throws
}

/// What a stage declares in its options.
package struct BatchDeclaration: Sendable {
    /// The layers that it reads.
    package var reads: [LayerRequirement]
    /// The layers that it adds.
    package var provides: [LayerRequirement]
    /// How many documents it gives for one.
    package var multiplicity: Multiplicity
    /// Whether what it gives carries the layers of what it took.
    package var keepsLayers: Bool

    package init(
        reads: [LayerRequirement], provides: [LayerRequirement], multiplicity: Multiplicity, keepsLayers: Bool
    ) {
        self.reads = reads
        self.provides = provides
        self.multiplicity = multiplicity
        self.keepsLayers = keepsLayers
    }
}

/// What came of one article.
package struct BatchAnswer: Sendable {
    package enum Outcome: Sendable {
        /// The same article, with these layers added.
        case layers([any LayerSet])
        /// Other articles, which carry the layers that were added.
        case articles([Article])
        /// None, for this reason.
        case none(String?)
    }

    package var outcome: Outcome
    /// What is kept of it for later runs.
    package var kept: [UInt8]

    package init(_ outcome: Outcome, kept: [UInt8]) {
        self.outcome = outcome
        self.kept = kept
    }
}

extension BatchTransform {
    /// Describes a stage type of which more is told by the options.
    package static var descriptor: StageDescriptor {
        var descriptor = StageDescriptor(
            Self.self, shape: .transform, input: FormType(Article.self), output: FormType(Article.self),
            keepsLayers: true
        ) { .transform(TypedBatchTransform(stage: $0, declaration: .nothing)) }
        let plain = descriptor
        descriptor.configured = { configuration, known in
            guard let configuration = configuration as? Configuration else {
                throw InternalError("\(name) was given options of another type")
            }
            let declaration = try declaration(of: configuration, among: known)
            return plain.declaring(declaration) { configuration, context in
                guard let configuration = configuration as? Configuration else {
                    throw InternalError("\(name) was given options of another type")
                }
                return .transform(
                    TypedBatchTransform(
                        stage: try Self(configuration, context, declaration), declaration: declaration))
            }
        }
        return descriptor
    }
}

extension BatchDeclaration {
    fileprivate static let nothing = BatchDeclaration(
        reads: [], provides: [], multiplicity: .one, keepsLayers: true)
}

extension StageDescriptor {
    /// The description of a stage of some options.
    /// - Parameter known: The layers that stages of this program provide.
    package func configured(
        by configuration: any StageConfiguration, among known: [LayerRequirement]
    ) throws -> StageDescriptor {
        try configured?(configuration, known) ?? self
    }

    fileprivate func declaring(
        _ declaration: BatchDeclaration,
        _ makeStage: @escaping @Sendable (any StageConfiguration, StageContext) throws -> ErasedStage
    ) -> StageDescriptor {
        StageDescriptor(
            name: name, summary: summary, discussion: discussion, version: version, shape: shape, input: input,
            output: output, reads: declaration.reads, provides: declaration.provides,
            multiplicity: declaration.multiplicity, keepsLayers: declaration.keepsLayers, isBarrier: isBarrier,
            reaches: reaches, options: options, examples: examples, configurationType: configurationType,
            makeStage: makeStage)
    }
}

extension Registry {
    /// The layers that its stage types provide, each once.
    package var layers: [LayerRequirement] {
        var seen: Set<LayerKey> = []
        return stageTypes.flatMap(\.provides).filter { seen.insert($0.key).inserted }
    }
}
