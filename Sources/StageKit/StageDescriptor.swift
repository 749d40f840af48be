public import Documents

/// Which of the four things a stage does in a graph.
public enum StageShape: String, Sendable, CaseIterable {
    /// Reads documents from outside.
    case source
    /// Makes documents out of each document.
    case transform
    /// Looks at the whole corpus.
    case aggregate
    /// Publishes.
    case sink
}

/// A form as the planner compares it.
public struct FormType: Sendable, Hashable {
    private let type: ObjectIdentifier
    /// The form's name.
    public let name: String
    /// The fields that conditions can ask for, by name.
    public let fields: [String: FieldType]
    /// Whether documents of the form can be kept for the next run.
    public let isStorable: Bool

    /// Describes a form.
    public init<F: Form>(_ type: F.Type) {
        self.type = ObjectIdentifier(type)
        name = F.formName
        isStorable = type is any StorableForm.Type
        fields = Dictionary(F.fields.map { ($0.name, $0.type) }) { first, _ in first }
    }

    /// Compares the types alone.
    public static func == (left: FormType, right: FormType) -> Bool { left.type == right.type }

    /// Hashes the type alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(type) }
}

/// A stage type as the registry keeps it: everything it declares, and how to make a stage of it.
public struct StageDescriptor: Sendable {
    /// The name in definitions.
    public let name: String
    /// What it does, in one line.
    public let summary: String
    /// What a user should know beyond that.
    public let discussion: String
    /// The version of its results.
    public let version: Int
    /// Which shape it has.
    public let shape: StageShape
    /// The form it takes; nil for sources.
    public let input: FormType?
    /// The form it gives; nil for sinks.
    public let output: FormType?
    /// The layers it reads.
    public let reads: [LayerRequirement]
    /// The layers it adds; an optional one isn't added to every document.
    public let provides: [LayerRequirement]
    /// How many documents it gives for one, and whether they stay the same documents.
    public let multiplicity: Multiplicity
    /// Whether what it gives carries the layers of what it took.
    public let keepsLayers: Bool
    /// Whether it gives nothing before it has seen the whole corpus.
    public let isBarrier: Bool
    /// What it reaches beyond the files that its options name.
    public let reaches: [Reach]
    /// The options in order of declaration.
    public let options: [OptionDescription]
    /// Examples, run by the tests.
    public let examples: [StageExample]
    /// The configuration's type, for reading a definition.
    public let configurationType: any StageConfiguration.Type

    package let makeStage: @Sendable (any StageConfiguration, StageContext) throws -> ErasedStage
    /// The same of a stage of some options, for a stage type whose options declare more of it.
    package var configured: (@Sendable (any StageConfiguration, [LayerRequirement]) throws -> StageDescriptor)?
    /// Whether the options of a stage declare more of it than its stage type does.
    package var declaresByOptions: Bool { configured != nil }

    /// What a sink's writer says of a place where it published a piece.
    package var locate: (@Sendable ([UInt8]) -> PieceLocation?)?

    /// The part of the name before the dot.
    public var family: String { String(name.prefix { $0 != "." }) }
}

/// A stage whose types are erased: once a batch, never once a document.
package enum ErasedStage: Sendable {
    /// Reads.
    case source(any SourceRunner)
    /// Processes batches in any order, several at the same time.
    case transform(any TransformRunner)
    /// Prepares batches in any order, then takes them in corpus order.
    case ordered(any OrderedRunner)
}

extension StageDescriptor {
    init<S: StageType>(
        _ type: S.Type, shape: StageShape, input: FormType?, output: FormType?, reads: [LayerRequirement] = [],
        provides: [LayerRequirement] = [], multiplicity: Multiplicity = .one, keepsLayers: Bool = false,
        isBarrier: Bool = false, erase: @escaping @Sendable (S) -> ErasedStage
    ) {
        self.init(
            name: S.name, summary: S.summary, discussion: S.discussion, version: S.version, shape: shape, input: input,
            output: output, reads: reads, provides: provides, multiplicity: multiplicity, keepsLayers: keepsLayers,
            isBarrier: isBarrier, reaches: S.reaches, options: OptionTable.descriptions(of: S.Configuration()),
            examples: S.examples,
            configurationType: S.Configuration.self,
            makeStage: { configuration, context in
                guard let configuration = configuration as? S.Configuration else {
                    throw InternalError("\(S.name) was given options of type \(type)")
                }
                return erase(try S(configuration, context))
            })
    }
}

extension Source {
    /// Describes a source.
    public static var descriptor: StageDescriptor {
        StageDescriptor(Self.self, shape: .source, input: nil, output: FormType(Output.self), multiplicity: .many) {
            erase($0)
        }
    }

    /// The stage with its types erased.
    package static func erase(_ stage: Self) -> ErasedStage { .source(TypedSource(stage: stage)) }
}

extension Transform {
    /// Describes a transform.
    public static var descriptor: StageDescriptor {
        StageDescriptor(
            Self.self, shape: .transform, input: FormType(Input.self), output: FormType(Output.self),
            reads: Reads.requirements, provides: Provides.requirements, multiplicity: multiplicity,
            keepsLayers: keepsLayers
        ) { .transform(TypedTransform(stage: $0)) }
    }
}

extension Annotator {
    /// Describes an annotator.
    public static var descriptor: StageDescriptor {
        StageDescriptor(
            Self.self, shape: .transform, input: FormType(Article.self), output: FormType(Article.self),
            reads: Reads.requirements, provides: Provides.requirements, keepsLayers: true
        ) { .transform(TypedAnnotator(stage: $0)) }
    }
}

extension Aggregate {
    /// Describes an aggregate.
    public static var descriptor: StageDescriptor {
        StageDescriptor(
            Self.self, shape: .aggregate, input: FormType(Input.self), output: FormType(Folding.Output.self),
            reads: Reads.requirements, multiplicity: .many, isBarrier: true
        ) { .ordered(TypedAggregate(stage: $0)) }
    }
}

extension Selection {
    /// Describes a selection.
    public static var descriptor: StageDescriptor {
        StageDescriptor(
            Self.self, shape: .aggregate, input: FormType(Input.self), output: FormType(Input.self),
            reads: Reads.requirements, multiplicity: .optional, keepsLayers: true
        ) { .ordered(TypedSelection(stage: $0)) }
    }
}

extension Sink {
    /// Describes a sink.
    public static var descriptor: StageDescriptor {
        var descriptor = StageDescriptor(
            Self.self, shape: .sink, input: FormType(Input.self), output: nil, reads: Reads.requirements
        ) { erase($0) }
        descriptor.locate = { Writer.location(of: $0) }
        return descriptor
    }

    /// The stage with its types erased.
    package static func erase(_ stage: Self) -> ErasedStage { .ordered(TypedSink(stage: stage)) }
}

/// A stage did what its type declares it doesn't; the run fails.
package struct StageFault: Error, CustomStringConvertible {
    /// What it did, to be read behind the stage's name.
    package let description: String
    /// What to write instead.
    package let help: String

    package init(_ description: String, help: String) {
        self.description = description
        self.help = help
    }
}

/// Something that can't be unless Galley itself is wrong; exit code 70.
package struct InternalError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
