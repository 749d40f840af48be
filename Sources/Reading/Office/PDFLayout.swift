internal import Documents

/// Makes paragraphs of the lines of pages.
struct PDFLayout {
    private struct Block {
        var text: String
        var height: Double
        var last: PDFLine
        /// The furthest right of its lines, and the furthest left.
        var right: Double
        var left: Double
    }

    private let pages: [[PDFLine]]
    /// The height of most of the text.
    private let bodyHeight: Double

    init(_ pages: [[PDFLine]]) {
        let furniture = Self.furniture(of: pages)
        self.pages = pages.map { lines in
            lines.enumerated().filter { place, line in
                !Self.isEdge(place, lines.count) || !furniture.contains(Self.pattern(line.text))
                    || line.text.utf8.count > 200
            }.map(\.element)
        }
        bodyHeight = Self.bodyHeight(of: self.pages.joined())
    }

    /// The text with its headings. The title is what is written largest at the beginning.
    func draft() -> ArticleDraft {
        var draft = ArticleDraft()
        var blocks = blocks()
        if let title = title(of: blocks) {
            draft.metadata.title = blocks.remove(at: title).text
        }
        for block in blocks { draft.append(isHeading(block) ? .heading : .paragraph, block.text) }
        return draft
    }

    private func title(of blocks: [Block]) -> Int? {
        let start = blocks.indices.prefix(8)
        guard let largest = start.max(by: { blocks[$0].height < blocks[$1].height }), blocks.count > 1 else {
            return nil
        }
        let block = blocks[largest]
        guard bodyHeight > 0, block.height >= bodyHeight * 1.25, block.text.utf8.count <= 250 else { return nil }
        return largest
    }

    private func isHeading(_ block: Block) -> Bool {
        bodyHeight > 0 && block.height >= bodyHeight * 1.12 && block.text.utf8.count <= 150
            && !block.text.endsWithFullStop
    }

    // MARK: Paragraphs

    private func blocks() -> [Block] {
        var blocks: [Block] = []
        for page in pages {
            let gap = Self.usualGap(of: page)
            for line in page {
                if let last = blocks.last, goesOn(last, line, gap) {
                    append(line, to: &blocks[blocks.count - 1])
                } else {
                    let (left, right) = (line.box?.left ?? 0, line.box?.right ?? 0)
                    blocks.append(Block(text: line.text, height: line.height, last: line, right: right, left: left))
                }
            }
        }
        return blocks
    }

    /// Whether a line goes on with a paragraph.
    private func goesOn(_ block: Block, _ line: PDFLine, _ gap: Double) -> Bool {
        guard let last = block.last.box, let box = line.box else { return !block.text.endsSentence }
        let height = max(block.last.height, 1)
        guard abs(line.height - block.height) <= block.height * 0.12 else { return false }
        let startsLower = line.text.unicodeScalars.first.map(TextBytes.isLower) ?? false
        // The next column or page: in the middle of a sentence.
        if box.top < last.top || box.top - last.bottom > height * 4 { return !block.text.endsSentence && startsLower }
        if box.top - last.bottom > gap + height * 0.4 { return false }
        // The first line of a paragraph is set in, or the last one of that before is short.
        let indent = box.left - block.left
        if indent > height * 0.6, indent < height * 5, block.last.text != block.text || !startsLower {
            return false
        }
        let isShort = last.right < block.right - (block.right - block.left) * 0.2
        return !(isShort && block.text.endsSentence)
    }

    private func append(_ line: PDFLine, to block: inout Block) {
        let startsLower = line.text.unicodeScalars.first.map(TextBytes.isLower) ?? false
        let before = block.text.dropLast().unicodeScalars.last
        if block.text.hasSuffix("-"), startsLower, before?.properties.isAlphabetic == true {
            block.text.removeLast()
            block.text += line.text
        } else {
            block.text += " " + line.text
        }
        block.last = line
        block.right = max(block.right, line.box?.right ?? 0)
        block.left = line.box.map { min(block.left, $0.left) } ?? block.left
    }

    /// What is between most lines.
    private static func usualGap(of page: [PDFLine]) -> Double {
        let gaps = zip(page, page.dropFirst()).compactMap { upper, lower -> Double? in
            guard let above = upper.box, let below = lower.box, below.top > above.top else { return nil }
            let gap = below.top - above.bottom
            return gap < upper.height * 2 ? gap : nil
        }.sorted()
        return gaps.isEmpty ? 0 : gaps[gaps.count / 2]
    }

    private static func bodyHeight(of lines: some Sequence<PDFLine>) -> Double {
        var lengths: [Int: Int] = [:]
        for line in lines where line.box != nil {
            lengths[Int(min(line.height, 1_000) * 4), default: 0] += line.text.utf8.count
        }
        let most = lengths.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return most.map { Double($0.key) / 4 } ?? 0
    }

    // MARK: Furniture

    /// What stands at the edge of several pages, numbers aside: running heads, page numbers.
    private static func furniture(of pages: [[PDFLine]]) -> Set<String> {
        var counts: [String: Int] = [:]
        for page in pages {
            let edge = page.indices.filter { isEdge($0, page.count) }
            for pattern in Set(edge.map { pattern(page[$0].text) }) { counts[pattern, default: 0] += 1 }
        }
        let least = max(2, pages.count / 4)
        return Set(counts.filter { $0.value >= least }.keys).union([""])
    }

    private static func isEdge(_ place: Int, _ count: Int) -> Bool { place < 2 || place >= count - 2 }

    /// A text without its numbers.
    private static func pattern(_ text: String) -> String {
        String(text.filter { !$0.isNumber && $0 != " " && $0 != "-" && $0 != "–" && $0 != "|" && $0 != "/" })
    }
}
