public import JSON
internal import Planning
internal import StageKit

extension Graph {
    /// Writes a JSON object: the stages with what they are, and the edges.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("pipeline", name)
            json.key("stages")
            json.array { json in for stage in stages { json.object { write(stage, to: &$0) } } }
            json.key("edges")
            json.array { json in for edge in edges { json.object { write(edge, to: &$0) } } }
        }
    }

    private func write(_ stage: GraphStage, to json: inout JSONWriter) {
        let planned = stage.planned
        json.member("stage", planned.id)
        json.member("type", planned.type.name)
        json.member("version", planned.type.version)
        json.member("shape", planned.type.shape.rawValue)
        json.member("family", planned.type.family)
        json.member("summary", planned.type.summary)
        json.member("when", planned.conditions.map(\.text))
        json.member("onError", planned.onError.rawValue)
        json.key("policies")
        planned.policies.write(to: &json)
        json.member("combination", planned.combination.rawValue)
        json.key("options")
        json.array { json in
            for option in planned.options {
                json.object { json in
                    json.member("name", option.name)
                    json.member("value", option.value)
                    json.member("given", option.isGiven)
                }
            }
        }
        json.member("takes", planned.type.input?.name)
        json.member("gives", planned.type.output?.name)
        json.member("reads", planned.type.reads.filter { !$0.isOptional }.map(\.name))
        json.member("readsWhenPresent", planned.type.reads.filter(\.isOptional).map(\.name))
        json.member("adds", planned.type.provides.map(\.name))
        json.member("layersIn", planned.layersIn.always.map(\.name))
        json.member("layersInOnSome", planned.layersIn.sometimes.map(\.name))
        json.member("layers", planned.layersOut.always.map(\.name))
        json.member("layersOnSome", planned.layersOut.sometimes.map(\.name))
        json.member("artifacts", planned.artifacts.map(\.path.text))
        json.member("notes", stage.notes)
        if isDifference { json.member("difference", stage.mark.map(\.rawValue)) }
    }

    private func write(_ edge: GraphEdge, to json: inout JSONWriter) {
        let (from, to) = (stages[edge.from], stages[edge.to])
        json.member("from", from.planned.id)
        json.member("to", to.planned.id)
        json.member("form", from.planned.type.output?.name)
        json.member("adds", from.planned.type.provides.map(\.name))
        json.member("combination", to.planned.combination.rawValue)
        json.member("conditional", !to.planned.conditions.isEmpty)
        if isDifference { json.member("difference", edge.mark.map(\.rawValue)) }
    }
}
