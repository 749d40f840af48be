internal import Planning
internal import StageKit

extension Plan {
    /// The plan for looking at a stage: nothing is published, and what would fail the run goes to quarantine, so that it
    /// can be told.
    /// - Parameter choice: What is wanted, where that alone is read.
    func previewed(_ choice: DocumentChoice?) -> Plan {
        Plan(
            name: name, state: state,
            resolved: stages.map { stage in
                var policies = stage.policies
                policies.maximumFailures = nil
                return ResolvedStage(
                    id: stage.id, type: stage.type, stage: stage.previewed(choice), inputs: stage.inputs,
                    combination: stage.inputs.count > 1 ? stage.combination : nil, conditions: stage.conditions,
                    onError: stage.onError == .fail ? .quarantine : stage.onError, policies: policies,
                    options: stage.options)
            }, signal: signal, isWhole: false)
    }

    /// Whether what becomes of a document at any stage depends on no other.
    var treatsDocumentsAlone: Bool {
        stages.allSatisfy { $0.type.shape != .aggregate && $0.combination != .merge }
    }
}

extension PlannedStage {
    fileprivate func previewed(_ choice: DocumentChoice?) -> ErasedStage {
        switch stage {
        case .source(let source):
            guard let choice else { return stage }
            return .source(ChosenSource(source: source, choice: choice))
        case .ordered(let sink) where type.shape == .sink: return .ordered(UnpublishedSink(sink.with(nil)))
        default: return stage
        }
    }
}
