internal import Documents
internal import Planning

/// Where a long text first differs from the expected one.
struct TextDifference {
    let text: String

    /// Finds the difference; nil where both are short enough to be seen whole, or no whole text was expected.
    init?(_ test: ConditionTest, _ value: FieldValue) {
        guard case .text(let expected) = test, case .text(let found) = value else { return nil }
        let (wanted, got) = (Array(expected.unicodeScalars), Array(found.unicodeScalars))
        guard max(wanted.count, got.count) > 60 else { return nil }
        let same = zip(wanted, got).prefix { $0 == $1 }.count
        let line = wanted.prefix(same).count { $0 == "\n" } + 1
        let character = same - (wanted.prefix(same).lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
        text =
            "line \(line), character \(character): expected \(Self.excerpt(wanted, same)), got "
            + Self.excerpt(got, same)
    }

    /// A little before the place, and what stands there.
    private static func excerpt(_ text: [Unicode.Scalar], _ place: Int) -> String {
        if place >= text.count { return "the end" }
        let start = max(0, place - 20)
        let end = min(text.count, place + 40)
        var excerpt = String(String.UnicodeScalarView(text[start..<end])).replacing("\n", with: "⏎")
        if start > 0 { excerpt = "…" + excerpt }
        if end < text.count { excerpt += "…" }
        return "'\(excerpt)'"
    }
}
