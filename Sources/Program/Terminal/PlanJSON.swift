internal import JSON
internal import Planning
internal import Runtime
internal import StageKit

/// A plan for machines.
struct PlanJSON {
    let text: String

    init(_ plan: Plan, _ surveys: [Int: Survey], _ forecast: Forecast, jobs: Int, _ estimate: RunEstimate?) {
        var json = JSONWriter()
        json.object { json in
            json.member("pipeline", plan.name)
            json.member("state", plan.state.text)
            json.member("jobs", jobs)
            json.key("estimate")
            if let estimate {
                json.object { json in
                    json.member("seconds", (estimate.seconds * 1000).rounded() / 1000)
                }
            } else {
                json.null()
            }
            json.key("unchangedSince")
            if let run = forecast.unchangedSince { json.value(run) } else { json.null() }
            json.member("gone", forecast.gone)
            json.key("stages")
            json.array { json in
                for (index, stage) in plan.stages.enumerated() {
                    json.object { json in
                        Self.write(stage, of: plan, to: &json)
                        if let survey = surveys[index] {
                            json.key("documents")
                            if let documents = survey.documents { json.value(documents) } else { json.null() }
                            json.member("bytes", survey.bytes)
                            json.member("unit", survey.unit)
                        }
                        json.key("forecast")
                        Self.write(forecast.stages[index], to: &json)
                    }
                }
            }
        }
        text = json.text
    }

    private static func write(_ forecast: Forecast.Stage, to json: inout JSONWriter) {
        json.object { json in
            json.member("in", forecast.documents)
            json.member("known", forecast.known)
            json.member("leftOut", forecast.leftOut)
            json.member("work", forecast.work)
            json.member("exact", forecast.isExact)
            json.member("bounded", forecast.isBounded)
            json.key("reasons")
            json.array { json in
                for (reason, count) in forecast.reasons.sorted(by: {
                    ($1.value, $0.key.text) < ($0.value, $1.key.text)
                }) {
                    json.object { json in
                        json.member("reason", reason.code.word)
                        json.member("stage", reason.code.stage)
                        json.member("documents", count)
                    }
                }
            }
        }
    }

    private static func write(_ stage: PlannedStage, of plan: Plan, to json: inout JSONWriter) {
        json.member("stage", stage.id)
        json.member("type", stage.type.name)
        json.member("version", stage.type.version)
        json.member("from", stage.inputs.map { plan.stages[$0].id })
        json.member("combination", stage.combination.rawValue)
        json.member("when", stage.conditions.map(\.text))
        json.member("onError", stage.onError.rawValue)
        json.key("policies")
        stage.policies.write(to: &json)
        json.key("options")
        json.object { json in
            for option in stage.options where option.isGiven { json.member(option.name, option.value) }
        }
        json.member("reaches", stage.type.reaches.map(\.rawValue))
        json.member("takes", stage.type.input?.name)
        json.member("takesLayers", stage.layersIn.always.map(\.name))
        json.member("takesLayersOnSome", stage.layersIn.sometimes.map(\.name))
        json.member("gives", stage.type.output?.name)
        json.member("layers", stage.layersOut.always.map(\.name))
        json.member("layersOnSome", stage.layersOut.sometimes.map(\.name))
        json.member("artifacts", stage.artifacts.map(\.path.text))
        json.key("artifactsReplaced")
        json.array { json in
            for artifact in stage.artifacts where artifact.isThere { json.value(artifact.path.text) }
        }
    }
}
