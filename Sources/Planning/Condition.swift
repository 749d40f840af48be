package import Documents
package import StageKit

/// One entry of a stage's `when`: a field and what it must be.
public struct Condition: Sendable {
    /// The condition as one would write it, for pictures and reports.
    public let text: String

    package let field: FieldReference
    package let test: ConditionTest

    package init(text: String, field: FieldReference, test: ConditionTest) {
        self.text = text
        self.field = field
        self.test = test
    }

    /// Tells whether it holds for a document of a batch; a field of which nothing is known fulfils only `not`.
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
        case (.text(let expected), .text(let text)): expected == text
        case (.text(let expected), .texts(let texts)): texts.contains(expected)
        case (.number(let expected), .number(let number)): expected == number
        case (.flag(let expected), .flag(let flag)): expected == flag
        case (.range(let range), .number(let number)): range.contains(number)
        default: false
        }
    }
}
