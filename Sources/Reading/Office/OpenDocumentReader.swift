internal import Documents

/// Reads text documents in OpenDocument (`.odt`, ISO/IEC 26300).
enum OpenDocumentReader {
    private static let dropped: Set<String> = [
        "text:tracked-changes", "text:note", "office:annotation", "office:forms", "text:sequence-decls",
        "text:table-of-content", "text:variable-decls", "text:user-field-decls", "text:bookmark",
    ]

    static func read(_ bytes: [UInt8], limit: Int) throws(ReadingError) -> ArticleDraft {
        let parts = try ZipParts(bytes)
        guard let text = try parts.part("content.xml", limit: limit) else { throw .office("it holds no content.xml") }
        let tree = XMLParser.parse(try XMLEncoding.decode(text, label: nil).bytes)
        guard let root = tree.root, let body = tree.child(["office:body", "office:text"], of: root) else {
            throw .office("its content isn't a text, or needs a password")
        }
        var walk = Walk(tree: tree, styles: styles(tree, root))
        walk.blocks(in: body, depth: 0)
        if let properties = try parts.part("meta.xml", limit: limit) {
            walk.draft.takeProperties(
                XMLParser.parse(properties), title: ["dc:title"], authors: ["meta:initial-creator", "dc:creator"])
        }
        return walk.draft.finished
    }

    /// What automatic styles come from.
    private static func styles(_ tree: XMLTree, _ root: Int) -> [String: OfficeDraft.Style] {
        var styles: [String: OfficeDraft.Style] = [:]
        for style in tree.descendants("style:style", of: root) {
            guard let name = tree.attribute("style:name", of: style),
                let parent = tree.attribute("style:parent-style-name", of: style)
            else { continue }
            styles[name] = OfficeDraft.Style(named: parent)
        }
        return styles
    }

    private struct Walk {
        let tree: XMLTree
        let styles: [String: OfficeDraft.Style]
        var draft = OfficeDraft()

        /// - Parameter depth: How many lists it is in.
        mutating func blocks(in node: Int, depth: Int) {
            for child in tree.children(of: node) {
                switch tree.name(of: child) {
                case "text:h":
                    let level = tree.attribute("text:outline-level", of: child).flatMap { Int($0) }
                    paragraph(child, .heading, level: level ?? 0)
                case "text:p":
                    let name = tree.attribute("text:style-name", of: child) ?? ""
                    paragraph(child, styles[name] ?? OfficeDraft.Style(named: name) ?? .plain, depth: depth)
                case "text:list-item": blocks(in: child, depth: depth + 1)
                case "table:table-row":
                    let cells = tree.children("table:table-cell", of: child)
                    if cells.count == 1 {
                        blocks(in: cells[0], depth: 0)
                    } else {
                        draft.append(row: cells.map { text(of: $0) })
                    }
                case let name where OpenDocumentReader.dropped.contains(name): break
                default: blocks(in: child, depth: depth)
                }
            }
        }

        private mutating func paragraph(_ node: Int, _ style: OfficeDraft.Style, level: Int = 0, depth: Int = 0) {
            draft.append(text(of: node), style, isListItem: depth > 0, level: depth > 0 ? depth : level)
            for box in tree.outermost("draw:text-box", of: node) { blocks(in: box, depth: 0) }
        }

        private func text(of node: Int) -> String {
            var text = ""
            var index = node + 1
            while index < Int(tree.nodes[node].end) {
                let name = tree.name(of: index)
                if OpenDocumentReader.dropped.contains(name) || name == "draw:text-box" {
                    index = Int(tree.nodes[index].end)
                    continue
                }
                switch name {
                case "": text += tree.text(of: index)
                case "text:s", "text:tab", "text:line-break", "text:p": text += " "
                default: break
                }
                index += 1
            }
            return text
        }
    }
}
