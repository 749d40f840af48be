internal import JSON

extension Graph {
    /// Boxes and lines for a terminal. What doesn't fit into the width is put into more rows; where that doesn't help, it
    /// is a list of the stages.
    public func text(_ style: TextStyle = TextStyle()) -> String { TextDrawing(self, style).text }

    /// A flowchart in the language of Mermaid, which many wikis and forges draw.
    public var mermaid: String { MermaidDrawing(self).text }

    /// A graph in the language of Graphviz.
    public var dot: String { DotDrawing(self).text }

    /// A page in HTML that needs nothing else: the drawing, to be moved and zoomed, and all about every stage.
    public var page: String { Page(self).text }

    /// A line of JSON.
    public var json: String {
        var json = JSONWriter()
        write(to: &json)
        return json.text + "\n"
    }
}
