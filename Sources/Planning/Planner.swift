public import Definition
public import Diagnostics
internal import Documents
public import StageKit

/// Makes a plan of a definition, or says everything that is wrong with it. Opens no file.
public struct Planner {
    private let definition: PipelineDefinition
    private let registry: Registry
    private let state: Path
    private let signal = StopSignal()
    private let outside: Outside
    private let layers: [LayerRequirement]
    private var diagnostics = Diagnostics()

    /// Makes a plan.
    /// - Parameters:
    ///   - state: The folder for records and quarantine, where it isn't the definition's.
    ///   - allowance: What the user allows stages.
    /// - Returns: The plan, nil when there is an error; and what is to be said.
    public static func plan(
        _ definition: PipelineDefinition, registry: Registry, state: Path? = nil, allowance: Allowance = Allowance()
    ) -> (plan: Plan?, diagnostics: Diagnostics) {
        var planner = Planner(definition, registry, state: state ?? Path(definition.statePath), allowance)
        let plan = planner.makePlan()
        return (planner.diagnostics.hasErrors ? nil : plan, planner.diagnostics)
    }

    private init(_ definition: PipelineDefinition, _ registry: Registry, state: Path, _ allowance: Allowance) {
        self.definition = definition
        self.registry = registry
        self.state = state
        layers = registry.layers
        outside = Outside(allowance, folder: Path("\(state.text)/fetched"))
    }

    private mutating func makePlan() -> Plan? {
        let resolution = resolveStages()
        let flow = FlowAnalysis(resolution.stages.map(\.node))
        let graph = CheckedGraph(definition: definition, registry: registry, resolution: resolution, flow: flow)
        let report = FlowReport(graph: graph)
        diagnostics.append(contentsOf: flow.problems.map(report.diagnostic))
        var stages = resolution.stages
        for index in stages.indices {
            var resolver = ConditionResolver(
                definition: definition, registry: registry,
                provision: { graph.provision(of: $0, to: index) })
            stages[index].conditions = resolver.resolve(
                resolution.definitions[index].when, of: stages[index].type, layers: flow.into[index].layers)
            diagnostics.append(contentsOf: resolver.diagnostics)
        }
        let outside = OutsideReport(definition: definition, stages: resolution.outside)
        diagnostics.append(contentsOf: outside.diagnostics(state: state))
        diagnostics.append(contentsOf: UnwiseReport(graph: graph, stages: stages).diagnostics)
        let policies = PolicyReport(definition: definition, stages: Array(zip(stages, resolution.definitions)))
        diagnostics.append(contentsOf: policies.diagnostics)
        guard !diagnostics.hasErrors, resolution.isComplete else { return nil }
        return Plan(name: definition.name.value, state: state, resolved: stages, signal: signal)
    }

    /// Finds the stage types, reads the options and makes the stages; those that come after one that isn't known are
    /// left out, since nothing can be said of them.
    private mutating func resolveStages() -> Resolution {
        var resolution = Resolution()
        for definition in topologicalOrder() {
            let inputs = definition.from.map { resolution.place[$0.value] }
            let resolved = resolve(definition)
            if let stage = resolved?.stage, resolved?.isConfigured == true {
                resolution.outside.append((definition, stage.stage))
            }
            guard let stage = resolved?.stage, inputs.allSatisfy({ $0 != nil }),
                !definition.hasUnreadInputs
            else {
                resolution.isComplete = false
                continue
            }
            resolution.place[definition.id.value] = resolution.stages.count
            resolution.definitions.append(definition)
            resolution.stages.append(
                stage.with(inputs: inputs.compactMap { $0 }, isConditional: !definition.when.isEmpty))
        }
        return resolution
    }

