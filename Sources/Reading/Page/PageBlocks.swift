internal import Documents

/// Turns elements into an article's blocks: a loop over the nodes in order, a block whenever an element that is a piece
/// of the page starts or ends.
struct PageBlocks {
    private let survey: PageSurvey
    private let skipped: [Int]
    /// Whether what is called furniture is read, too: somebody else will judge it.
    private let readsFurniture: Bool
    /// Where captions are those of the article's pictures.
    private let captionRange: Range<Int>
    private(set) var blocks: [PageBlock] = []
    private(set) var captions: [String] = []
    private var knownCaptions: Set<String> = []
    /// The text since the last block, but for one that is still alone: that is read where it stands in the page.
    private var text: [UInt8] = []
    private var lone: ArraySlice<UInt8> = []
    private var linkBytes = 0
    /// Whether there is a letter outside of links.
    private var hasOwnWords = false
    private var breaks = 0
    /// Text that became no block, and why; for explanations.
    private(set) var drops: [(nodes: Range<Int>, reason: String)] = []
    private var inlineBytes = 0
    /// The first and last text of the block that is being read.
    private var first = 0
    private var last = 0
    /// Where the innermost of them ends.
    private var nextEnd = Int.max
    /// Elements that are open, with what they make of text inside.
    private var open: [OpenElement] = []
    private var lists = ListNumbers()

    private struct OpenElement {
        let end: Int
        let kind: BlockKind?
        let element: Int
        /// Of an item or a heading.
        var outline = BlockOutline.unknown
        var isList = false
    }

    /// - Parameter skipped: Elements that are read elsewhere.
    init(
        _ survey: PageSurvey, without skipped: [Int] = [], readsFurniture: Bool = false,
        captionsIn range: Range<Int>? = nil
    ) {
        self.survey = survey
        self.skipped = skipped
        self.readsFurniture = readsFurniture
        captionRange = range ?? 0..<survey.tree.nodes.count
    }

