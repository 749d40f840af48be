package import Documents

/// Blocks of text as CommonMark that shows them as they are: nothing in a text becomes markup.
///
/// What GitHub adds to CommonMark (tables, strikethrough) is escaped, too; bare addresses become links there.
package struct MarkdownText {
    /// What was written so far, UTF-8.
    package private(set) var bytes: [UInt8] = []
    private var last: BlockKind?
    private var lists = ListStack()
    /// How far the text of each open list's item is indented beyond the list.
    private var indents: [Int] = []
    /// How many columns the table has whose rows are under way.
    private var columns = 0

    package init() {}

    /// Writes a heading; emphasis is for one that isn't an article's own.
    package mutating func heading(_ text: some StringProtocol, level: Int, isEmphasized: Bool = false) {
        separate()
        bytes += [UInt8](repeating: Self.hash, count: level)
        bytes.append(Self.space)
        let start = bytes.count
        if isEmphasized { bytes.append(Self.star) }
        inline(text, isHeading: true)
        if isEmphasized { bytes.append(Self.star) }
        // A heading's end may be ornamented with number signs, which don't show.
        if bytes.count > start, bytes.last == Self.hash { bytes.insert(Self.backslash, at: bytes.count - 1) }
        bytes.append(Self.newline)
        last = .heading
    }

    /// Writes a quotation that isn't part of the body.
    package mutating func standfirst(_ text: some StringProtocol) {
        block(.quotation, text)
        last = nil
    }

    /// Writes a block of a body.
    package mutating func block(
        _ kind: BlockKind, _ text: some StringProtocol, _ outline: BlockOutline = .unknown
    ) {
        if kind != .listItem { endLists() }
        switch kind {
        // The article's headline is the one of level 1.
        case .heading: return heading(text, level: min(6, max(2, Int(outline.level))))
        case .paragraph:
            separate()
            inline(text)
        case .listItem:
            item(text, outline)
        case .quotation:
            if last == .quotation { bytes += ">\n".utf8 } else { separate() }
            bytes += "> ".utf8
            inline(text, indent: Array("> ".utf8))
        case .code:
            separate()
            code(text)
        case .tableRow: row(text)
        }
        bytes.append(Self.newline)
        last = kind
    }

    /// Writes an item below the text of the item that its list stands in.
    private mutating func item(_ text: some StringProtocol, _ outline: BlockOutline) {
        let step = lists.next(outline)
        if step.isContinued {
            let indent = [UInt8](repeating: Self.space, count: indents.reduce(0, +))
            bytes.append(Self.newline)
            bytes += indent
            inline(text, indent: indent)
            return
        }
        indents.removeLast(min(indents.count, step.closed.count + (step.opens ? 0 : 1)))
        // A list that doesn't start with 1 can't interrupt a paragraph.
        if last != .listItem || step.opens && (outline.number ?? 1) != 1 { separate() }
        // CommonMark's numbers have nine digits at the most, and no sign.
        let marker = outline.number.map { "\(min(max(0, $0), 999_999_999)). " } ?? "- "
        bytes += [UInt8](repeating: Self.space, count: indents.reduce(0, +))
        bytes += marker.utf8
        indents.append(marker.utf8.count)
        inline(text, indent: [UInt8](repeating: Self.space, count: indents.reduce(0, +)))
    }

    private mutating func endLists() {
        _ = lists.end()
        indents = []
    }

    /// An empty line between blocks, which also ends quotations and lists.
    private mutating func separate() {
        if !bytes.isEmpty { bytes.append(Self.newline) }
    }

    /// Writes a row as GitHub's Markdown has it; a table's first row is its head. Cells beyond its columns stay in the
    /// last one, since GitHub drops them.
    private mutating func row(_ text: some StringProtocol) {
        let cells = text.split(separator: "|", omittingEmptySubsequences: false)
        let isHead = last != .tableRow
        if isHead {
            separate()
            columns = cells.count
        }
        bytes.append(UInt8(ascii: "|"))
        for column in 0..<columns {
            let isLast = column == columns - 1
            let cell =
                isLast
                ? cells.dropFirst(column).joined(separator: "|") : column < cells.count ? String(cells[column]) : ""
            bytes.append(Self.space)
            inline(cell, isHeading: true)
            bytes += " |".utf8
        }
        if isHead { bytes += ("\n|" + String(repeating: " --- |", count: columns)).utf8 }
    }

    /// Writes code between fences that are longer than any in it.
    private mutating func code(_ text: some StringProtocol) {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = [UInt8](repeating: UInt8(ascii: "`"), count: max(3, longest + 1))
        bytes += fence + [Self.newline]
        bytes += text.utf8
        bytes.append(Self.newline)
        bytes += fence
    }

    /// Writes text line by line; lines stay lines but in headings, which have one and where no block can begin.
    private mutating func inline(_ text: some StringProtocol, indent: [UInt8] = [], isHeading: Bool = false) {
        let text = String(text)
        let source = text.utf8.span
        var isFirst = true
        var start = 0
        while start < source.count {
            var end = start
            while end < source.count, source[end] != 0x0A, source[end] != 0x0D {
                end += EightBytes(source, at: end, before: source.count)?.areLettersOrSpaces == true ? 8 : 1
            }
            let line = source.extracting(Self.withoutBlanks(source, start..<end))
            start = end + 1
            guard !line.isEmpty else { continue }
            if !isFirst { bytes += isHeading ? [Self.space] : [Self.backslash, Self.newline] + indent }
            isFirst = false
            escape(line, marker: isHeading ? nil : Self.blockMarker(line))
        }
    }

    private static func withoutBlanks(_ source: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(source[start]) { start += 1 }
        while end > start, isBlank(source[end - 1]) { end -= 1 }
        return start..<end
    }

    private mutating func escape(_ line: Span<UInt8>, marker: Int?) {
        var clean = 0
        var index = 0
        while index < line.count {
            if EightBytes(line, at: index, before: line.count)?.areLettersOrSpaces == true {
                index += 8
                continue
            }
            if index == marker || Self.isMarkup(line, index) {
                bytes.append(line.extracting(clean..<index))
                bytes.append(Self.backslash)
                clean = index
            }
            index += 1
        }
        bytes.append(line.extracting(clean..<line.count))
    }

    /// Whether a byte would begin or end markup inside a line.
    @inline(__always)
    private static func isMarkup(_ line: Span<UInt8>, _ index: Int) -> Bool {
        switch line[index] {
        case backslash, star, UInt8(ascii: "`"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "|"):
            true
        case UInt8(ascii: "&"): isEntity(line, after: index)
        default: false
        }
    }

    /// Whether what follows an ampersand makes it a character reference: `amp;`, `#38;`.
    private static func isEntity(_ line: Span<UInt8>, after ampersand: Int) -> Bool {
        let start = ampersand + 1
        var end = start
        while end < min(line.count, start + 40),
            isDigit(line[end]) || (0x41...0x5A).contains(line[end] & 0xDF) || line[end] == hash
        {
            end += 1
        }
        return end > start && end < line.count && line[end] == UInt8(ascii: ";")
    }

    /// The place of the byte that would make a line a heading, a quotation, an item of a list, a rule or the line under a
    /// heading.
    private static func blockMarker(_ line: Span<UInt8>) -> Int? {
        switch line[0] {
        case hash, UInt8(ascii: ">"), UInt8(ascii: "="): return 0
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return endsMarker(line, 1) || line[1] == line[0] ? 0 : nil
        case let first where isDigit(first):
            guard let mark = (1..<min(11, line.count)).first(where: { !isDigit(line[$0]) }) else { return nil }
            let isMark = line[mark] == UInt8(ascii: ".") || line[mark] == UInt8(ascii: ")")
            return isMark && endsMarker(line, mark + 1) ? mark : nil
        default: return nil
        }
    }

    private static func endsMarker(_ line: Span<UInt8>, _ index: Int) -> Bool {
        index >= line.count || isBlank(line[index])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == 0x09 }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static let space = UInt8(ascii: " ")
    private static let newline = UInt8(ascii: "\n")
    private static let hash = UInt8(ascii: "#")
    private static let star = UInt8(ascii: "*")
    private static let backslash = UInt8(ascii: "\\")
}
