public import JSON
public import StageKit

extension PlannedStage {
    /// What a run of the stage makes or replaces.
    public var artifacts: [Artifact] { if case .ordered(let runner) = stage { runner.artifacts } else { [] } }
}

extension Plan {
    /// Whether a source reads standard input.
    public var readsStandardInput: Bool {
        stages.contains { if case .source(let runner) = $0.stage { runner.readsStandardInput } else { false } }
    }

    /// Counts what the sources hold, by place in ``stages``.
    /// - Throws: `SourceError` when a source can't be read.
    public func surveys() throws -> [Int: Survey] {
        var surveys: [Int: Survey] = [:]
        for (index, planned) in stages.enumerated() {
            if case .source(let runner) = planned.stage { surveys[index] = try runner.survey() }
        }
        return surveys
    }

    /// Writes a JSON object.
    public func write(to json: inout JSONWriter, surveys: [Int: Survey]) {
        json.object { json in
            json.member("pipeline", name)
            json.member("state", state.text)
            json.key("stages")
            json.array { json in
                for (index, stage) in stages.enumerated() {
                    json.object { json in
                        write(stage, to: &json)
                        if let survey = surveys[index] {
                            json.key("documents")
                            if let documents = survey.documents { json.value(documents) } else { json.null() }
                            json.member("bytes", survey.bytes)
                            json.member("unit", survey.unit)
                        }
                    }
                }
            }
        }
    }

    private func write(_ stage: PlannedStage, to json: inout JSONWriter) {
        json.member("stage", stage.id)
        json.member("type", stage.type.name)
        json.member("version", stage.type.version)
        json.member("from", stage.inputs.map { stages[$0].id })
        json.member("combination", stage.combination.rawValue)
        json.member("when", stage.conditions.map(\.text))
        json.member("onError", stage.onError.rawValue)
        json.key("options")
        json.object { json in
            for option in stage.options where option.isGiven { json.member(option.name, option.value) }
        }
        json.member("takes", stage.type.input?.name)
        json.member("gives", stage.type.output?.name)
        json.member("layers", stage.layersOut.always.map(\.name))
        json.member("layersOnSome", stage.layersOut.sometimes.map(\.name))
        json.member("artifacts", stage.artifacts.map(\.path.text))
    }
}
