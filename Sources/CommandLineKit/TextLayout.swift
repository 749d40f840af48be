/// Wraps words to a width in columns. A column is a character; a word wider than the line has a line to itself.
public enum TextLayout {
    /// Fills lines with words that must not be broken.
    ///
    /// - Parameters:
    ///   - indent: the spaces before the first line.
    ///   - hanging: the spaces before all other lines.
    static func fill(_ words: [String], width: Int, indent: Int, hanging: Int) -> String {
        guard !words.isEmpty else { return "" }
        var lines: [String] = []
        var line = spaces(indent)
        var isLineEmpty = true
        for word in words {
            if !isLineEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = spaces(hanging)
                isLineEmpty = true
            }
            line += isLineEmpty ? word : " " + word
            isLineEmpty = false
        }
        return (lines + [line]).joined(separator: "\n")
    }

    /// Wraps paragraphs, which blank lines separate. Lines that begin with a space or with `|` stay as they are.
    public static func wrap(_ text: String, width: Int, indent: Int = 0) -> String {
        var blocks: [String] = []
        var words: [String] = []
        func finishParagraph() {
            guard !words.isEmpty else { return }
            blocks.append(fill(words, width: width, indent: indent, hanging: indent))
            words = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line.first == " " || line.first == "|" {
                finishParagraph()
                blocks.append(line.isEmpty ? "" : spaces(indent) + line)
            } else {
                words += line.split(separator: " ").map(String.init)
            }
        }
        finishParagraph()
        return blocks.joined(separator: "\n")
    }

    /// A label and what it means, in two columns. A label too wide for its column has a line to itself.
    static func row(_ label: String, _ text: String, column: Int, width: Int) -> String {
        let start = "  " + label
        guard !text.isEmpty else { return start }
        let body = wrap(text, width: width, indent: column)
        guard start.count + 2 <= column else { return start + "\n" + body }
        return start + spaces(column - start.count) + body.dropFirst(column)
    }

    static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
