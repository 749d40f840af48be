public import TestRandom

extension Definition {
    /// Changes one thing that leaves the definition right: options, a condition, a policy, a sink more or less.
    /// - Returns: What was done, for a report.
    public mutating func edit(_ random: inout SeededRandom) -> String {
        switch random.below(6) {
        case 0, 1:
            let place = random.below(stages.count)
            guard stages[place].artifact == nil else { return addSink(&random) }
            // As a rule what is read stays: the edits of the corpus should meet it.
            if stages[place].uses == "ingest.files", random.chance(30) {
                stages[place].set("paths", random.pick(DefinitionOptions.paths))
                return "paths of \(stages[place].id)"
            }
            stages[place].with.removeAll { $0.name != "paths" }
            for option in DefinitionOptions.random(of: stages[place].uses, &random) {
                stages[place].set(option.name, option.value)
            }
            return "options of \(stages[place].id)"
        case 5:
            let place = stages.firstIndex { $0.uses == random.pick(["ingest.files", "normalize.article"]) } ?? 0
            stages[place].onError = stages[place].onError == "skip" ? "quarantine" : "skip"
            return "on-error of \(stages[place].id)"
        case 2:
            guard let place = stages.indices.filter({ stages[$0].artifact == nil && stages[$0].when != nil }).last
            else {
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
