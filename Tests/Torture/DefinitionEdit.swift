public import TestRandom

extension Definition {
    /// Changes one thing that leaves the definition right: an option, a condition, a sink more or less, a stage less.
    /// - Returns: What was done, for a report.
    public mutating func edit(_ random: inout SeededRandom) -> String {
        switch random.below(5) {
        case 0, 1:
            let place = random.below(stages.count)
            guard stages[place].artifact == nil, stages[place].uses != "ingest.files" else { return addSink(&random) }
            let options = DefinitionOptions.random(of: stages[place].uses, &random)
            stages[place].with.removeAll()
            for option in options { stages[place].set(option.name, option.value) }
            return "options of \(stages[place].id)"
        case 2:
            guard let place = stages.indices.filter({ stages[$0].artifact == nil && stages[$0].when != nil }).last else {
                return addSink(&random)
            }
            // Fewer conditions let more layers be there for sure, never fewer.
            stages[place].when = nil
            return "no condition of \(stages[place].id)"
        case 3:
            let sinks = stages.indices.filter { stages[$0].artifact != nil }
            guard sinks.count > 1 else { return addSink(&random) }
            return "removed \(stages.remove(at: random.pick(sinks)).id)"
        default: return addSink(&random)
        }
    }

    private mutating func addSink(_ random: inout SeededRandom) -> String {
        let givers = stages.filter { $0.artifact == nil && $0.uses != "ingest.files" }
        let name = "new-\(random.below(100_000))"
        let artifact = random.pick([
            Artifact(path: "out/\(name).jsonl", kind: .lines), Artifact(path: "out/\(name)", kind: .pages),
        ])
        stages.append(.sink(name, from: [random.pick(givers).id], artifact))
        return "added \(name)"
    }
}
