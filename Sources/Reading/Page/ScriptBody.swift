internal import Documents
internal import JSON

/// The article's text on pages that only their scripts draw: in data such as `<script type="application/json">`,
/// `window.state = {…}` or `JSON.parse("…")`.
///
/// Looked for is the longest text that stands beside a headline, by the names that programs give both; nothing depends on
/// what made the page.
struct ScriptBody {
    /// The headline that stands beside the text.
    let title: String
    let blocks: [TextBlock]

    /// Less is a teaser.
    private static let shortest = 400
    private static let longest = 1 << 20
    /// A script that is read, and all of them.
    private static let shortestScript = 500
    private static let mostBytes = 8 << 20
    private static let mostValues = 200_000
    private static let maximumDepth = 100

    private static let titles: Set<String> = ["title", "headline", "heading", "name"]
    private static let bodies: Set<String> = [
        "articlebody", "body", "content", "contents", "text", "html", "bodyhtml", "bodytext", "contenthtml", "fulltext",
        "articletext", "story", "paragraphs", "blocks",
    ]

    /// Looks through the scripts of a page; nil where none holds an article.
    init?(_ html: [UInt8]) {
        var best: (title: String, pieces: [String], length: Int)?
        var budget = Self.mostBytes
        for script in Self.scripts(html) where script.count >= Self.shortestScript && script.count <= budget {
            budget -= script.count
            for value in Self.values(in: script) {
                guard let found = Self.article(in: value), found.length > best?.length ?? 0 else { continue }
                best = found
            }
        }
        guard let best else { return nil }
        title = EscapedText.clean(best.title)
        blocks = Self.blocks(best.pieces)
        guard !blocks.isEmpty else { return nil }
    }

    /// The contents of the scripts, one after the other.
    private static func scripts(_ html: [UInt8]) -> [ArraySlice<UInt8>] {
        html.withUnsafeBufferPointer { source in
            let scan = MarkupScan(source)
            var scripts: [ArraySlice<UInt8>] = []
            var place = 0
            while let open = source.firstIndex(of: UInt8(ascii: "<"), from: place) {
                place = open + 1
                guard scan.isNamed("script", (open + 1)..<(open + 7)) else { continue }
                // A tag or a script that never ends holds all that follows.
                guard let start = scan.endOfTag(from: open + 7), let end = scan.endTag("script", from: start) else {
                    break
                }
                scripts.append(html[start..<end])
                place = end
            }
            return scripts
        }
    }

