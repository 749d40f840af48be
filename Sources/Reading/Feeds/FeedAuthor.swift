/// The names of people in feeds: `me@example.com (Jane Roe)`, `Jane Roe <me@example.com>`, `Jane Roe`.
enum FeedAuthor {
    /// The name without addresses; nil when nothing else is given.
    static func name(in text: String) -> String? {
        let text = TextCleaner.clean(text)
        guard !text.isEmpty, text.utf8.count <= 500 else { return nil }
        var name = ""
        var inside = ""
        for word in text.split(separator: " ") {
            let bare = word.drop { "<([".contains($0) }.prefix { !">)]".contains($0) }
            if bare.contains("@") || bare.lowercased().hasPrefix("mailto:") { continue }
            if PageAddress(String(bare)) != nil { continue }
            if word.hasPrefix("(") || !inside.isEmpty {
                inside += (inside.isEmpty ? "" : " ") + word
            } else {
                name += (name.isEmpty ? "" : " ") + word
            }
        }
        if name.isEmpty { name = inside }
        let trimmed = name.trimmingMarks()
        return trimmed.isEmpty ? nil : trimmed
    }
}

extension String {
    fileprivate func trimmingMarks() -> String {
        let isMark = { (character: Character) in "()<>[],;:\" ".contains(character) }
        var part = drop(while: isMark)
        while let last = part.last, isMark(last) { part.removeLast() }
        return String(part)
    }
}
