public import Documents
public import StageKit

/// Checks what every stage type must hold, whatever it does; an author writes one line of it in a test.
///
/// ```swift
/// @Test func itIsAStageLikeAnyOther() {
///     #expect(checkStage(ExtractTerms.self).isEmpty)
/// }
/// ```
/// - Parameters:
///   - type: The stage type.
///   - configuration: The options to check it with; the default ones unless told. A path of a sink is moved into a folder
///     of the check's own.
///   - documents: Documents to run it on, of the form that it takes, with the layers that it requires; unless given, those
///     of ``SampleDocuments``.
///   - allowance: What it may reach.
///   - manyDocuments: On how many documents memory is measured; unless given, by the environment's
///     `GALLEY_CHECK_DOCUMENTS`. Without either it isn't, for other tests of the process allocate at the same time.
/// - Returns: What is wrong, each with the way out; nothing for a stage type that is as it should be.
public func checkStage<S: StageType>(
    _ type: S.Type, _ configuration: S.Configuration = S.Configuration(), on documents: [any Form] = [],
    allowing allowance: Allowance = Allowance(), manyDocuments: Int? = nil
) -> [StageFinding] {
    StageChecks<S>(
        configuration: configuration, documents: documents, allowance: allowance,
        manyDocuments: manyDocuments ?? ManyDocuments.asked
    ).findings()
}

/// The checks of one stage type.
struct StageChecks<S: StageType> {
    let configuration: S.Configuration
    let documents: [any Form]
    let allowance: Allowance
    let manyDocuments: Int?

    /// So long a call may take that nobody waits for: only what never ends takes as long.
    var patience = 60.0

    func findings() -> [StageFinding] {
        var findings = Findings()
        DeclarationCheck.check(S.self, &findings)
        OptionCheck.check(S.self, &findings)
        ExampleCheck.check(S.self, &findings)
        do {
            try configuration.validate()
        } catch {
            findings.add(
                .defaults, "the configuration to check with can't be: option '\(error.option)' \(error.message)",
                help: "give checkStage a configuration that works")
            return findings.all
        }
        run(S.self, &findings)
        return findings.all
    }

    private func run(_ type: any StageType.Type, _ findings: inout Findings) {
        switch type {
        case let type as any Transform.Type: takes(input(type), &findings)
        case is any Annotator.Type, is any BatchTransform.Type: takes(Article.self, &findings)
        case let type as any Selection.Type: takes(input(type), &findings)
        case let type as any Aggregate.Type: takes(input(type), &findings)
        case let type as any Sink.Type: takes(input(type), &findings)
        default: SourceCheck(checks: self).check(&findings)
        }
    }

    private func input<T: Transform>(_ type: T.Type) -> any Form.Type { T.Input.self }
    private func input<T: Selection>(_ type: T.Type) -> any Form.Type { T.Input.self }
    private func input<T: Aggregate>(_ type: T.Type) -> any Form.Type { T.Input.self }
    private func input<T: Sink>(_ type: T.Type) -> any Form.Type { T.Input.self }

    private func takes<Input: Form>(_ form: Input.Type, _ findings: inout Findings) {
        let documents = CheckedDocuments<Input>(documents, reads: S.descriptor.reads)
        guard !documents.declared.isEmpty else {
            return findings.add(
                .documents, "there are no documents of the form \(Input.formName) to check it on",
                help: "give some: checkStage(\(S.self).self, on: [\(Input.self)(…)])")
        }
        for layer in documents.missing {
            findings.add(
                .layers, "there are no documents with the layer \(layer), which it requires",
                help: "give some: checkStage(\(S.self).self, on: [sampleArticle(…).with(\(layer)(…))])")
        }
        guard documents.missing.isEmpty else { return }
        if S.descriptor.shape == .sink {
            SinkCheck(checks: self, documents: documents).check(&findings)
        } else {
            WorkCheck(checks: self, documents: documents).check(&findings)
        }
        CancellationCheck(checks: self, documents: documents).check(&findings)
        if let manyDocuments {
            MemoryCheck(checks: self, documents: documents, manyDocuments: manyDocuments).check(&findings)
        }
    }

    /// A harness of the stage.
    func harness(_ configuration: S.Configuration? = nil) throws -> StageHarness<S> {
        try StageHarness(S.self, configuration ?? self.configuration, allowing: allowance)
    }
}
