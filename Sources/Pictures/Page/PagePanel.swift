internal import Diagnostics
internal import Documents
internal import Planning
internal import StageKit

/// What a page tells of a stage.
struct PagePanel {
    let text: String

    init(_ graph: Graph, _ place: Int) {
        let stage = graph.stages[place]
        let planned = stage.planned
        let id = Markup.escaped(planned.id)
        var parts = [
            "<article id=\"stage-\(place)\" tabindex=\"-1\" aria-labelledby=\"name-\(place)\">",
            "<h2 id=\"name-\(place)\">\(id)</h2>",
            "<p><code>\(Markup.escaped(planned.type.name))</code>: \(Self.prose(planned.type.summary)).</p>",
        ]
        let notes = stage.notes + (stage.mark.map { [$0.rawValue] } ?? [])
        if !notes.isEmpty { parts.append("<ul>\(notes.map { "<li>\(Markup.escaped($0))</li>" }.joined())</ul>") }
        parts.append("<dl>\(Self.facts(graph, place).joined(separator: "\n"))</dl>")
        if !planned.options.isEmpty { parts.append(Self.options(planned)) }
        let discussion = planned.type.discussion.split(separator: "\n\n")
        if !discussion.isEmpty {
            parts.append("<h3>What it does</h3>")
            parts += discussion.map { "<p>\(Self.prose(String($0)))</p>" }
        }
        text = (parts + ["<p><a href=\"#\">close</a></p>", "</article>"]).joined(separator: "\n")
    }

    private static func facts(_ graph: Graph, _ place: Int) -> [String] {
        let planned = graph.stages[place].planned
        let type = planned.type
        let isMany = planned.combination != .single
        return [
            fact("shape", Markup.escaped(type.shape.rawValue) + ", family " + Markup.escaped(type.family)),
            fact(
                isMany ? "from (\(planned.combination.rawValue))" : "from",
                links(graph, graph.edges.filter { $0.to == place }, \.from)),
            fact("only when", planned.conditionsText.map { Markup.escaped($0) }),
            fact("takes", layers(type.input?.name, planned.layersIn)),
            fact("reads", list(type.reads.map { $0.name + ($0.isOptional ? " (if there)" : "") })),
            fact("adds", list(type.provides.map { $0.name + ($0.isOptional ? " (on some)" : "") })),
            fact("gives", layers(type.output?.name, planned.layersOut)),
            fact("to", links(graph, graph.edges.filter { $0.from == place }, \.to)),
            fact("publishes", list(planned.artifacts.map(\.path.text))),
            fact("on error", planned.onError.rawValue),
        ].compactMap(\.self) + planned.policies.entries.compactMap { fact($0.key, Markup.escaped($0.value)) }
    }

    private static func fact(_ title: String, _ text: String?) -> String? {
        text.map { "<dt>\(title)</dt><dd>\($0)</dd>" }
    }

    private static func list(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : Markup.escaped(texts.joined(separator: ", "))
    }

    private static func layers(_ form: String?, _ layers: LayerFlow) -> String? {
        form.map { form in
            let all = layers.always.map(\.name) + layers.sometimes.map { $0.name + " (on some)" }
            return Markup.escaped(form + (all.isEmpty ? "" : " with " + all.joined(separator: ", ")))
        }
    }

    private static func links(_ graph: Graph, _ edges: [GraphEdge], _ end: KeyPath<GraphEdge, Int>) -> String? {
        let links = edges.map { edge in
            let place = edge[keyPath: end]
            let remark = edge.mark.map { " (\($0.rawValue))" } ?? ""
            return "<a href=\"#stage-\(place)\">\(Markup.escaped(graph.stages[place].planned.id))</a>\(remark)"
        }
        return links.isEmpty ? nil : links.joined(separator: ", ")
    }

    private static func options(_ planned: PlannedStage) -> String {
        let rows = planned.options.map { option in
            let help = planned.type.options.first { $0.name == option.name }?.help ?? ""
            let origin = option.isGiven ? "" : " <span>default</span>"
            return "<tr><th scope=\"row\">\(Markup.escaped(option.name))</th>"
                + "<td><code>\(Markup.escaped(option.value))</code>\(origin)<br>\(prose(help))</td></tr>"
        }
        return "<h3>Options</h3>\n<table>\(rows.joined(separator: "\n"))</table>"
    }

    /// Text with words between backquotes as code.
    private static func prose(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            let part = Markup.escaped(String(part))
            return index % 2 == 0 ? part : "<code>\(part)</code>"
        }.joined()
    }
}
