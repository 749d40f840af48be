internal import Diagnostics
internal import StageKit

/// A graph as one page of HTML that loads nothing: the drawing, and for every stage what is to be known of it.
///
/// What may run and how it looks is named by digests (Content Security Policy, level 3), so that nothing a definition
/// holds could ever become a script; all that comes from a definition is escaped besides.
struct Page {
    let text: String

    init(_ graph: Graph) {
        let title = Markup.escaped(graph.name)
        let drawing = VectorDrawing(graph)?.text ?? Self.list(graph)
        let legend =
            graph.isDifference
            ? GraphMark.allCases.map { ("mark-\(Self.name(of: $0))", $0.rawValue) }
            : graph.families.map { ("family-\(Self.known($0))", Markup.escaped($0)) }
        text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(PageStyle.digest)'; \
            script-src '\(PageScript.digest)'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            <style>\(PageStyle.text)</style>
            </head>
            <body>
            <header>
            <h1>\(title)</h1>
            <ul class="legend">\(legend.map { "<li class=\"\($0.0)\">\($0.1)</li>" }.joined())</ul>
            <div class="tools">
            <button type="button" id="closer" aria-label="zoom in">+</button>
            <button type="button" id="farther" aria-label="zoom out">−</button>
            <button type="button" id="whole">whole graph</button>
            </div>
            </header>
            <main id="view">
            \(drawing)
            </main>
            <aside aria-label="the chosen stage">
            <p class="hint">Choose a stage to see its options, what it takes and gives, and what it does. \
            Drag to move, turn the wheel or pinch to zoom; by keyboard: Tab and Enter, arrows, + and −, 0 for the whole.</p>
            \(graph.stages.indices.map { PagePanel(graph, $0).text }.joined(separator: "\n"))
            </aside>
            <script>\(PageScript.text)</script>
            </body>
            </html>

            """
    }

    /// What stands in place of a drawing that would be too great: the stages, to be chosen.
    private static func list(_ graph: Graph) -> String {
        let items = graph.stages.enumerated().map { place, stage in
            "<li><a href=\"#stage-\(place)\">\(Markup.escaped(stage.planned.id))</a> "
                + "\(Markup.escaped(stage.planned.type.name))</li>"
        }
        return "<p>The graph is too great to be drawn; a part of it may be less so. Its stages:</p>\n"
            + "<ul>\(items.joined(separator: "\n"))</ul>"
    }

    /// The class of a stage's colours.
    static func colors(of stage: GraphStage, in graph: Graph) -> String {
        guard graph.isDifference else { return "family-\(known(stage.planned.type.family))" }
        return stage.mark.map { "mark-\(name(of: $0))" } ?? "family-other"
    }

    /// A mark in the name of a class.
    static func name(of mark: GraphMark) -> String { mark == .rerun ? "rerun" : mark.rawValue }

    /// A family in the name of a class.
    static func known(_ family: String) -> String {
        PageStyle.families.contains(family) ? family : "other"
    }
}
