/// The texts of a feed in XML: plain, HTML that is escaped, XHTML that is part of the feed, base64.
struct FeedText {
    private let tree: XMLTree

    init(_ tree: XMLTree) { self.tree = tree }

    /// A text as the feed means it; nil when it is blank.
    func text(_ node: Int) -> FeedEntry.Text? {
        let found = read(node)
        return found.value.utf8.allSatisfy { $0 <= 0x20 } ? nil : found
    }

    /// A text without markup, such as a title; nil when it is blank.
    func plain(_ node: Int) -> String? {
        let plain = read(node).plain
        return plain.isEmpty ? nil : plain
    }

    private func read(_ node: Int) -> FeedEntry.Text {
        let type = (tree.attribute("type", of: node) ?? "").lowercased().prefix { $0 != ";" }
        let mode = tree.attribute("mode", of: node)?.lowercased()
        if tree.name(of: node).hasPrefix("xhtml:") || tree.name(of: node) == "body" && hasElements(node) {
            return FeedEntry.Text(tree.markup(in: node), isHTML: true)
        }
        let isMarkup = type == "xhtml" || type.hasSuffix("+xml") || type.hasSuffix("/xml")
        if mode == "base64" || (mode == nil && isBinary(type)) {
            let bytes = Base64.decode(Array(tree.text(of: node).utf8))
            let text = String(decoding: bytes, as: UTF8.self)
            return FeedEntry.Text(text, isHTML: type != "text/plain" && Self.looksLikeHTML(text))
        }
        if hasElements(node), mode != "escaped" { return FeedEntry.Text(tree.markup(in: node), isHTML: true) }
        let text = tree.text(of: node)
        switch type {
        case "html", "text/html": return FeedEntry.Text(text, isHTML: true)
        case "text", "text/plain": return FeedEntry.Text(text, isHTML: false)
        // Markup that is escaped, though what it is called says that it isn't.
        default: return FeedEntry.Text(text, isHTML: isMarkup || Self.looksLikeHTML(text))
        }
    }

    private func hasElements(_ node: Int) -> Bool { tree.content(of: node).contains { !tree.nodes[$0].isText } }

    private func isBinary(_ type: Substring) -> Bool {
        type.contains("/") && !type.hasPrefix("text/") && !type.hasSuffix("+xml") && !type.hasSuffix("/xml")
    }

    /// Whether a text of which nobody says what it is has tags or references in it.
    static func looksLikeHTML(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let lastEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
        return bytes.indices.dropLast().contains { index in
            let next = bytes[index + 1]
            let isLetter = (65...90).contains(next) || (97...122).contains(next)
            switch bytes[index] {
            case UInt8(ascii: "<"):
                return lastEnd > index && (isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!"))
            case UInt8(ascii: "&"):
                guard isLetter || next == UInt8(ascii: "#") else { return false }
                let name = bytes[(index + 1)...].prefix(32).prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 }
                guard name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ";") else { return false }
                return name.first == UInt8(ascii: "#") || XMLEntities.html(name) != nil
            default: return false
            }
        }
    }
}

extension HTMLTree {
    /// The text of a fragment of HTML, in one line.
    static func text(of html: String) -> String {
        let tree = HTMLTree(Array(html.utf8))
        var text: [UInt8] = []
        for index in tree.nodes.indices where tree.nodes[index].tag == .text {
            let parent = tree.nodes[Int(tree.nodes[index].parent)].tag
            if parent != .script { text += tree.text(of: index) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
