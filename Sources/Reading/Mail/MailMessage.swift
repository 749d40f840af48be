public import Documents

/// A message of mail as an article: who wrote what when, attachments left out.
public struct MailMessage: Sendable, Equatable {
    /// The subject; empty when there is none.
    public var subject = ""
    /// The names of those it is from.
    public var authors: [String] = []
    /// When it was sent, as W3CDTF where that could be made out.
    public var date: String?
    /// Where it is archived on the web.
    public var archivedAt: String?
    /// The language tag of the text.
    public var language: String?
    /// The text, HTML where ``isHTML``.
    public var body = ""
    /// Whether the body is HTML.
    public var isHTML = false
    /// How many parts were left out: files, pictures, forwarded messages.
    public var attachments = 0

    /// Reads a message (RFC 5322, MIME); nil when the bytes have no headers as mail has them.
    public init?(_ bytes: [UInt8]) {
        let (headers, content) = MailHeaders.read(bytes[...])
        guard MailMessage.isMail(headers) else { return nil }
        subject = headers.text("subject") ?? ""
        authors = MailMessage.names(headers.value("from") ?? headers.value("sender") ?? "")
        date = headers.value("date").map { FeedDate.normalized($0) ?? $0 }
        archivedAt = headers.value("archived-at").flatMap { PageAddress($0.filter { $0 != "<" && $0 != ">" })?.text }
        language = headers.value("content-language").flatMap { $0.split(separator: ",").first.map(String.init) }
        var parts = MailParts()
        let chosen = parts.texts(headers, content, depth: 0)
        attachments = parts.attachments
        isHTML = chosen.contains { $0.isHTML }
        body = chosen.map { isHTML && !$0.isHTML ? Self.paragraphs($0.text) : $0.text }.joined(separator: "\n\n")
    }

    /// Whether bytes look like a message.
    public static func recognizes(_ start: ArraySlice<UInt8>) -> Bool {
        isMail(MailHeaders.read(start.prefix(16_384)).headers) && !start.starts(with: Array("<".utf8))
    }

    private static func isMail(_ headers: MailHeaders) -> Bool {
        let marks = ["from", "date", "subject", "message-id", "received", "return-path", "mime-version", "to"]
        return marks.count(where: headers.has) >= 2
    }

    /// The names in a header of addresses: `"Roe, Jane" <jane@example.com>, John Doe <john@example.com>`.
    private static func names(_ header: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in header.prefix(2000) {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.prefix(16).compactMap { part in
            let name = FeedAuthor.name(in: EncodedWords.decode(part))
            // A list's software writes `Jane Roe via Announce`.
            guard var name else { return nil }
            if let list = name.firstIndex(of: " via ") { name = String(name[..<list]) }
            // `"Roe, Jane"`
            let turned = name.split(separator: ",").map { TextCleaner.clean(String($0)) }
            return turned.count == 2 ? "\(turned[1]) \(turned[0])" : name
        }
    }

    private static func paragraphs(_ text: String) -> String {
        let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return escaped.split(separator: "\n\n").map { "<p>\($0)</p>" }.joined()
    }
}

extension String {
    /// Where a text occurs first.
    fileprivate func firstIndex(of text: String) -> String.Index? {
        indices.first { self[$0...].hasPrefix(text) }
    }
}

extension MailMessage {
    /// What it states about its article.
    public var fields: GivenFields {
        GivenFields(
            title: subject, body: body, bodyIsHTML: isHTML, url: archivedAt, published: date, authors: authors,
            language: language)
    }
}

extension ReadingError {
    static let mail = ReadingError("mail", "not a message: it has no headers")
}
