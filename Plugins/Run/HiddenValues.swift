/// Values from the environment that a program may say, and nobody is to read.
struct HiddenValues: Sendable {
    /// Longer ones first: one may be a part of another.
    private let values: [(text: String, shown: String)]

    /// Less of a value at the end of a text that was cut tells nothing of it.
    private static let leastPart = 3

    /// - Parameter secrets: The values, and what is shown in their place.
    init(_ secrets: [String: String]) {
        var all = secrets
        for (text, shown) in secrets {
            // A program that answers in JSON writes it escaped, and one that says it writes a line of it at a time.
            let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            for part in [escaped] + text.split(whereSeparator: \.isNewline).map(String.init)
            where part == escaped || part.utf8.count > Self.leastPart {
                all[part] = all[part] ?? shown
            }
        }
        values = all.filter { !$0.key.isEmpty }.map { (text: $0.key, shown: $0.value) }
            .sorted { ($1.text.utf8.count, $0.text) < ($0.text.utf8.count, $1.text) }
    }

    /// A text without them.
    /// - Parameter isCut: Whether more stood behind it, so that it may end inside a value.
    func hide(in text: String, isCut: Bool = false) -> String {
        var text = text
        for value in values where text.contains(value.text) { text = text.replacing(value.text, with: value.shown) }
        guard isCut else { return text }
        // A cut inside a character leaves a mark.
        let end = text.utf8.count - (text.hasSuffix("\u{FFFD}") ? 3 : 0)
        let bytes = Array(text.utf8.prefix(end))
        for value in values {
            let longest = min(bytes.count, value.text.utf8.count - 1)
            guard longest >= Self.leastPart else { continue }
            let part = (Self.leastPart...longest).last { bytes.suffix($0).elementsEqual(value.text.utf8.prefix($0)) }
            if let part { return String(decoding: bytes.dropLast(part), as: UTF8.self) + value.shown }
        }
        return text
    }

    /// Whether a text holds one of them.
    func isHeld(in text: String) -> Bool { values.contains { text.contains($0.text) } }
}
