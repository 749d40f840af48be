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
    private let reading: @Sendable (_ path: String) throws -> [UInt8]

    /// Takes what a definition is read with; a case's own parameters come before `overrides`.
    /// - Parameter reading: Reads a file that is included.
    public init(
        _ file: SourceFile, overrides: [(name: String, value: String)], environment: [String: String],
        registry: Registry,
        reading: @escaping @Sendable (_ path: String) throws -> [UInt8] = { _ in throw DefinitionReader.NoIncludes() }
    ) {
        self.file = file
        self.overrides = overrides
        self.environment = environment
        self.registry = registry
        self.reading = reading
    }

    /// The plan of a case, and what is wrong with it or with the pipeline as it is with the case's parameters.
    public func plan(_ testCase: TestCase) -> (plan: CasePlan?, diagnostics: Diagnostics) {
        let (definition, problems) = DefinitionReader.read(
            file, overrides: overrides, caseValues: testCase.overrides, environment: environment, reading: reading)
        guard let definition else { return (nil, problems) }
        let (plan, more) = Planner.plan(definition, registry: registry)
        guard let plan, !problems.hasErrors else {
            var all = problems
            all.append(contentsOf: more)
            return (nil, all)
        }
        return CasePlanner.plan(testCase, in: definition, plan, registry: registry)
    }

    /// What is wrong with the cases of a definition.
    /// - Parameters:
    ///   - definition: What the file holds.
    ///   - plan: Its plan.
    public func diagnostics(of definition: PipelineDefinition, _ plan: Plan) -> Diagnostics {
        var all = Diagnostics()
        for testCase in definition.tests {
            let problems =
                testCase.overrides.isEmpty
                ? CasePlanner.plan(testCase, in: definition, plan, registry: registry).diagnostics
                : self.plan(testCase).diagnostics
            all.append(contentsOf: problems)
        }
        return all
    }
}
