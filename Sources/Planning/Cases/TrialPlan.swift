package import StageKit

extension Plan {
    /// A plan of what comes after a source, with the source over other documents: its sinks write nothing, and what would
    /// fail a run goes to quarantine. It uses the same stages, and is run instead of this one.
    package func trial(at source: Int, reading documents: any SourceRunner) -> Plan {
        let cut = PlanCut(self, entry: source, expected: Array(stages.indices), isTrial: true)
        let input = CaseInput(stage: .source(documents), form: nil, layers: [])
        return Plan(name: name, state: state, resolved: cut.stages(fedBy: input), signal: signal)
    }
}
