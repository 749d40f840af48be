internal import Documents

/// Front matter between two lines of three dashes: `key: value`, values plain or in quotes, lists in brackets or as
/// lines with a dash. That is what publishing tools write for articles; anything else in it is passed over.
struct FrontMatter {
    private var values: [String: [String]] = [:]
    private static let longest = 1 << 16

    /// Splits front matter and body.
    static func split(_ bytes: [UInt8]) -> (matter: FrontMatter, body: ArraySlice<UInt8>) {
        var start = bytes[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        var matter = FrontMatter()
        guard start.starts(with: Array("---\n".utf8)) || start.starts(with: Array("---\r".utf8)) else {
            return (matter, start)
        }
        let head = start.prefix(longest)
        var key = ""
        var rest = head.dropFirst(4)
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[min(end + 1, rest.endIndex)...]
            let trimmed = TextCleaner.clean(line)
            if trimmed == "---" || trimmed == "..." { return (matter, start[rest.startIndex...]) }
            matter.take(trimmed, isIndented: line.first == " ", &key)
        }
        return (FrontMatter(), start)
    }

    private mutating func take(_ line: String, isIndented: Bool, _ key: inout String) {
        if line.hasPrefix("- ") {
            if !key.isEmpty { values[key, default: []].append(Self.unquoted(String(line.dropFirst(2)))) }
            return
        }
        guard !isIndented, !line.hasPrefix("#"), let colon = line.firstIndex(of: ":") else { return }
        key = line[..<colon].lowercased()
        let value = TextCleaner.clean(String(line[line.index(after: colon)...]))
        if value.hasPrefix("["), value.hasSuffix("]") {
            values[key] = value.dropFirst().dropLast().split(separator: ",").map {
                Self.unquoted(TextCleaner.clean(String($0)))
            }
        } else if !value.isEmpty {
            values[key] = [Self.unquoted(value)]
        }
    }

    /// Puts what is known into an article's metadata.
    func fill(_ metadata: inout ArticleMetadata) {
        func first(_ keys: String...) -> String? {
            keys.lazy.compactMap { values[$0]?.first }.first { !$0.isEmpty }
        }
        metadata.title = first("title", "headline") ?? ""
        metadata.subtitle = first("subtitle", "description", "dek")
        metadata.url = first("url", "canonical", "canonical_url", "link", "permalink")
        metadata.language = first("lang", "language", "locale")
        metadata.site = first("site", "site_name", "publication")
        metadata.published = first("date", "published", "published_at", "pubdate").flatMap(DateText.date(in:))
        metadata.dateline = first("dateline")
        for name in values["authors"] ?? values["author"] ?? values["by"] ?? [] where !name.isEmpty {
            let names = BylineRule.authors(in: name)
            metadata.authors += names.isEmpty ? [name] : names
        }
    }

    private static func unquoted(_ value: String) -> String {
        guard let quote = value.first, quote == "\"" || quote == "'", value.count >= 2, value.last == quote else {
            return value
        }
        return String(value.dropFirst().dropLast())
    }
}
