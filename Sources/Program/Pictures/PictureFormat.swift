internal import Pictures

/// How a graph is drawn.
enum PictureFormat: String, Sendable, CaseIterable {
    case text
    case mermaid
    case dot
    case svg
    case png
    case html
    case json

    /// The format that the name of a file asks for.
    init?(file: String) {
        switch file.split(separator: ".").last?.lowercased() {
        case "txt": self = .text
        case "mmd", "mermaid": self = .mermaid
        case "dot", "gv": self = .dot
        case "svg": self = .svg
        case "png": self = .png
        case "html", "htm": self = .html
        case "json": self = .json
        default: return nil
        }
    }

    /// Draws a graph.
    /// - Throws: ``Failure`` when Graphviz is needed and can't do it.
    func draw(_ graph: Graph, _ style: TextStyle) throws(Failure) -> [UInt8] {
        switch self {
        case .text: Array(graph.text(style).utf8)
        case .mermaid: Array(graph.mermaid.utf8)
        case .dot: Array(graph.dot.utf8)
        case .svg: try Graphviz.draw(graph.dot, as: "svg")
        case .png: try Graphviz.draw(graph.dot, as: "png", options: ["-Gdpi=144"])
        case .html: Array(graph.page.utf8)
        case .json: Array(graph.json.utf8)
        }
    }
}
