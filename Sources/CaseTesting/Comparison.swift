internal import Definition
internal import Diagnostics
internal import Documents
internal import Planning
internal import StageKit

/// Compares what a case expects with what became of its documents.
struct Comparison {
    private let plan: CasePlan
    private let records: StageRecords
    private let definition: PipelineDefinition
    /// What isn't as expected, in the order of the file.
    private(set) var differences: [Diagnostic] = []

    init(_ plan: CasePlan, _ records: StageRecords, in definition: PipelineDefinition) {
        self.plan = plan
        self.records = records
        self.definition = definition
        for expectation in plan.expectations { compare(expectation) }
        var sorted = Diagnostics()
        sorted.append(contentsOf: differences)
        differences = sorted.sorted
    }

    private func record(of stage: Int) -> StageRecord { records.record(of: stage, plan.plan.stages[stage].type) }

    private mutating func compare(_ expectation: ResolvedExpectation) {
        let record = record(of: expectation.stage)
        for outcome in expectation.outcomes { compare(outcome, record, at: expectation.stage) }
        guard let first = expectation.each.first else { return }
        if record.documents.isEmpty {
            let stage = plan.plan.stages[expectation.stage].id
            report(
                "test.documents", "stage '\(stage)' gave no document that could have \(first.fieldName)",
                at: expectation.range, notes: whereDocumentsWent(before: expectation.stage))
        }
        for condition in expectation.each {
            let wrong = record.documents.filter { !condition.test.holds(for: $0.value(of: condition)) }
            for document in wrong.prefix(3) {
                report(condition, document.value(of: condition), document.source, at: expectation.stage)
            }
            if wrong.count > 3 {
                report(
                    "test.field", "\(wrong.count - 3) more documents aren't so: expected \(condition.text.shortened)",
                    at: condition.range)
            }
        }
    }

    private mutating func compare(_ expected: ResolvedOutcome, _ record: StageRecord, at stage: Int) {
        let left = expected.outcome.value == .filtered ? record.filtered : record.quarantined
        let isGiven = expected.outcome.value == .documents
        let count = isGiven ? record.documents.count : left.count
        let sources = isGiven ? record.documents.map(\.source) : left.map(\.text)
        switch expected.content {
        case .count(let test, let text):
            guard !test.holds(for: .number(Double(count))) else { return }
            report(expected.outcome, "expected \(text)", sources, at: stage, range: expected.outcome.range)
        case .list(let documents, let range):
            guard documents.count == count else {
                return report(expected.outcome, "expected \(documents.count)", sources, at: stage, range: range)
            }
            for (index, conditions) in documents.enumerated() {
                for condition in conditions {
                    let value =
                        isGiven ? record.documents[index].value(of: condition) : left[index].value(of: condition)
                    if condition.test.holds(for: value) { continue }
                    report(condition, value, isGiven ? sources[index] : left[index].source ?? "?", at: stage)
                }
            }
        }
    }

    /// A number of documents that isn't as expected.
    private mutating func report(
        _ outcome: Located<TestOutcome>, _ expected: String, _ sources: [String], at stage: Int, range: SourceRange
    ) {
        let id = plan.plan.stages[stage].id
        let documents = "\(sources.count) document\(sources.count == 1 ? "" : "s")"
        let (code, message) =
            switch outcome.value {
            case .documents: ("test.documents", "stage '\(id)' gave \(documents), \(expected)")
            case .filtered: ("test.filtered", "stage '\(id)' filtered \(documents), \(expected)")
            case .quarantined: ("test.quarantined", "stage '\(id)' put \(documents) into quarantine, \(expected)")
            }
        var notes = sources.prefix(10).map { DiagnosticNote($0.shortened) }
        if sources.count > 10 { notes.append(DiagnosticNote("and \(sources.count - 10) more")) }
        if outcome.value == .documents { notes += whereDocumentsWent(before: stage) }
        report(code, message, at: range, notes: notes)
    }

    /// A field that isn't as expected.
    private mutating func report(_ condition: Condition, _ value: FieldValue, _ source: String, at stage: Int) {
        let id = plan.plan.stages[stage].id
        let found = if case .text(let text) = value { "'\(text.shortened)'" } else { value.description.shortened }
        report(
            "test.field", "\(source) at stage '\(id)': expected \(condition.text.shortened), got \(found)",
            at: condition.range, notes: TextDifference(condition.test, value).map { [DiagnosticNote($0.text)] } ?? [])
    }

    /// Documents that didn't get as far as a stage, and why.
    private func whereDocumentsWent(before stage: Int) -> [DiagnosticNote] {
        let before = GraphPart(inputs: plan.plan.stages.map(\.inputs)).upstream(of: [stage])
        let notes = before.sorted().flatMap { place in
            let id = plan.plan.stages[place].id
            let record = record(of: place)
            return record.filtered.map { DiagnosticNote("'\(id)' filtered \($0.text)".shortened) }
                + record.quarantined.map { DiagnosticNote("'\(id)' put into quarantine \($0.text)".shortened) }
        }
        return Array(notes.prefix(10))
            + (notes.count > 10 ? [DiagnosticNote("\(notes.count - 10) more went no further")] : [])
    }

    private mutating func report(
        _ code: String, _ message: String, at range: SourceRange?, notes: [DiagnosticNote] = []
    ) {
        differences.append(.error(code, message, at: range.map(definition.location), notes: notes))
    }
}

extension String {
    /// Enough of it to recognise, on one line.
    fileprivate var shortened: String {
        let line = replacing("\n", with: " ")
        return line.unicodeScalars.count <= 160 ? line : String(line.unicodeScalars.prefix(159)) + "…"
    }
}
