/// The head of an answer of HTTP, as far as anything here asks for it.
struct AnswerHead {
    /// The longest head that is kept.
    private static let limit = 1 << 16

    private var fields: [String: String] = [:]
    private var size = 0

    /// Takes a line. A status line begins anew: an answer may come after others that announce it.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        let line = bytes.prefix(while: { $0 != 0x0D && $0 != 0x0A })
        if line.starts(with: "HTTP/".utf8) { return self = AnswerHead() }
        size += line.count
        guard size <= Self.limit, let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmingBlanks
        // Nothing that could be sent back as more than a header.
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return }
        fields[name] = value
    }

    /// A field by its name in lower case; of several, the last.
    subscript(name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The media type without parameters, in lower case.
    var mediaType: String? {
        self["content-type"].map { String($0.prefix { $0 != ";" }).trimmingBlanks.lowercased() }
            .flatMap { $0.contains("/") ? $0 : nil }
    }

    /// The parameter `charset` of the media type.
    var charset: String? {
        for parameter in (self["content-type"] ?? "").split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, String(parts[0]).trimmingBlanks.lowercased() == "charset" else { continue }
            let value = String(parts[1]).trimmingBlanks.filter { $0 != "\"" && $0 != "'" }
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// How many seconds `Retry-After` asks for, from now on.
    func retryAfter(now: Int) -> Int? {
        guard let text = self["retry-after"] else { return nil }
        if let seconds = Int(text) { return max(0, seconds) }
        return HTTPDate.seconds(text).map { max(0, $0 - now) }
    }
}

extension String {
    var trimmingBlanks: String {
        var text = self[...]
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
