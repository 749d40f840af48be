/// What `galley new stage` writes: a stage that works, its test, and its section of `docs/stages.md`.
struct StageTemplate {
    /// The file of the stage type.
    let source: String
    /// The file of its test.
    let test: String
    /// What `galley stages --format markdown` prints of it, without the heading.
    let reference: String

    /// The template of a shape, with names filled in.
    init(_ shape: NewShape, _ names: StageNames) {
        switch shape {
        case .annotator: self = .annotator(names)
        case .transform: self = .transform(names)
        case .selection: self = .selection(names)
        case .source: self = .source(names)
        case .aggregate: self = .aggregate(names)
        case .sink: self = .sink(names)
        }
    }

    init(source: String, test: String, reference: String) {
        self.source = source
        self.test = test
        self.reference = reference
    }
}

/// The shapes that there are templates of; an annotator is the transform that most stages are.
enum NewShape: String, Sendable, CaseIterable {
    case annotator
    case transform
    case selection
    case source
    case aggregate
    case sink
}
