public import Definition
public import Diagnostics
public import Planning
public import StageKit

/// Reads a definition anew for every case of its tests: with the case's parameters, and with stages of its own.
public struct CaseLoader: Sendable {
    private let file: SourceFile
    private let overrides: [(name: String, value: String)]
    private let environment: [String: String]
    private let registry: Registry
    private let allowance: Allowance
    private let reading: @Sendable (_ path: String) throws -> [UInt8]

    /// Takes what a definition is read with; a case's own parameters come before `overrides`.
    /// - Parameters:
    ///   - allowance: What the stages of a case may reach.
    ///   - reading: Reads a file that is included.
    public init(
        _ file: SourceFile, overrides: [(name: String, value: String)], environment: [String: String],
        registry: Registry, allowance: Allowance = Allowance(),
        reading: @escaping @Sendable (_ path: String) throws -> [UInt8] = { _ in throw DefinitionReader.NoIncludes() }
    ) {
        self.file = file
        self.overrides = overrides
        self.environment = environment
        self.registry = registry
        self.allowance = allowance
        self.reading = reading
    }

    /// A definition, and what is wrong with it.
    typealias Read = (definition: PipelineDefinition?, diagnostics: Diagnostics)

    /// Reads the definition once for every distinct `set` of some cases, without reading its tests again.
    func definitions(for cases: [TestCase]) -> [[[String]]: Read] {
        var definitions: [[[String]]: Read] = [:]
        for testCase in cases where definitions[testCase.parameters] == nil {
            definitions[testCase.parameters] = DefinitionReader.read(
                file, overrides: overrides, caseValues: testCase.overrides, environment: environment,
                readsTests: false, reading: reading)
        }
        return definitions
    }

    /// The plan of a case, with stages of its own, and what is wrong with it or with the pipeline as it is with the
    /// case's parameters.
    func plan(_ testCase: TestCase, in read: Read?) -> (plan: CasePlan?, diagnostics: Diagnostics) {
        guard let read, let definition = read.definition else { return (nil, read?.diagnostics ?? Diagnostics()) }
        let (plan, more) = Planner.plan(definition, registry: registry, allowance: allowance)
        guard let plan, !read.diagnostics.hasErrors else {
            var all = read.diagnostics
            all.append(contentsOf: more)
            return (nil, all)
        }
        return CasePlanner.plan(testCase, in: definition, plan, registry: registry)
    }

    /// What is wrong with the cases of a definition. Nothing is run, so cases of the same parameters share a plan.
    /// - Parameters:
    ///   - definition: What the file holds.
    ///   - plan: Its plan.
    public func diagnostics(of definition: PipelineDefinition, _ plan: Plan) -> Diagnostics {
        var all = Diagnostics()
        let groups = Dictionary(grouping: definition.tests, by: \.parameters)
        for testCase in definition.tests {
            guard let group = groups[testCase.parameters], group[0].name.value == testCase.name.value else { continue }
            guard !testCase.overrides.isEmpty else {
                check(group, in: definition, plan, &all)
                continue
            }
            let (definition, problems) = definitions(for: [testCase])[testCase.parameters] ?? (nil, Diagnostics())
            let planned = definition.map { Planner.plan($0, registry: registry) }
            guard let definition, let plan = planned?.plan, !problems.hasErrors else {
                all.append(contentsOf: problems)
                if let more = planned?.diagnostics { all.append(contentsOf: more) }
                continue
            }
            check(group, in: definition, plan, &all)
        }
        return all
    }

    private func check(
        _ cases: [TestCase], in definition: PipelineDefinition, _ plan: Plan, _ all: inout Diagnostics
    ) {
        for testCase in cases {
            let (_, problems) = CasePlanner.plan(testCase, in: definition, plan, registry: registry)
            all.append(contentsOf: problems)
        }
    }
}

extension TestCase {
    /// The same for cases that set the same parameters to the same values.
    var parameters: [[String]] { overrides.map { [$0.key.value, $0.value.displayText] } }
}
