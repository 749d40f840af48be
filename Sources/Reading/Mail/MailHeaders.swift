/// The headers of a message or of a part of it (RFC 5322).
struct MailHeaders {
    /// More than any honest message has.
    private static let most = 2_000
    /// What is longer is cut.
    private static let longest = 1 << 16

    private var fields: [(name: String, value: ArraySlice<UInt8>)] = []

    /// Reads headers; what comes behind them is the body.
    static func read(_ bytes: ArraySlice<UInt8>) -> (headers: MailHeaders, body: ArraySlice<UInt8>) {
        var headers = MailHeaders()
        var rest = bytes
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let line = rest[..<end].last == 0x0D ? rest[..<(end - 1)] : rest[..<end]
            let next = rest[min(end + 1, rest.endIndex)...]
            if line.isEmpty { return (headers, next) }
            if line.first == 0x20 || line.first == 0x09, !headers.fields.isEmpty {
                headers.extend(to: line.endIndex, in: bytes)
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), Self.isName(line[..<colon]) {
                if headers.fields.count < most {
                    headers.fields.append((Self.lower(line[..<colon]), line[(colon + 1)...]))
                }
            } else if !line.starts(with: Array("From ".utf8)), !line.starts(with: Array(">From ".utf8)) {
                // A body without the empty line before it.
                return (headers, rest)
            }
            rest = next
        }
        return (headers, rest)
    }

    private mutating func extend(to end: Int, in bytes: ArraySlice<UInt8>) {
        let last = fields.count - 1
        fields[last].value = bytes[fields[last].value.startIndex..<end]
    }

    var isEmpty: Bool { fields.isEmpty }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// A header's value as it stands, line breaks taken out; nil when there is none.
    func value(_ name: String) -> String? {
        fields.first { $0.name == name }.map { field in
            let bytes = Array(field.value.prefix(Self.longest).filter { $0 != 0x0D && $0 != 0x0A })
            let decoded = try? CharsetDecoder.decode(bytes, label: nil, declaration: .none)
            return TextCleaner.clean(String(decoding: decoded?.bytes ?? bytes, as: UTF8.self))
        }
    }

    /// A header's text, encoded words decoded; nil when there is none, or a blank one.
    func text(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        let text = TextCleaner.clean(EncodedWords.decode(value))
        return text.isEmpty ? nil : text
    }

    /// A header of a value with parameters, `text/plain; charset=utf-8`; all but the parameters' values in lower case.
    func parameters(_ name: String) -> (value: String, parameters: [String: String]) {
        guard let text = value(name) else { return ("", [:]) }
        let parts = Self.split(text)
        var parameters: [String: String] = [:]
        for part in parts.dropFirst().prefix(32) {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let key = part[..<equals].lowercased().filter { $0 != " " }
            let value = part[part.index(after: equals)...].drop { $0 == " " }
            let bare = value.hasPrefix("\"") ? value.dropFirst().prefix { $0 != "\"" } : value.prefix { $0 != " " }
            if parameters[key] == nil { parameters[key] = String(bare) }
        }
        return ((parts.first ?? "").lowercased().filter { $0 != " " }, parameters)
    }

    /// Splits at semicolons that aren't in quotation marks.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text.prefix(4096) {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    static func isName(_ part: ArraySlice<UInt8>) -> Bool {
        !part.isEmpty && part.count <= 100 && part.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func lower(_ part: ArraySlice<UInt8>) -> String {
        String(decoding: part.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }
}