    /// The JSON in a script: all of it, what is given to a variable, or a text that holds it.
    private static func values(in script: ArraySlice<UInt8>) -> [JSONValue] {
        guard let first = script.firstIndex(where: { $0 > 0x20 }) else { return [] }
        if script[first] == UInt8(ascii: "{") || script[first] == UInt8(ascii: "[") {
            return JSONMending.values(of: script, maximumDepth: maximumDepth)
        }
        var values: [JSONValue] = []
        var place = first
        while values.count < 20,
            let sign = script[place...].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "(") })
        {
            place = sign + 1
            guard let start = script[place...].firstIndex(where: { $0 > 0x20 }), JSONExtent.isOpening(script[start])
            else { continue }
            // One that never ends isn't looked for again and again.
            guard let end = JSONExtent.end(of: script[start...]) else { break }
            guard end - start >= shortestScript else { continue }
            place = end
            guard let value = try? JSONValue(parsing: script[start..<end], maximumDepth: maximumDepth) else { continue }
            if let text = value.text {
                if let inner = try? JSONValue(parsing: text, maximumDepth: maximumDepth) { values.append(inner) }
            } else {
                values.append(value)
            }
        }
        return values
    }

    /// The longest text of an object that has a headline, too.
    private static func article(in root: JSONValue) -> (title: String, pieces: [String], length: Int)? {
        var best: (title: String, pieces: [String], length: Int)?
        var waiting = [root]
        var seen = 0
        while let value = waiting.popLast(), seen < mostValues {
            seen += 1
            if case .array(let elements) = value {
                waiting += elements.reversed()
                continue
            }
            let members = value.members
            guard !members.isEmpty else { continue }
            let title = members.lazy.filter { titles.contains(key($0.name)) }.compactMap(text).first
            for member in members {
                if let title, bodies.contains(key(member.name)) {
                    var pieces: [String] = []
                    gather(member.value, &pieces, depth: 0)
                    let length = pieces.reduce(0) { $0 + $1.utf8.count }
                    if length >= shortest, length <= longest, length > best?.length ?? 0, isProse(pieces) {
                        best = (title, pieces, length)
                    }
                }
                switch member.value {
                case .object, .array: waiting.append(member.value)
                default: break
                }
            }
        }
        return best
    }

    /// A headline as a text, or as an object with one: `{"rendered": "…"}`.
    private static func text(_ member: JSONMember) -> String? {
        let text = member.value.text ?? member.value["rendered"]?.text ?? member.value["text"]?.text
        guard let text, !text.isEmpty, text.utf8.count <= 400 else { return nil }
        return text
    }

    /// A name without the case and the marks that programs differ in.
    private static func key(_ name: String) -> String { String(decoding: name.bare, as: UTF8.self) }

    private static let holders = [
        "rendered", "html", "text", "value", "content", "contents", "body", "paragraph", "paragraphs", "blocks",
        "children", "elements", "items", "data",
    ]

    /// The texts of a body in order: one, those of a list, or those of an object by the first name that holds some.
    private static func gather(_ value: JSONValue, _ pieces: inout [String], depth: Int) {
        guard depth < 12, pieces.count < 5000 else { return }
        switch value {
        case .text(let text): if !text.isEmpty { pieces.append(text) }
        case .array(let elements): for element in elements { gather(element, &pieces, depth: depth + 1) }
        case .object:
            let before = pieces.count
            for name in holders {
                if let held = value[name] { gather(held, &pieces, depth: depth + 1) }
                if pieces.count > before { return }
            }
        default: break
        }
    }

    /// Whether texts are sentences rather than addresses, identifiers or a program.
    private static func isProse(_ pieces: [String]) -> Bool {
        var (spaces, ends, length, braces) = (0, 0, 0, 0)
        for piece in pieces {
            var previous: UInt8 = 0
            for byte in piece.utf8 {
                switch byte {
                case 0x20: spaces += 1
                case 0x7B, 0x7D, 0x3B: braces += 1
                default: break
                }
                if byte == 0x20 || byte == 0x3C || byte == 0x0A,
                    previous == 0x2E || previous == 0x3F || previous == 0x21
                {
                    ends += 1
                }
                previous = byte
            }
            length += piece.utf8.count
            if previous == 0x2E { ends += 1 }
        }
        // East Asian scripts have no spaces, but then no marks of programs either.
        return (spaces * 20 > length && ends >= 3 || spaces * 200 < length) && braces * 50 < length
    }

    /// Markup is read as such; texts without it are paragraphs line by line.
    private static func blocks(_ pieces: [String]) -> [TextBlock] {
        let hasMarkup = pieces.contains { $0.contains("</") || $0.contains("<br") }
        guard hasMarkup else {
            return pieces.flatMap { $0.split(whereSeparator: \.isNewline) }
                .map { TextBlock(.paragraph, TextCleaner.clean(String($0))) }.filter { !$0.text.isEmpty }
        }
        let html = pieces.map { $0.contains("</p>") || $0.contains("</div>") ? $0 : "<p>\($0)</p>" }.joined(
            separator: "\n")
        var draft = ArticleDraft()
        try? PageReader.readFragment(Array(html.utf8), into: &draft)
        return draft.blocks
    }
}

/// Tells where a JSON value in a program ends.
enum JSONExtent {
    /// Whether an object, an array or a text starts with a byte.
    static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\"")
    }

    /// Where the object, array or text at the start of some bytes ends; nil where there is none, or where it never does.
    static func end(of bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first, isOpening(first) else { return nil }
        var depth = 0
        var isInText = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if isInText {
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                    if depth == 0 { return index }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }
}
