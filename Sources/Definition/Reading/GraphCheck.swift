import Diagnostics

/// Checks that edges lead to stages, and never back. Time grows with the number of stages and edges.
enum GraphCheck {
    /// Reports references that aren't to other stages, or name one twice.
    static func references(of stages: [StageDefinition], among ids: [String], _ problems: inout Problems) {
        let known = Set(ids)
        let users = Dictionary(stages.map { ($0.uses.value, $0.id.value) }) { first, _ in first }
        for stage in stages {
            var first: [String: SourceRange] = [:]
            for reference in stage.from {
                let id = stage.id.value
                if reference.value == id {
                    problems.error(
                        "definition.self-reference", "stage '\(id)' can't take documents from itself",
                        at: reference.range, help: "name the stage before it")
                } else if !known.contains(reference.value) {
                    let help =
                        users[reference.value].map {
                            "'\(reference.value)' is the stage type of '\($0)': write '\($0)'"
                        }
                        ?? problems.help(for: reference.value, among: ids, except: id)
                    problems.error(
                        "definition.unknown-stage", "there is no stage '\(reference.value.shortened)'",
                        at: reference.range, help: help)
                } else if let place = first[reference.value] {
                    problems.error(
                        "definition.duplicate-reference", "stage '\(id)' names '\(reference.value)' twice",
                        at: reference.range, help: "remove one of them",
                        notes: [problems.note("it is first named here", at: place)])
                } else {
                    first[reference.value] = reference.range
                }
            }
        }
    }

    /// Reports cycles; of those that share stages, one.
    static func cycles(of stages: [StageDefinition], _ problems: inout Problems) {
        let indices = Dictionary(stages.enumerated().map { ($1.id.value, $0) }) { first, _ in first }
        let sources = stages.enumerated().map { index, stage in
            stage.from.compactMap { indices[$0.value] }.filter { $0 != index }
        }
        let remaining = withoutAcyclicEnds(sources)
        var walks = [Int?](repeating: nil, count: stages.count)
        for start in remaining.indices where remaining[start] && walks[start] == nil {
            var path: [Int] = []
            var current: Int? = start
            while let index = current, walks[index] == nil {
                walks[index] = start
                path.append(index)
                current = sources[index].first { remaining[$0] }
            }
            // A walk that ends on an earlier one found nothing new.
            guard let last = current, walks[last] == start, let begin = path.firstIndex(of: last) else { continue }
            report(path[begin...].reversed(), stages, &problems)
        }
    }

    /// Which stages can be on a cycle: those that are left when stages without sources are taken away, again and again
    /// (Kahn 1962).
    private static func withoutAcyclicEnds(_ sources: [[Int]]) -> [Bool] {
        var targets = [[Int]](repeating: [], count: sources.count)
        for (index, list) in sources.enumerated() {
            for source in list { targets[source].append(index) }
        }
        var open = sources.map(\.count)
        var ready = open.indices.filter { open[$0] == 0 }
        while let index = ready.popLast() {
            for target in targets[index] {
                open[target] -= 1
                if open[target] == 0 { ready.append(target) }
            }
        }
        return open.map { $0 > 0 }
    }

    /// So many edges of a circle are shown.
    private static let shownEdges = 10

    /// Reports a circle, each stage of which takes documents from the one before it.
    private static func report(_ cycle: [Int], _ stages: [StageDefinition], _ problems: inout Problems) {
        guard let lowest = cycle.min(), let start = cycle.firstIndex(of: lowest), let last = cycle.last else { return }
        let ordered = Array(cycle[start...] + cycle[..<start])
        let sources = [start == 0 ? last : cycle[start - 1]] + ordered.dropLast()
        let edges = zip(ordered, sources).map { stage, source in
            let (id, before) = (stages[stage].id, stages[source].id.value)
            let place = stages[stage].from.first { $0.value == before }?.range ?? id.range
            return problems.note("'\(id.value)' takes documents from '\(before)'", at: place)
        }
        let names = (ordered + [lowest]).map { stages[$0].id.value }
        let isLong = names.count > shownEdges + 2
        let shown = isLong ? names.prefix(10) + ["… \(names.count - 11) more …", names[0]] : names[...]
        problems.error(
            "definition.cycle", "stages take documents from each other in a circle: \(shown.joined(separator: " → "))",
            at: edges[0].location?.range, help: "remove one of these edges",
            notes: Array(edges.dropFirst().prefix(shownEdges)))
    }
}
