public import Definition
public import Diagnostics
internal import Documents
public import StageKit

/// Makes a plan for a case of a definition's own tests, or says everything that is wrong with the case. Opens no file.
public struct CasePlanner {
    private let testCase: TestCase
    private let definition: PipelineDefinition
    private let registry: Registry
    private let whole: Plan
    private var diagnostics = Diagnostics()

    /// Makes a plan for a case.
    /// - Parameters:
    ///   - testCase: A case of `definition`.
    ///   - plan: The plan of `definition`, made for this case alone: its stages are used.
    /// - Returns: The case's plan, nil when there is an error; and what is to be said, in order of position.
    public static func plan(
        _ testCase: TestCase, in definition: PipelineDefinition, _ plan: Plan, registry: Registry
    ) -> (plan: CasePlan?, diagnostics: Diagnostics) {
        var planner = CasePlanner(testCase: testCase, definition: definition, registry: registry, whole: plan)
        let plan = planner.makePlan()
        return (planner.diagnostics.hasErrors ? nil : plan, planner.diagnostics)
    }

    private init(testCase: TestCase, definition: PipelineDefinition, registry: Registry, whole: Plan) {
        self.testCase = testCase
        self.definition = definition
        self.registry = registry
        self.whole = whole
    }

    private mutating func makePlan() -> CasePlan? {
        guard let entry = entryStage() else { return nil }
        let input = input(at: entry)
        let cut = PlanCut(whole, entry: entry, expected: expected(after: entry))
        guard let input else {
            // What is expected can be wrong as well.
            resolve(on: whole)
            return nil
        }
        let stages = cut.stages(fedBy: input)
        report(FlowAnalysis(stages.map(\.node)).problems, in: stages, entry: whole.stages[entry].id)
        let plan = Plan(name: whole.name, state: whole.state, resolved: stages, signal: whole.signal)
        return CasePlan(testCase: testCase, plan: plan, files: input.files, expectations: resolve(on: plan))
    }

    @discardableResult
    private mutating func resolve(on plan: Plan) -> [ResolvedExpectation] {
        var resolver = ExpectationResolver(definition: definition, registry: registry, plan: plan)
        let expectations = testCase.expectations.compactMap { resolver.resolve($0) }
        diagnostics.append(contentsOf: resolver.diagnostics)
        return expectations
    }

    private mutating func entryStage() -> Int? {
        if let id = testCase.entry { return whole.stages.firstIndex { $0.id == id.value } }
        let sources = whole.stages.indices.filter { whole.stages[$0].type.shape == .source }
        if sources.count == 1 { return sources[0] }
        let names = sources.map { "'\(whole.stages[$0].id)'" }.joined(separator: ", ")
        report(
            "test.ambiguous-source", "the pipeline has several sources, and the case doesn't say which reads its input",
            at: testCase.name.range, help: "add 'at' with one of \(names)")
        return nil
    }

    private mutating func input(at entry: Int) -> CaseInput? {
        let stage = whole.stages[entry]
        switch testCase.input {
        case .files(let files):
            let resolved = files.map { Located(CaseFolder(of: definition).path(of: $0.value), at: $0.range) }
            guard case .source(let source) = stage.stage,
                let reading = source.reading(resolved.map { Path($0.value) })
            else {
                report(
                    "test.input", "stage '\(stage.id)' reads no files", at: testCase.input.range,
                    help: "write the documents that it takes: 'input: { title: …, text: … }'")
                return nil
            }
            return CaseInput(stage: .source(reading), form: nil, layers: [], files: resolved)
        case .documents(let documents):
            var maker = DocumentMaker(definition: definition, registry: registry, plan: whole, stage: stage)
            let input = maker.input(documents)
            diagnostics.append(contentsOf: maker.diagnostics)
            return input
        }
    }

    private mutating func expected(after entry: Int) -> [Int] {
        let reached = PlanCut.reached(from: entry, in: whole)
        return testCase.expectations.compactMap { expectation in
            guard let place = whole.stages.firstIndex(where: { $0.id == expectation.stage.value }) else { return nil }
            if reached.contains(place) { return place }
            report(
                "test.unreached-stage", "the input of the case doesn't reach stage '\(expectation.stage.value)'",
                at: expectation.stage.range,
                help: "it enters at '\(whole.stages[entry].id)'; expect something of a stage after that")
            return nil
        }
    }

    /// What is missing when documents enter in the middle of a pipeline.
    private mutating func report(_ problems: [FlowProblem], in stages: [ResolvedStage], entry: String) {
        for problem in problems {
            guard case .missingLayer(let stage, let layer, _) = problem else {
                report(
                    "test.entry", "the pipeline can't be run with documents that enter at '\(entry)'",
                    at: testCase.entry?.range ?? testCase.name.range, help: "let them enter at a stage before")
                continue
            }
            let givers = whole.stages.filter { $0.type.provides.contains { $0.key == layer.key } }.map { "'\($0.id)'" }
            let fields = layer.fields.keys.sorted().map { "'\($0)'" }
            report(
                "test.missing-layer",
                "stage '\(stages[stage].id)' needs the layer \(layer.name), which the documents of the case don't have",
                at: testCase.entry?.range ?? testCase.name.range,
                help: "let them enter at \(givers.joined(separator: " or ")) or before"
                    + (fields.isEmpty ? "" : ", or give them \(fields.joined(separator: ", "))"))
        }
    }

    private mutating func report(_ code: String, _ message: String, at range: SourceRange, help: String?) {
        diagnostics.append(.error(code, message, at: definition.location(range), help: help))
    }
}

/// The folder that the files of a definition's tests are named from: its own.
private struct CaseFolder {
    private let prefix: String

    init(of definition: PipelineDefinition) {
        let path = definition.file.path
        prefix = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// The path from the current folder; `-` is a file of that name.
    func path(of file: String) -> String {
        if file.hasPrefix("/") { return file }
        let path = Path(prefix + file).normalized
        return path == "-" ? "./-" : path.isEmpty ? "." : path
    }
}
