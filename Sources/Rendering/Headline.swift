package import Documents

/// What stands over an article: its title, or for want of one its first words.
package struct Headline {
    /// The text; never empty.
    package let text: String
    /// Whether these are words of the body, which show that the title isn't known.
    package let isFirstWords: Bool

    package init(_ article: Article) {
        let title = Self.oneLine(article.title)
        isFirstWords = title.isEmpty
        if !title.isEmpty {
            text = title
        } else if let first = article.blocks.first(where: { $0.kind != .code }) ?? article.blocks.first {
            text = Excerpt.beginning(of: article.text[bytes: first.range], bytes: 70)
        } else {
            text = article.id.description
        }
    }

    private static func oneLine(_ text: String) -> String {
        isOneLine(text.utf8.span) ? text : text.split { $0 == " " || $0.isNewline }.joined(separator: " ")
    }

    /// Whether a text surely has single spaces between its words and no line breaks, as most titles.
    private static func isOneLine(_ bytes: Span<UInt8>) -> Bool {
        var last = UInt8(ascii: " ")
        for index in 0..<bytes.count {
            let byte = bytes[index]
            // Some line breaks of Unicode begin with these two.
            if byte < 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0x20 && last == 0x20 { return false }
            last = byte
        }
        return last != 0x20
    }
}

/// Beginnings of texts.
package enum Excerpt {
    /// The words that fit, with an ellipsis where some are left out; line breaks become spaces.
    ///
    /// Scripts that put no spaces between words are cut between characters.
    package static func beginning(of text: Substring, bytes limit: Int) -> String {
        // A character has a byte at least: what comes after so many doesn't matter.
        let start = text.prefix(limit + 1)
        var words = ""
        for word in start.split(whereSeparator: { $0 == " " || $0.isNewline }) {
            let isFirst = words.isEmpty
            if words.utf8.count + word.utf8.count + (isFirst ? 0 : 1) <= limit {
                words += isFirst ? word : " " + word
                continue
            }
            // A word that would leave the line more than half empty isn't a word as Latin letters make them.
            if words.utf8.count < limit / 2 {
                words += isFirst ? "" : " "
                for character in word {
                    guard words.utf8.count + character.utf8.count <= limit else { break }
                    words.append(character)
                }
            }
            return cut(words)
        }
        return start.endIndex < text.endIndex ? cut(words) : words
    }

    private static func cut(_ words: String) -> String {
        var words = words
        while let last = words.last, " ,;:-–—、，".contains(last) { words.removeLast() }
        return words + "…"
    }
}