    private static let longestCaption = 1000
    private static let longestTextBeside = 500
    /// An article's own picture is one of the first after its headline.
    private static let mostPictures = 40
    private static let longestNumber = 12
    /// The memory of a longer text goes with it.
    private static let longestKept = 1 << 20
    /// What holds more text beside its links is no list of them.
    private static let mostAroundLinks = 1000
    private static let mostProseOfLinks = 150

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 97 < 26 }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || byte &- 48 < 10 }

    /// Bytes of text so far.
    var length: Int { blocks.reduce(0) { $0 + $1.text.utf8.count } }

    /// Adds what an element holds.
    mutating func add(_ root: Int) {
        let nodes = survey.tree.nodes
        var index = root
        let end = Int(nodes[root].end)
        while index < end {
            if index >= nextEnd { close(before: index) }
            if skipped.contains(index) {
                finish()
                index = Int(nodes[index].end)
                continue
            }
            if readsFurniture ? survey.standsApart[index] : survey.isPruned[index] {
                index = Int(nodes[index].end)
                continue
            }
            let node = nodes[index]
            if node.tag == .text {
                append(index)
            } else if isCaption(index) {
                finish()
                if captionRange.contains(index) { addCaption(index) }
                drop(index, "a caption")
                index = Int(node.end)
                continue
            } else if isLinkList(index) {
                finish()
                drop(index, "a list of links")
                index = Int(node.end)
                continue
            } else if node.tag == .table, let table = DataTable(survey, index) {
                finish()
                add(table, index)
                index = Int(node.end)
                continue
            } else {
                enter(index, node)
            }
            index += 1
        }
        close(before: end)
        finish()
    }

    private mutating func add(_ table: DataTable, _ index: Int) {
        let rows = table.rows.map { (BlockKind.tableRow, $0) }
        for (kind, text) in table.caption.isEmpty ? rows : [(.heading, table.caption)] + rows {
            let nodes = index..<Int(survey.tree.nodes[index].end)
            let links = Int(survey.linkLength[index]) * text.utf8.count / max(1, Int(survey.textLength[index]))
            blocks.append(
                PageBlock(kind: kind, text: text, nodes: nodes, element: index, linkBytes: links, inlineBytes: 0))
        }
    }

    private mutating func enter(_ index: Int, _ node: HTMLTree.Node) {
        if node.tag == .br {
            breaks += 1
            if breaks > 1 { finish() } else { write(0x0A) }
        } else if HTMLTag.blocks.contains(node.tag) {
            finish()
            var element = OpenElement(end: Int(node.end), kind: kind(of: node.tag), element: index)
            if node.tag == .ul || node.tag == .ol || node.tag == .dl {
                lists.open(survey.tree, index)
                element.isList = true
            } else if element.kind == .listItem {
                element.outline = lists.item(survey.tree, index)
            } else if element.kind == .heading {
                element.outline = BlockOutline(level: HTMLTag.level(of: node.tag))
            }
            open.append(element)
            nextEnd = Int(node.end)
        } else if node.tag == .td || node.tag == .th {
            write(0x20)
        }
    }

    /// Ends the blocks whose elements have ended.
    private mutating func close(before index: Int) {
        while let last = open.last, last.end <= index {
            finish()
            if last.isList { lists.close() }
            open.removeLast()
        }
        nextEnd = open.last?.end ?? Int.max
    }

    private func kind(of tag: HTMLTag) -> BlockKind? {
        if HTMLTag.headings.contains(tag) { return .heading }
        switch tag {
        case .li, .dd, .dt: return .listItem
        case .blockquote: return .quotation
        case .pre: return .code
        default: return nil
        }
    }

    private mutating func append(_ index: Int) {
        let bytes = survey.tree.text(of: index)
        guard bytes.contains(where: { $0 > 0x20 }) else {
            if !bytes.isEmpty { write(0x20) }
            return
        }
        breaks = 0
        if first == 0 { first = index }
        last = index
        write(bytes)
        if Int(survey.tree.nodes[index].parent) != open.last?.element { inlineBytes += bytes.count }
        if survey.linkLength[index] > 0 {
            linkBytes += bytes.count
        } else if !hasOwnWords {
            hasOwnWords = bytes.contains(where: Self.isLetterOrDigit)
        }
    }

    private mutating func write(_ byte: UInt8) {
        copyLone()
        text.append(byte)
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) {
        if text.isEmpty, lone.isEmpty {
            lone = bytes
        } else {
            copyLone()
            text += bytes
        }
    }

    private mutating func copyLone() {
        guard !lone.isEmpty else { return }
        text += lone
        lone = []
    }

    private mutating func finish() {
        defer {
            text.removeAll(keepingCapacity: text.count < Self.longestKept)
            lone = []
            linkBytes = 0
            inlineBytes = 0
            hasOwnWords = false
            breaks = 0
            first = 0
        }
        guard !text.isEmpty || !lone.isEmpty else { return }
        let around = open.last { $0.kind != nil }
        let kind = around?.kind ?? .paragraph
        let cleaned = (lone.isEmpty ? text[...] : lone).withUnsafeBufferPointer {
            TextCleaner.text($0, kind == .code ? .kept : .joined)
        }
        let length = cleaned.utf8.count
        guard !cleaned.isEmpty else { return }
        // A line that is nothing but links points elsewhere.
        if !hasOwnWords || linkBytes * 10 > length * 9, kind != .heading, length < 200 {
            drops.append((first..<(last + 1), "nothing but links"))
            return
        }
        // Numbers of pictures, clock times: a line without a letter says nothing by itself.
        if kind == .paragraph, length <= Self.longestNumber, !cleaned.utf8.contains(where: Self.isLetter) {
            drops.append((first..<(last + 1), "no words"))
            return
        }
        blocks.append(
            PageBlock(
                kind: kind, text: cleaned, nodes: first..<(last + 1),
                element: open.last?.element ?? survey.body, linkBytes: linkBytes, inlineBytes: inlineBytes,
                outline: around?.outline ?? .unknown))
    }

    private mutating func drop(_ index: Int, _ reason: String) {
        drops.append((index..<Int(survey.tree.nodes[index].end), reason))
    }

    /// Adds captions that stand between the headline and the text, where sites put the article's picture.
    mutating func addCaptions(in range: Range<Int>) {
        var index = range.lowerBound
        var pictures = 0
        while index < range.upperBound {
            let node = survey.tree.nodes[index]
            if node.tag != .text, survey.isApart(index) || survey.words[index].contains(.noise) {
                index = Int(node.end)
            } else if node.tag == .figcaption || survey.tree.isMarked(index, "caption") {
                addCaption(index)
                index = Int(node.end)
            } else if node.tag == .img, pictures < Self.mostPictures {
                pictures += 1
                index += 1
                if let block = textBeside(index - 1, from: range.lowerBound) {
                    addCaption(block)
                    index = max(index, Int(survey.tree.nodes[block].end))
                }
            } else {
                index += 1
            }
        }
    }

    /// The element around a picture whose text is a caption, by its name or by its wording.
    private func textBeside(_ picture: Int, from start: Int) -> Int? {
        var around = Int(survey.tree.nodes[picture].parent)
        while around >= start, survey.visibleLength(within: around) == 0 {
            around = Int(survey.tree.nodes[around].parent)
        }
        guard around >= start, survey.visibleLength(within: around) < Self.longestTextBeside else { return nil }
        let inside = around..<Int(survey.tree.nodes[around].end)
        if let named = inside.first(where: { survey.words[$0].contains(.caption) }) { return named }
        return inside.last {
            guard HTMLTag.blocks.contains(survey.tree.nodes[$0].tag),
                let text = survey.tree.innerText(of: $0, limit: Self.longestTextBeside)
            else { return false }
            return CaptionRule.matches(text)
        }
    }

    private mutating func addCaption(_ index: Int) {
        guard let caption = survey.tree.innerText(of: index, limit: Self.longestCaption), !caption.isEmpty,
            knownCaptions.insert(caption).inserted
        else { return }
        captions.append(caption)
    }

    private func isCaption(_ index: Int) -> Bool {
        let tag = survey.tree.nodes[index].tag
        if readsFurniture, survey.isPruned[index] { return false }
        if tag == .figcaption { return true }
        if survey.tree.isMarked(index, "caption") { return true }
        // `caption-text` is one, `content-with-caption` isn't, by the length.
        let longest = survey.words[index].contains(.content) ? 250 : 500
        return survey.words[index].contains(.caption) && survey.textLength[index] < longest && tag != .a
    }

    /// A list or table or division of links: pointers to other pages.
    private func isLinkList(_ index: Int) -> Bool {
        let tag = survey.tree.nodes[index].tag
        guard tag == .ul || tag == .ol || tag == .div || tag == .section || tag == .table || tag == .dl || tag == .p
        else { return false }
        let text = Int(survey.textLength[index])
        let links = Int(survey.linkLength[index])
        guard text > 0 else { return false }
        if tag == .p { return links * 10 > text * 9 && text < 120 }
        let prose = Int(survey.allProseLength[index])
        guard links * 3 > text * 2, text - links < Self.mostAroundLinks, prose * 4 < text else { return false }
        return tag == .ul || tag == .ol || tag == .dl || prose < Self.mostProseOfLinks
    }
}
