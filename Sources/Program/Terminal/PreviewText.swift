internal import CommandLineKit
internal import Diagnostics
internal import Documents
internal import JSON
internal import Previewing

/// A document as it is at a stage, for people.
struct PreviewText {
    /// So much of a text is enough to know it by, in bytes.
    private static let beginning = 480
    /// So many elements of a list are shown.
    private static let elements = 5

    private let document: PreviewedDocument
    private let width: Int
    private var lines: [String] = []

    /// The lines of the document.
    var text: String { lines.map { DisplayText.printable($0) + "\n" }.joined() }

    init(_ document: PreviewedDocument, width: Int) {
        self.document = document
        self.width = width
        lines.append(document.raw.locator)
        row("id", document.raw.id.description)
        if let article = document.article {
            add(article)
        } else if document.isRaw {
            addRaw()
        } else {
            for (name, value) in document.fields where value != .absent { row(name, value.description) }
        }
    }

    private mutating func add(_ article: Article) {
        let metadata = article.metadata
        let rows: [(String, String?)] = [
            ("title", metadata.title), ("subtitle", metadata.subtitle), ("dateline", metadata.dateline),
            ("authors", metadata.authors.joined(separator: ", ")), ("published", metadata.published?.description),
            ("modified", metadata.modified?.description), ("site", metadata.site), ("url", metadata.url),
            ("declared language", metadata.language),
            ("section", metadata.section), ("tags", metadata.tags.joined(separator: ", ")),
            ("image", metadata.image?.url), ("paywalled", metadata.isPaywalled.map { $0 ? "yes" : "no" }),
            ("charset", metadata.charset), ("captions", metadata.captions.joined(separator: " · ")),
            ("asides", metadata.asides.joined(separator: " · ")),
        ]
        for case (let name, let value?) in rows where !value.isEmpty { row(name, value) }
        let blocks = "\(Figures.count(article.blocks.count)) block\(article.blocks.count == 1 ? "" : "s")"
        row("text", "\(blocks), \(Figures.bytes(article.text.utf8.count))")
        paragraphs(article.text, keepsBlankLines: false)
        for layer in document.layers { add(layer, article.text) }
    }

    private mutating func addRaw() {
        let raw = document.raw
        row("media type", raw.mediaType.name)
        if let charset = raw.charset { row("charset", charset) }
        if let address = raw.address { row("address", address) }
        row("content", Figures.bytes(raw.bytes.count))
        if let fields = raw.fields {
            if let title = fields.title { row("title", title) }
            if !fields.authors.isEmpty { row("authors", fields.authors.joined(separator: ", ")) }
            if let url = fields.url { row("url", url) }
            if let published = fields.published { row("published", published) }
            paragraphs(fields.body, keepsBlankLines: true)
        } else if raw.bytes.prefix(Self.beginning).contains(where: { $0 < 0x20 && !(9...13).contains($0) }) {
            lines.append("    not shown: it holds bytes that no text in UTF-8 has")
        } else {
            // What isn't UTF-8 is shown as far as it can be.
            paragraphs(String(decoding: raw.bytes.prefix(Self.beginning + 4), as: UTF8.self), keepsBlankLines: true)
        }
    }

    /// The beginning of a text, wrapped.
    /// - Parameter keepsBlankLines: Whether blank lines that aren't at its ends are shown.
    private mutating func paragraphs(_ text: String, keepsBlankLines: Bool) {
        let isWhole = text.utf8.count <= Self.beginning
        var start = String(text[bytes: ByteRange(0, Self.beginning)])
        if !isWhole { start += " …" }
        var blank = 0
        var isFirst = true
        for line in start.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            guard line.contains(where: { !$0.isWhitespace }) else {
                blank += 1
                continue
            }
            if keepsBlankLines, !isFirst { lines += [String](repeating: "", count: blank) }
            (blank, isFirst) = (0, false)
            lines += TextLayout.wrap(String(line), width: width, indent: 4).split(separator: "\n").map(String.init)
        }
    }

    private mutating func add(_ layer: JSONMember, _ text: String) {
        let quoting = Quoting(text: text)
        switch layer.value {
        case .array(let elements):
            row(layer.name, Figures.count(elements.count))
            for element in elements.prefix(Self.elements) { item(quoting.text(of: element)) }
            rest(of: elements.count)
        case .object(let members) where members.contains { $0.value.isList }:
            row(layer.name, "")
            for member in members { add(member, quoting) }
        default: row(layer.name, quoting.text(of: layer.value))
        }
    }

    private mutating func add(_ member: JSONMember, _ quoting: Quoting) {
        guard member.value.isList else { return item("\(member.name) \(quoting.text(of: member.value))") }
        let elements = member.value.elements
        item("\(member.name) \(Figures.count(elements.count))")
        for element in elements.prefix(Self.elements) { item("  " + quoting.text(of: element)) }
        rest(of: elements.count)
    }

    private mutating func rest(of count: Int) {
        if count > Self.elements { item("… and \(Figures.count(count - Self.elements)) more") }
    }

    private mutating func row(_ name: String, _ value: String) {
        let label = "  " + name
        let padding = String(repeating: " ", count: max(2, 14 - label.count))
        lines.append(value.isEmpty ? label : cut(label + padding + value))
    }

    private mutating func item(_ text: String) { lines.append(cut("    " + text)) }

    private func cut(_ line: String) -> String {
        line.count <= width ? line : String(line.prefix(max(1, width - 1))) + "…"
    }
}

/// Values of layers as texts, in which pairs of numbers that are a range of the article's text stand with its words.
private struct Quoting {
    let text: String

    func text(of value: JSONValue) -> String {
        if let range = range(value) { return "\(range.lower)–\(range.upper) “\(text[bytes: range])”" }
        switch value {
        case .null: return "none"
        case .flag(let flag): return flag ? "yes" : "no"
        case .integer(let number): return Figures.count(number)
        case .number(let number): return "\((number * 1000).rounded() / 1000)"
        case .text(let text): return text
        case .array(let elements):
            let shown = elements.prefix(3).map { self.text(of: $0) }.joined(separator: ", ")
            return elements.count > 3 ? "\(shown) and \(elements.count - 3) more" : shown
        case .object(let members):
            return members.map { "\($0.name) \(self.text(of: $0.value))" }.joined(separator: ", ")
        }
    }

    private func range(_ value: JSONValue) -> ByteRange? {
        let numbers = value.elements.compactMap(\.integer)
        guard numbers.count == 2, value.elements.count == 2, numbers[0] >= 0, numbers[0] < numbers[1],
            numbers[1] <= text.utf8.count
        else { return nil }
        return ByteRange(numbers[0], numbers[1])
    }
}

extension JSONValue {
    /// Whether it is a list of anything but numbers.
    fileprivate var isList: Bool {
        if case .array(let elements) = self { elements.contains { $0.number == nil } } else { false }
    }
}
