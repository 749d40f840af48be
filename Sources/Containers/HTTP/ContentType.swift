/// A media type as a header states it, with its charset.
struct ContentType {
    /// Lower case, without parameters; nil when there is none.
    let mediaType: String?
    let charset: String?

    init(_ text: String?) {
        let parts = (text ?? "").split(separator: ";", omittingEmptySubsequences: false)
        let type = parts.first.map { Self.trimmed($0).lowercased() } ?? ""
        mediaType = type.isEmpty ? nil : type
        charset =
            parts.dropFirst().lazy.compactMap { part -> String? in
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, Self.trimmed(pair[0]).lowercased() == "charset" else { return nil }
                let name = Self.trimmed(pair[1]).filter { $0 != "\"" && $0 != "'" }
                return name.isEmpty ? nil : name
            }.first
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return String(text)
    }
}
