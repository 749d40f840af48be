public import Diagnostics

/// A case of a definition's own tests: what goes in, and what must come of it.
public struct TestCase: Sendable {
    /// What it shows, as a phrase; no two cases of a definition have the same.
    public let name: Located<String>
    /// What goes in.
    public let input: TestInput
    /// The stage at which the input enters; nil for the only source.
    public let entry: Located<String>?
    /// Values of parameters for this case, as they are written.
    public let overrides: [YAMLPair]
    /// What must come of it; at least one.
    public let expectations: [StageExpectation]
}

/// What goes into a case.
public enum TestInput: Sendable {
    /// Files or patterns, relative to the definition's folder, which the source reads in place of its own.
    case files([Located<String>])
    /// Documents, written out in the definition.
    case documents([GivenDocument])

    /// Where it stands.
    public var range: SourceRange {
        let ranges =
            switch self {
            case .files(let files): files.map(\.range)
            case .documents(let documents): documents.map(\.range)
            }
        return ranges.first.map { $0.with(end: ranges.last?.end ?? $0.end) } ?? SourceRange(0, 0)
    }
}

/// A document that a case has written out: its fields, which aren't looked up yet.
public struct GivenDocument: Sendable {
    /// The fields in the order of the file.
    public let fields: [YAMLPair]
    /// Where it stands.
    public let range: SourceRange
}

/// What a case expects of one stage.
public struct StageExpectation: Sendable {
    /// The stage.
    public let stage: Located<String>
    /// What must hold for what became of documents there.
    public let outcomes: [OutcomeExpectation]
    /// What must hold for every document that comes out; there must be one.
    public let each: [WhenCondition]
}

/// What a case expects of the documents that came out of a stage, were filtered there or went to quarantine there.
public struct OutcomeExpectation: Sendable {
    /// Which documents.
    public let outcome: Located<TestOutcome>
    /// What is expected.
    public let content: Content

    /// How many documents, or which.
    public enum Content: Sendable {
        /// So many.
        case count(WhenCondition.Test)
        /// These and no others, in the order of the corpus; of each what must hold for it.
        case list([[WhenCondition]], at: SourceRange)
    }
}

/// What can become of a document at a stage.
public enum TestOutcome: String, Sendable, CaseIterable {
    /// It came out, or was published.
    case documents
    /// It was left out on purpose.
    case filtered
    /// It couldn't be processed.
    case quarantined
}
