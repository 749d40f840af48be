internal import Diagnostics

/// Which part of a plan is meant, by the ids of stages. Whatever is chosen, what it needs upstream belongs to it.
public struct PlanPart: Sendable, Equatable {
    /// These and all that come after; empty for no choice.
    public var from: [String]
    /// These and all that come before; empty for no choice. With ``from`` what lies between.
    public var to: [String]
    /// These alone; empty for no choice.
    public var only: [String]

    /// Makes a choice.
    public init(from: [String] = [], to: [String] = [], only: [String] = []) {
        self.from = from
        self.to = to
        self.only = only
    }

    /// Whether nothing is chosen, which means the whole plan.
    public var isWhole: Bool { from.isEmpty && to.isEmpty && only.isEmpty }
}

/// Why a part of a plan can't be had.
public struct PlanPartError: Error, Sendable, Equatable {
    /// What is wrong.
    public let message: String
    /// The way out.
    public let help: String

    /// Makes an error.
    public init(message: String, help: String) {
        self.message = message
        self.help = help
    }
}

extension Plan {
    /// Whether a run of it makes an artifact.
    public var publishes: Bool { stages.contains { $0.type.shape == .sink } }

    /// The part of the plan that is meant: the chosen stages and all that they need, in the order of the plan. Time grows
    /// with the number of stages and edges.
    /// - Throws: ``PlanPartError`` for a stage that isn't there, and when nothing lies between `from` and `to`.
    public func part(_ part: PlanPart) throws(PlanPartError) -> Plan {
        if part.isWhole { return self }
        let graph = GraphPart(inputs: stages.map(\.inputs))
        let chosen = graph.chosen(
            from: try places(part.from), to: try places(part.to), only: try places(part.only))
        guard !chosen.isEmpty else {
            let names = [part.from, part.to].map { $0.joined(separator: ", ") }
            throw PlanPartError(
                message: "no path leads from \(names[0]) to \(names[1])",
                help: "'galley graph' draws the paths there are")
        }
        return keeping(graph.upstream(of: chosen))
    }

    private func places(_ ids: [String]) throws(PlanPartError) -> Set<Int>? {
        if ids.isEmpty { return nil }
        var places: Set<Int> = []
        for id in ids {
            guard let place = stages.firstIndex(where: { $0.id == id }) else {
                let known = stages.map(\.id)
                throw PlanPartError(
                    message: "'\(name)' has no stage '\(id)'",
                    help: Suggestion.help(for: id, among: known) ?? "its stages are \(known.joined(separator: ", "))")
            }
            places.insert(place)
        }
        return places
    }

    /// The plan without the other stages; no stage that is kept may take documents from one that isn't.
    private func keeping(_ kept: Set<Int>) -> Plan {
        var place: [Int: Int] = [:]
        var resolved: [ResolvedStage] = []
        for (index, stage) in stages.enumerated() where kept.contains(index) {
            place[index] = resolved.count
            resolved.append(
                ResolvedStage(
                    id: stage.id, type: stage.type, stage: stage.stage, inputs: stage.inputs.compactMap { place[$0] },
                    combination: stage.combination == .single ? nil : stage.combination,
                    conditions: stage.conditions, onError: stage.onError, policies: stage.policies,
                    options: stage.options))
        }
        return Plan(
            name: name, state: state, resolved: resolved, signal: signal,
            isWhole: isWhole && kept.count == stages.count)
    }
}
