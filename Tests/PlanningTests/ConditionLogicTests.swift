import Documents
import Testing

@testable import Planning

/// Whether a condition can hold: by hand, and against trying many values.
@Suite struct ConditionLogicTests {
    private typealias Case = (
        test: ConditionTest, given: [ConditionTest], type: FieldType, verdict: ConditionLogic.Verdict?
    )

    private static let cases: [Case] = [
        (.text("en"), [], .text, nil),
        (.text("de"), [.text("en")], .text, .never),
        (.text("en"), [.any([.text("en"), .text("de")])], .text, nil),
        (.any([.text("en"), .text("de")]), [.text("en")], .text, .always),
        (.not(.text("de")), [.text("en")], .text, .always),
        (.not(.text("en")), [.text("en")], .text, .never),
        (.text("de"), [.not(.text("en"))], .text, nil),
        // An article has several key phrases: one doesn't exclude another.
        (.text("bridge"), [.text("harbour")], .texts, nil),
        (.not(.text("bridge")), [.text("bridge")], .texts, .never),
        (.range(100...Double.infinity), [.range(300...Double.infinity)], .number, .always),
        (.range(300...Double.infinity), [.range(100...Double.infinity)], .number, nil),
        (.range(-Double.infinity...50), [.range(100...Double.infinity)], .number, .never),
        (.all([.range(5...Double.infinity), .range(-Double.infinity...5), .not(.number(5))]), [], .number, .never),
        (.number(7), [.range(1...6)], .number, .never),
        (.flag(true), [.flag(false)], .flag, .never),
        (.not(.flag(true)), [.flag(false)], .flag, .always),
        // A value that isn't known fulfils 'not'.
        (.range(-Double.infinity...5), [.not(.range(6...Double.infinity))], .number, nil),
    ]

    @Test(arguments: cases.indices) func verdicts(index: Int) {
        let one = Self.cases[index]
        #expect(ConditionLogic.verdict(of: one.test, given: one.given, one.type) == one.verdict)
    }

    @Test func tooManyTextsAreNotTried() {
        let many = ConditionTest.any((0..<20).map { .text("\($0)") })
        #expect(ConditionLogic.verdict(of: .not(many), given: [many], .texts) == nil)
        #expect(ConditionLogic.verdict(of: .not(many), given: [many], .text) == .never)
    }

    @Test func theVerdictIsWhatTryingTells() {
        let ranges: [ConditionTest] = [
            .number(2), .range(1...3), .range(2...Double.infinity), .range(-Double.infinity...2), .not(.number(2)),
            .not(.range(1...3)), .any([.number(1), .number(3)]),
        ]
        let values = [FieldValue.absent] + stride(from: -1, through: 5, by: 0.5).map { FieldValue.number($0) }
        for test in ranges {
            for given in ranges {
                let answers = values.filter { given.holds(for: $0) }.map { test.holds(for: $0) }
                let tried: ConditionLogic.Verdict? =
                    !answers.contains(true) ? .never : answers.contains(false) ? nil : .always
                #expect(ConditionLogic.verdict(of: test, given: [given], .number) == tried, "\(given) \(test)")
            }
        }
    }

    @Test func manyConstantsAreNotTried() {
        let many = ConditionTest.any((0..<30_000).map { .text("\($0)") })
        #expect(ConditionLogic.verdict(of: many, given: [], .text) == nil)
        let numbers = ConditionTest.any((0..<30_000).map { .number(Double($0)) })
        #expect(ConditionLogic.verdict(of: numbers, given: [], .number) == nil)
    }
}
