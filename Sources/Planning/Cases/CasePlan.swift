public import Definition
package import Diagnostics
package import Documents

/// A case of a definition's own tests, ready to be run: the part of the plan that it needs, fed by what it puts in, with
/// sinks that write nothing.
public struct CasePlan: Sendable {
    /// The case.
    public let testCase: TestCase
    package let plan: Plan
    /// The files that are read, as the source is told.
    package let files: [Located<String>]
    package let expectations: [ResolvedExpectation]
}

/// What a case expects of one stage, its fields looked up.
package struct ResolvedExpectation: Sendable {
    /// The stage, as a place in the case's plan.
    package let stage: Int
    package let range: SourceRange
    package let outcomes: [ResolvedOutcome]
    package let each: [Condition]
}

/// What a case expects of the documents that a stage gave, filtered or put into quarantine.
package struct ResolvedOutcome: Sendable {
    package let outcome: Located<TestOutcome>
    package let content: Content

    package enum Content: Sendable {
        /// So many, and how that is written.
        case count(ConditionTest, text: String)
        /// These, in this order.
        case list([[Condition]], at: SourceRange)
    }

    /// The fields that can be asked of a document that was filtered or went to quarantine.
    package static func fields(of outcome: TestOutcome) -> [String: FieldType] {
        outcome == .quarantined
            ? ["source": .text, "code": .text, "reason": .text]
            : ["source": .text, "code": .text, "in-favour-of": .text]
    }
}
