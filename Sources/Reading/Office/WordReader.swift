internal import Documents

/// Reads documents of word processors in Office Open XML (`.docx`, ISO/IEC 29500).
enum WordReader {
    /// Text that was deleted, moved away or stands in another form beside it.
    private static let dropped: Set<String> = [
        "w:del", "w:movefrom", "mc:fallback", "w:ppr", "w:rpr", "w:footnotereference", "w:endnotereference",
        "w:commentreference", "w:instrtext", "w:sdtpr", "w:tblpr", "w:sectpr",
    ]

    static func read(_ bytes: [UInt8], limit: Int) throws(ReadingError) -> ArticleDraft {
        let parts = try ZipParts(bytes)
        guard let text = try parts.part("word/document.xml", limit: limit) else {
            throw .office("it holds no word/document.xml")
        }
        let tree = XMLParser.parse(try XMLEncoding.decode(text, label: nil).bytes)
        guard let root = tree.root, let body = tree.child("w:body", of: root) else {
            throw .office("its document has no body")
        }
        let styles = try parts.part("word/styles.xml", limit: limit).map { Self.styles(XMLParser.parse($0)) }
        var walk = Walk(tree: tree, styles: styles?.styles ?? [:], levels: styles?.levels ?? [:])
        walk.blocks(in: body)
        if let properties = try parts.part("docProps/core.xml", limit: limit) {
            walk.draft.takeProperties(
                XMLParser.parse(properties), title: ["dc:title"], authors: ["dc:creator"])
        }
        return walk.draft.finished
    }

    /// What the styles of a document mean, and which headings are of which level, by their identifiers.
    private static func styles(_ tree: XMLTree) -> (styles: [String: OfficeDraft.Style], levels: [String: Int]) {
        guard let root = tree.root else { return ([:], [:]) }
        var styles: [String: OfficeDraft.Style] = [:]
        var levels: [String: Int] = [:]
        for style in tree.children("w:style", of: root) {
            guard let id = tree.attribute("w:styleid", of: style) else { continue }
            let name = tree.child("w:name", of: style).flatMap { tree.attribute("w:val", of: $0) } ?? id
            let level = tree.child(["w:ppr", "w:outlinelvl"], of: style).flatMap { tree.attribute("w:val", of: $0) }
            styles[id] =
                OfficeDraft.Style(named: name) ?? (level.flatMap { Int($0) }.map { $0 < 9 } == true ? .heading : nil)
            levels[id] = level.flatMap(Self.level) ?? OfficeDraft.level(ofStyle: name)
        }
        return (styles, levels)
    }

    /// The level from 1 of one that a file counts from 0; no file has more than nine, whatever it says.
    private static func level(_ text: String) -> Int? { Int(text).map { min(max(0, $0), 8) + 1 } }

    private struct Walk {
        let tree: XMLTree
        let styles: [String: OfficeDraft.Style]
        let levels: [String: Int]
        var draft = OfficeDraft()

        mutating func blocks(in node: Int) {
            for child in tree.children(of: node) {
                switch tree.name(of: child) {
                case "w:p": paragraph(child)
                case "w:tbl": table(child)
                case let name where WordReader.dropped.contains(name): break
                // Content controls, insertions and the like hold blocks.
                default: blocks(in: child)
                }
            }
        }

        private mutating func paragraph(_ node: Int) {
            let properties = tree.child("w:ppr", of: node)
            let id = properties.flatMap { tree.child("w:pstyle", of: $0) }.flatMap { tree.attribute("w:val", of: $0) }
            let style = id.flatMap { styles[$0] ?? OfficeDraft.Style(named: $0) } ?? .plain
            let list = properties.flatMap { tree.child("w:numpr", of: $0) }
            let depth = list.flatMap { tree.child("w:ilvl", of: $0) }.flatMap { tree.attribute("w:val", of: $0) }
            let level =
                style == .heading
                ? id.flatMap { levels[$0] ?? OfficeDraft.level(ofStyle: $0) } ?? 0
                : depth.flatMap(WordReader.level) ?? 1
            draft.append(text(of: node), style, isListItem: list != nil && style != .heading, level: level)
            // Boxes of text hang on a paragraph.
            for box in tree.outermost("w:txbxcontent", of: node) where !isDropped(box, below: node) {
                blocks(in: box)
            }
        }

        private func isDropped(_ node: Int, below top: Int) -> Bool {
            var node = node
            while node != top {
                if WordReader.dropped.contains(tree.name(of: node)) { return true }
                node = Int(tree.nodes[node].parent)
            }
            return false
        }

        private mutating func table(_ node: Int) {
            for row in tree.children("w:tr", of: node) {
                let cells = tree.children("w:tc", of: row)
                // A cell with several paragraphs places things, it holds no datum.
                if cells.count == 1 { blocks(in: cells[0]) } else { draft.append(row: cells.map { text(of: $0) }) }
            }
        }

        private func text(of node: Int) -> String {
            var text = ""
            var index = node + 1
            while index < Int(tree.nodes[node].end) {
                let name = tree.name(of: index)
                if WordReader.dropped.contains(name) || name == "w:txbxcontent" {
                    index = Int(tree.nodes[index].end)
                    continue
                }
                switch name {
                case "w:t":
                    text += tree.text(of: index)
                    index = Int(tree.nodes[index].end)
                    continue
                case "w:tab", "w:br", "w:cr", "w:p": text += " "
                case "w:nobreakhyphen": text += "-"
                default: break
                }
                index += 1
            }
            return text
        }
    }
}

extension ReadingError {
    static func office(_ what: String) -> ReadingError { ReadingError("damaged", what) }
}
