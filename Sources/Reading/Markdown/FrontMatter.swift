internal import Documents

/// Front matter: YAML between two lines of three dashes.
///
/// Every entry is read by itself, so that one that isn't YAML, such as a title with a colon in it, costs only itself:
/// there what follows the key is the value.
struct FrontMatter {
    private var values: [String: [String]] = [:]
    private static let longest = 1 << 16

    /// Splits front matter and body. Dashes are only front matter's when a key follows: else they are a rule.
    static func split(_ bytes: [UInt8]) -> (matter: FrontMatter, body: ArraySlice<UInt8>) {
        var start = bytes[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        var lines = Lines(rest: start.prefix(longest))
        guard let first = lines.next(), isLine(first, "---") else { return (FrontMatter(), start) }
        var matter = FrontMatter()
        var entry = lines.rest.prefix(0)
        while let line = lines.next() {
            let isEnd = isLine(line, "---") || isLine(line, "...")
            if isEnd || startsEntry(line) {
                if !matter.take(entry), matter.values.isEmpty { break }
                entry = line
            } else {
                entry = bytes[entry.startIndex..<line.endIndex]
            }
            if isEnd { return (matter, start[line.endIndex...]) }
        }
        return (FrontMatter(), start)
    }

    /// Takes the lines of an entry; whether they are one, or nothing.
    private mutating func take(_ lines: ArraySlice<UInt8>) -> Bool {
        if let entry = YAMLEntry(lines) {
            values[entry.key] = entry.values
            return true
        }
        let text = String(decoding: lines, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains(where: \.isWhitespace) else {
            return lines.allSatisfy { $0 <= 0x20 } || lines.first == UInt8(ascii: "#")
        }
        values[text[..<colon].lowercased()] = [TextCleaner.clean(String(text[text.index(after: colon)...]))]
        return true
    }

    /// Whether a line isn't indented, nor goes on with a list or closes one.
    private static func startsEntry(_ line: ArraySlice<UInt8>) -> Bool {
        line.first.map { $0 > 0x20 && !"-]}".utf8.contains($0) } ?? false
    }

    private static func isLine(_ line: ArraySlice<UInt8>, _ text: String) -> Bool {
        line.starts(with: text.utf8) && line.dropFirst(text.utf8.count).allSatisfy { $0 <= 0x20 }
    }

    /// Lines with their ends.
    private struct Lines: IteratorProtocol {
        var rest: ArraySlice<UInt8>

        mutating func next() -> ArraySlice<UInt8>? {
            guard !rest.isEmpty else { return nil }
            let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
            defer { rest = rest[end...] }
            return rest[..<end]
        }
    }

    /// Puts what is known into an article's metadata.
    func fill(_ metadata: inout ArticleMetadata) {
        func first(_ keys: String...) -> String? {
            keys.lazy.compactMap { values[$0]?.first }.first { !$0.isEmpty }
        }
        metadata.title = first("title", "headline") ?? ""
        metadata.subtitle = first("subtitle", "description", "dek")
        metadata.url =
            PageAddress.resolve(
                first("url", "canonical", "canonical_url", "link", "permalink"), against: nil)?.text
        metadata.language = first("lang", "language", "locale").flatMap(DeclaredLanguage.tag)
        metadata.site = first("site", "site_name", "publication")
        metadata.published = first("date", "published", "published_at", "pubdate").flatMap { DateText.date(in: $0) }
        metadata.dateline = first("dateline")
        for name in values["authors"] ?? values["author"] ?? values["by"] ?? [] where !name.isEmpty {
            let names = BylineRule.authors(in: name)
            metadata.authors += names.isEmpty ? [name] : names
        }
    }
}
