package import Diagnostics
package import Documents
package import StageKit

/// One entry of a stage's `when`: a field and what it must be.
public struct Condition: Sendable {
    /// The condition as one would write it, for pictures and reports.
    public let text: String

    /// Where it stands in the definition.
    package let range: SourceRange?
    package let field: FieldReference
    package let test: ConditionTest

    package init(text: String, range: SourceRange? = nil, field: FieldReference, test: ConditionTest) {
        self.text = text
        self.range = range
        self.field = field
        self.test = test
    }

    /// The field's name.
    package var fieldName: String {
        switch field {
        case .form(let name), .layer(_, let name): name
        }
    }

    /// Tells whether it holds for a document of a batch; a field of which nothing is known fulfils only `not` and
    /// `known: false`.
    package func test(on batch: any BatchContent) -> (Int) -> Bool {
        let values = batch.values(of: field)
        return { test.holds(for: values($0)) }
    }
}

/// What a field must be.
package indirect enum ConditionTest: Sendable, Equatable {
    /// This text, or one of several that is this.
    case text(String)
    /// This number.
    case number(Double)
    /// This truth value.
    case flag(Bool)
    /// A number in this range.
    case range(ClosedRange<Double>)
    /// A text with this in it, or several of which one has.
    case contains(String)
    /// Known, or unknown.
    case known(Bool)
    /// Not this.
    case not(ConditionTest)
    /// All of these.
    case all([ConditionTest])
    /// One of these.
    case any([ConditionTest])

    package func holds(for value: FieldValue) -> Bool {
        switch (self, value) {
        case (.not(let test), _): !test.holds(for: value)
        case (.all(let tests), _): tests.allSatisfy { $0.holds(for: value) }
        case (.any(let tests), _): tests.contains { $0.holds(for: value) }
        case (.known(let isKnown), _): isKnown == value.isKnown
        case (.contains(let part), .text(let text)): text.holds(part)
        case (.contains(let part), .texts(let texts)): texts.contains { $0.holds(part) }
        case (.text(let expected), .text(let text)): expected == text
        case (.text(let expected), .texts(let texts)): texts.contains(expected)
        case (.number(let expected), .number(let number)): expected == number
        case (.flag(let expected), .flag(let flag)): expected == flag
        case (.range(let range), .number(let number)): range.contains(number)
        default: false
        }
    }
}

extension FieldValue {
    /// Whether there is something: no value, an empty text and an empty list are nothing.
    fileprivate var isKnown: Bool {
        switch self {
        case .absent: false
        case .text(let text): !text.isEmpty
        case .texts(let texts): !texts.isEmpty
        case .number, .flag: true
        }
    }
}

extension String {
    /// Whether the bytes of another text stand in this one; texts of documents are in NFC.
    fileprivate func holds(_ part: String) -> Bool {
        let text = utf8.span
        let part = Array(part.utf8)
        guard let first = part.first else { return true }
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { start in
            text[start] == first && part.indices.allSatisfy { text[start + $0] == part[$0] }
        }
    }
}
