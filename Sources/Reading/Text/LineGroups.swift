internal import Documents

/// Joins the lines of a plain text into blocks.
///
/// Empty lines separate blocks. Between other lines the question is whether the writer or the margin ended the line. A
/// text has a margin when most of the lines that reach it stop within a sentence; there a line is wrapped when the next
/// line's first word wouldn't have fitted. Otherwise every line is a paragraph, unless it stops within a sentence that
/// the next line goes on with.
struct LineGroups {
    /// A block in one piece, and whether it was one line.
    struct Block {
        var text: String
        var kind: BlockKind
        var isOneLine: Bool
    }

    /// Nobody wraps lines wider than this; longer ones are paragraphs.
    private static let widestMargin = 130

    private let lines: [Line]
    /// The width that lines were wrapped at; nil when they weren't.
    private let margin: Int?
    private let hasEmptyLines: Bool

    private struct Line {
        var text: String
        var width: Int
        var isIndented: Bool
        var isAfterEmptyLine: Bool

        var startsLower: Bool { text.unicodeScalars.first.map(TextBytes.isLower) ?? false }

        /// Whether the next line's first word wouldn't have fitted into a width.
        func isFull(before next: Line, at margin: Int) -> Bool {
            width + 1 + next.text.utf8.prefix { $0 != 0x20 }.count { $0 & 0xC0 != 0x80 } > margin
        }
    }

    /// Takes a text whose lines were kept by ``TextCleaner``.
    init(_ text: [UInt8]) {
        var lines: [Line] = []
        var isAfterEmptyLine = false
        var hasEmptyLines = false
        text.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes.firstIndex(of: 0x0A, from: start) ?? bytes.count
                defer { start = end + 1 }
                guard end > start else {
                    isAfterEmptyLine = true
                    continue
                }
                let isIndented = bytes[start] == 0x20
                let line = UnsafeBufferPointer(rebasing: bytes[(isIndented ? start + 1 : start)..<end])
                if isAfterEmptyLine, !lines.isEmpty { hasEmptyLines = true }
                lines.append(
                    Line(
                        text: String(decoding: line, as: UTF8.self), width: line.scalarCount, isIndented: isIndented,
                        isAfterEmptyLine: isAfterEmptyLine))
                isAfterEmptyLine = false
            }
        }
        self.lines = lines
        self.hasEmptyLines = hasEmptyLines
        margin = Self.margin(of: lines)
    }

    /// The widest line's width, if lines were wrapped at it.
    private static func margin(of lines: [Line]) -> Int? {
        let narrow = lines.lazy.filter { $0.width <= widestMargin }
        guard lines.count > 1, narrow.count * 10 >= lines.count * 9, let widest = narrow.map(\.width).max() else {
            return nil
        }
        var balance = 0
        for index in lines.indices.dropFirst() where !lines[index].isAfterEmptyLine {
            let (previous, line) = (lines[index - 1], lines[index])
            guard previous.isFull(before: line, at: widest) else { continue }
            if previous.text.endsSentence {
                balance -= 1
            } else if index > 1 || line.startsLower {
                // A first line before a capital may be a headline.
                balance += 1
            }
        }
        return balance > 0 ? widest : nil
    }

    /// The blocks in order.
    func blocks() -> [Block] {
        var blocks: [Block] = []
        for (index, line) in lines.enumerated() {
            if index > 0, !blocks.isEmpty, joins(lines[index - 1], line, to: blocks[blocks.count - 1]) {
                // A hyphen at a line's end may belong to the word, so it stays.
                let glue = blocks[blocks.count - 1].text.utf8.last == 0x2D && line.text.utf8.first != 0x2D ? "" : " "
                blocks[blocks.count - 1].text += glue + line.text
                blocks[blocks.count - 1].isOneLine = false
            } else if let item = Self.listItem(line.text) {
                blocks.append(Block(text: item, kind: .listItem, isOneLine: true))
            } else {
                blocks.append(Block(text: line.text, kind: .paragraph, isOneLine: true))
            }
        }
        return blocks
    }

    private func joins(_ previous: Line, _ line: Line, to block: Block) -> Bool {
        if line.isAfterEmptyLine || Self.listItem(line.text) != nil { return false }
        if CaptionRule.isCreditLine(line.text) {
            return hasEmptyLines && block.isOneLine && previous.width <= 250
        }
        let isWithinSentence = !previous.text.endsSentence
        guard let margin else { return line.startsLower && isWithinSentence }
        if line.isIndented, !previous.isIndented { return false }
        if previous.isFull(before: line, at: margin) { return true }
        return isWithinSentence
            && (line.startsLower || (hasEmptyLines && previous.width * 5 >= margin * 3 && margin > 40))
    }

    /// The text of a list's item, without its bullet.
    private static func listItem(_ line: String) -> String? {
        guard let first = line.utf8.first, first == 0x2A || first == 0x2D || first >= 0xC2 else { return nil }
        for bullet in ["- ", "* ", "• ", "· ", "‣ ", "▪ ", "● ", "◦ "] where line.hasPrefix(bullet) {
            let text = line.dropFirst(bullet.count)
            return text.isEmpty || text == "* *" ? nil : String(text)
        }
        return nil
    }
}
