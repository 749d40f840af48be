internal import Documents

/// Finds the date of publication in the data that a page's scripts hold, where it stands nowhere else.
enum ScriptDates {
    private static let keys = [
        "datePublished", "date_published", "publishedDate", "published_date", "publishDate", "publish_date",
        "publicationDate", "publication_date", "published_at", "publishedAt", "first_published_at", "firstPublished",
        "firstPublishedAt", "pubDate", "pub_date", "PublishingDate", "publishingDate", "cmsPublishingDate",
        "publishedOn",
        "article_date", "articleDate", "dateCreated", "createdAt", "created_at",
    ]
    private static let longest = 40

    /// The date of the first key that has one day for all it stands at: many articles have many.
    static func published(in html: [UInt8]) -> PublicationDate? {
        var found: [PublicationDate?] = Array(repeating: nil, count: keys.count)
        var isAmbiguous = Array(repeating: false, count: keys.count)
        let names = keys.map { Array($0.utf8) }
        html.withUnsafeBufferPointer { bytes in
            var offset = 0
            while let quote = bytes.firstIndex(of: UInt8(ascii: "\""), from: offset) {
                offset = quote + 1
                for (number, name) in names.enumerated() where !isAmbiguous[number] {
                    guard stands(name, at: offset, in: bytes), let date = value(after: offset + name.count, in: bytes)
                    else { continue }
                    let isOther = found[number].map { !$0.isSameDay(as: date) } ?? false
                    if isOther { isAmbiguous[number] = true } else { found[number] = found[number] ?? date }
                }
            }
        }
        return zip(found, isAmbiguous).lazy.compactMap { $1 ? nil : $0 }.first
    }

    private static func stands(_ name: [UInt8], at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count - offset > name.count, bytes[offset] == name[0] else { return false }
        return name.indices.allSatisfy { bytes[offset + $0] == name[$0] }
    }

    /// The date in the text after `": "`.
    private static func value(after offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> PublicationDate? {
        let rest = bytes[offset..<min(bytes.count, offset + longest * 2)]
        let signs = rest.prefix { isQuote($0) || $0 <= 0x20 || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") }
        guard signs.contains(UInt8(ascii: ":")), let last = signs.last, isQuote(last) else { return nil }
        let text = rest[signs.endIndex...].prefix { !isQuote($0) }.filter { $0 != UInt8(ascii: "\\") }
        guard (8...longest).contains(text.count) else { return nil }
        return DateText.date(in: String(decoding: text, as: UTF8.self))
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
