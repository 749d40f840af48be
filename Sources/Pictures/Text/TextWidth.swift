internal import Diagnostics

/// Text in the columns of a terminal.
enum TextWidth {
    /// The number of columns that a text takes.
    static func columns(_ text: String) -> Int { DisplayText.columns(of: text) }

    /// A text cut into lines of at most so many columns, at spaces where there are some.
    static func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for word in pieces(of: text, width: width) {
            if let last = lines.last, DisplayText.columns(of: last) + 1 + DisplayText.columns(of: word) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    /// The words, those that are too long cut.
    private static func pieces(of text: String, width: Int) -> [String] {
        text.split(whereSeparator: \.isWhitespace).flatMap { word in
            var pieces: [String] = [""]
            for character in word {
                let longer = pieces[pieces.count - 1] + String(character)
                if DisplayText.columns(of: longer) <= width {
                    pieces[pieces.count - 1] = longer
                } else {
                    pieces.append(String(character))
                }
            }
            return pieces
        }
    }
}
