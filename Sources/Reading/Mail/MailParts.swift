/// The parts of a message that are its text.
struct MailParts {
    /// A part as text.
    struct Text {
        var text: String
        var isHTML: Bool
        /// Characters without markup, to compare by.
        var length: Int
    }

    private static let deepest = 16
    private static let most = 1_000
    private static let longestText = 64 << 20

    private var left = MailParts.most
    /// How many parts were left out.
    private(set) var attachments = 0

    /// The texts in a message or a part of it, in order; of alternatives one.
    mutating func texts(_ headers: MailHeaders, _ content: ArraySlice<UInt8>, depth: Int) -> [Text] {
        left -= 1
        guard left >= 0, depth <= Self.deepest else {
            attachments += left >= 0 ? 1 : 0
            return []
        }
        let (written, parameters) = headers.parameters("content-type")
        let type = written.isEmpty ? "text/plain" : written
        if type.hasPrefix("multipart/"), let boundary = parameters["boundary"], !boundary.isEmpty {
            return multipart(type, Self.parts(content, boundary), depth)
        }
        guard type == "text/plain" || type == "text/html", !isAttached(headers, depth) else {
            attachments += 1
            return []
        }
        return text(type, parameters, headers, content).map { [$0] } ?? []
    }

    private mutating func multipart(_ type: String, _ parts: [ArraySlice<UInt8>], _ depth: Int) -> [Text] {
        var found: [[Text]] = []
        for part in parts {
            let (headers, content) = MailHeaders.read(part)
            let texts = texts(headers, content, depth: depth + 1)
            if !texts.isEmpty { found.append(texts) }
            // What belongs to a page (its pictures, its style) is behind it.
            if type == "multipart/related", !found.isEmpty {
                attachments += min(parts.count - 1, left)
                break
            }
        }
        return type == "multipart/alternative" ? Self.richest(found) : found.flatMap { $0 }
    }

    /// HTML keeps headings and lists. But some messages only say in it that they can't be read.
    private static func richest(_ alternatives: [[Text]]) -> [Text] {
        let length = { (texts: [Text]) in texts.reduce(0) { $0 + $1.length } }
        let longest = alternatives.map(length).max() ?? 0
        let html = alternatives.last { $0.contains { $0.isHTML } && length($0) * 2 >= longest }
        return html ?? alternatives.max { length($0) < length($1) } ?? []
    }

    private func isAttached(_ headers: MailHeaders, _ depth: Int) -> Bool {
        depth > 0 && headers.parameters("content-disposition").value == "attachment"
    }

    private func text(
        _ type: String, _ parameters: [String: String], _ headers: MailHeaders, _ content: ArraySlice<UInt8>
    ) -> Text? {
        guard content.count <= Self.longestText else { return nil }
        let bytes: [UInt8] =
            switch headers.value("content-transfer-encoding")?.lowercased() {
            case "base64": Base64.decode(content)
            case "quoted-printable": QuotedPrintable.decode(content)
            default: Array(content)
            }
        if type == "text/html" {
            let decoded = try? CharsetDecoder.decode(bytes, label: parameters["charset"], declaration: .markup)
            let html = String(decoding: decoded?.bytes ?? bytes, as: UTF8.self)
            let length = TextCleaner.clean(HTMLTree.text(of: html)).utf8.count
            return length == 0 ? nil : Text(text: html, isHTML: true, length: length)
        }
        var decoded = MailText.decoded(bytes, charset: parameters["charset"])
        if parameters["format"]?.lowercased() == "flowed" {
            decoded = MailText.joiningFlowed(decoded, dropsSpace: parameters["delsp"]?.lowercased() == "yes")
        }
        let text = String(decoding: MailText.withoutSignature(decoded), as: UTF8.self)
        let length = TextCleaner.clean(text).utf8.count
        return length == 0 ? nil : Text(text: text, isHTML: false, length: length)
    }

    /// The parts between the lines of a boundary; what stands before the first isn't meant for readers.
    static func parts(_ content: ArraySlice<UInt8>, _ boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var start: Int?
        var line = content.startIndex
        while line < content.endIndex {
            let end = content[line...].firstIndex(of: 0x0A) ?? content.endIndex
            if content[line] == UInt8(ascii: "-"), content[line..<end].starts(with: mark) {
                let tail = content[(line + mark.count)..<end]
                let isLast = tail.starts(with: Array("--".utf8))
                if isLast || tail.allSatisfy({ $0 <= 0x20 }) {
                    if let start { parts.append(content[start..<max(start, line)]) }
                    start = isLast ? nil : min(end + 1, content.endIndex)
                    if isLast || parts.count >= Self.most { return parts }
                }
            }
            line = min(end + 1, content.endIndex)
        }
        // Broken off.
        if let start { parts.append(content[start...]) }
        return parts
    }
}