    private mutating func resolve(_ definition: StageDefinition) -> (stage: ResolvedStage, isConfigured: Bool)? {
        let name = definition.uses.value
        guard let type = registry[name] else {
            diagnostics.append(
                .error(
                    "plan.unknown-stage-type", "there is no stage type '\(name)'",
                    at: self.definition.location(definition.uses.range), help: help(forType: name)))
            return nil
        }
        let read = NodeDecoder.configuration(of: definition, in: self.definition, for: type)
        diagnostics.append(contentsOf: read.diagnostics)
        // A stage of wrong options still has a place in the graph, so that what is wrong around it is found as well.
        let configuration = read.configuration ?? type.configurationType.init()
        let context = StageContext(
            stage: definition.id.value, signal: signal, outside: outside, secrets: definition.options?.secrets ?? [:])
        do {
            let type = try type.configured(by: configuration, among: layers)
            let stage = ResolvedStage(
                id: definition.id.value, type: type, stage: try type.makeStage(configuration, context), inputs: [],
                combination: definition.combine.map { $0.value == .join ? .join : .merge },
                onError: definition.onError.flatMap { ErrorPolicy(rawValue: $0.value.rawValue) } ?? .quarantine,
                policies: definition.policies.values,
                options: PlannedOption.options(of: configuration, given: definition.options))
            return (stage, read.configuration != nil)
        } catch {
            if read.configuration != nil { report(error, definition) }
            return nil
        }
    }

    private mutating func report(_ error: any Error, _ definition: StageDefinition) {
        let code = "plan.bad-option"
        if let problem = error as? OptionProblem {
            return diagnostics.append(
                definition.diagnostic(problem, code: code, in: self.definition).with(.error))
        }
        let place = self.definition.location(definition.uses.range)
        diagnostics.append(.error(code, "the stage can't be made: \(error)", at: place))
    }

    private func help(forType name: String) -> String {
        let names = registry.stageTypes.map(\.name)
        // The right thing of another family, or of none.
        let thing = name.split(separator: ".").last.map { "." + $0 } ?? name
        let close = Suggestion.closest(to: name, among: names) ?? names.first { $0.hasSuffix(thing) }
        if let close { return "did you mean '\(close)'?" }
        let family = names.filter { $0.hasPrefix(String(name.prefix { $0 != "." }) + ".") }
        let known =
            family.isEmpty
            ? "'galley stages' lists the stage types"
            : "stage types of this family: \(family.joined(separator: ", "))"
        return "\(known); one of a package of your own is known to the program of that package alone"
    }

    /// Stages after those that they take from, otherwise in the order of the file; at the end those that come after a
    /// circle or after a stage that isn't there, which were reported.
    private func topologicalOrder() -> [StageDefinition] {
        let stages = definition.stages
        var missing = stages.map(\.from.count)
        var takers: [String: [Int]] = [:]
        for (index, stage) in stages.enumerated() {
            for input in stage.from { takers[input.value, default: []].append(index) }
        }
        // The first of the file stands last.
        var ready = Array(missing.indices.filter { missing[$0] == 0 }.reversed())
        var order: [Int] = []
        while let next = ready.popLast() {
            order.append(next)
            for taker in takers[stages[next].id.value] ?? [] {
                missing[taker] -= 1
                guard missing[taker] == 0 else { continue }
                ready.insert(taker, at: ready.firstIndex { $0 < taker } ?? ready.endIndex)
            }
        }
        return (order + missing.indices.filter { missing[$0] > 0 }).map { stages[$0] }
    }
}

/// The stages of a definition that could be resolved, in topological order.
struct Resolution {
    var stages: [ResolvedStage] = []
    var definitions: [StageDefinition] = []
    var place: [String: Int] = [:]
    /// All stages whose options are right, those that have no place in the graph as well: what they read and write is
    /// known.
    var outside: [(definition: StageDefinition, stage: ErasedStage)] = []
    var isComplete = true
}

extension ResolvedStage {
    func with(inputs: [Int], isConditional: Bool) -> ResolvedStage {
        var stage = self
        stage.isConditional = isConditional
        stage.inputs = inputs
        return stage
    }
}
