/// A line of a file with a part of it underlined, cut to a width.
struct Snippet {
    /// The line as it is shown.
    let line: String
    /// Blanks, then `^` and `~` below the part.
    let marks: String

    private static let tabWidth = 4

    /// - Parameters:
    ///   - range: What to underline; only its part on the first line is.
    ///   - width: The columns that may be used.
    init(_ file: SourceFile, _ range: SourceRange, line number: Int, width: Int) {
        let width = max(width, 20)
        let line = file.lineOffsets(number)
        let cells = Self.cells(of: file, line, around: range.start, reach: width * 4)
        let isMarked = cells.map { $0.offset >= range.start && $0.offset < range.end }
        let first = cells.firstIndex { $0.offset >= range.start } ?? cells.count
        let shown = Self.window(cells, around: first, width: width)
        let isCutBefore =
            (shown.lowerBound < cells.count ? cells[shown.lowerBound].offset : line.upperBound) > line.lowerBound
        let isCutAfter =
            shown.upperBound < cells.count || (cells.last.map { $0.end } ?? line.upperBound) < line.upperBound

        var text = isCutBefore && !shown.isEmpty ? "…" : ""
        var before = text.isEmpty ? 0 : 1
        var marked = 0
        for index in shown {
            text += cells[index].text
            if index < first { before += cells[index].width }
            if isMarked[index] { marked += cells[index].width }
        }
        self.line = isCutAfter ? text + "…" : text
        marks = String(repeating: " ", count: before) + "^" + String(repeating: "~", count: max(0, marked - 1))
    }

    private struct Cell {
        let text: String
        let width: Int
        let offset: Int
        let end: Int
    }

    /// The scalars of the part of a line that can be shown, so that a line of a megabyte costs no more than a short one.
    private static func cells(of file: SourceFile, _ line: Range<Int>, around offset: Int, reach: Int) -> [Cell] {
        var start = max(line.lowerBound, min(offset, line.upperBound) - reach)
        while start > line.lowerBound, !SourceFile.startsScalar(file.bytes[start]) { start -= 1 }
        let end = min(line.upperBound, max(offset, start) + reach)
        var cells: [Cell] = []
        var column = 0
        var position = start
        for scalar in String(decoding: file.bytes[start..<end], as: UTF8.self).unicodeScalars {
            let isTab = scalar == "\t"
            let width = isTab ? tabWidth - column % tabWidth : DisplayText.width(of: DisplayText.printable(scalar))
            let text = isTab ? String(repeating: " ", count: width) : String(DisplayText.printable(scalar))
            // A byte that isn't UTF-8 is shown as one U+FFFD, which would be three bytes long.
            let length = scalar == "\u{FFFD}" && file.bytes[position] != 0xEF ? 1 : UTF8.width(scalar)
            cells.append(Cell(text: text, width: width, offset: position, end: position + length))
            position = min(position + length, end - 1)
            column += width
        }
        return cells
    }

    private static func window(_ cells: [Cell], around index: Int, width: Int) -> Range<Int> {
        let total = cells.reduce(0) { $0 + $1.width }
        if total <= width { return cells.indices }
        var start = min(index, cells.count)
        var before = 0
        while start > 0, before + cells[start - 1].width <= width / 2 {
            start -= 1
            before += cells[start].width
        }
        var end = start
        var used = 0
        while end < cells.count, used + cells[end].width <= width - 2 {
            used += cells[end].width
            end += 1
        }
        while start > 0, used + cells[start - 1].width <= width - 2 {
            start -= 1
            used += cells[start].width
        }
        return start..<end
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }
}
