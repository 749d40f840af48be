internal import Documents

/// Turns elements into an article's blocks: a loop over the nodes in order, a block whenever an element that is a piece
/// of the page starts or ends.
struct PageBlocks {
    private let survey: PageSurvey
    private let skipped: [Int]
    private(set) var blocks: [(kind: BlockKind, text: String)] = []
    private(set) var captions: [String] = []
    private var text: [UInt8] = []
    private var linkBytes = 0
    private var breaks = 0
    /// Elements that are open, with what they make of text inside.
    private var open: [(end: Int, kind: BlockKind?)] = []

    /// - Parameter skipped: Elements that are read elsewhere.
    init(_ survey: PageSurvey, without skipped: [Int] = []) {
        self.survey = survey
        self.skipped = skipped
    }

    /// Bytes of text so far.
    var length: Int { blocks.reduce(0) { $0 + $1.text.utf8.count } }

    /// Adds what an element holds.
    mutating func add(_ root: Int) {
        let nodes = survey.tree.nodes
        var index = root
        let end = Int(nodes[root].end)
        while index < end {
            close(before: index)
            if survey.isPruned[index] || skipped.contains(index) {
                index = Int(nodes[index].end)
                continue
            }
            let node = nodes[index]
            if node.tag == .text {
                append(index)
            } else if isCaption(index) {
                finish()
                let caption = survey.tree.innerText(of: index)
                if !caption.isEmpty, caption.utf8.count < 1000, !captions.contains(caption) { captions.append(caption) }
                index = Int(node.end)
                continue
            } else if isLinkList(index) {
                finish()
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

    private mutating func enter(_ index: Int, _ node: HTMLTree.Node) {
        if node.tag == .br {
            breaks += 1
            if breaks > 1 { finish() } else { text.append(0x0A) }
        } else if HTMLTag.blocks.contains(node.tag) {
            finish()
            open.append((Int(node.end), kind(of: node.tag)))
        } else if node.tag == .td || node.tag == .th {
            text.append(0x20)
        }
    }

    /// Ends the blocks whose elements have ended.
    private mutating func close(before index: Int) {
        while let last = open.last, last.end <= index {
            finish()
            open.removeLast()
        }
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
            if !bytes.isEmpty { text.append(0x20) }
            return
        }
        breaks = 0
        text += bytes
        if survey.linkLength[index] > 0 { linkBytes += bytes.count }
    }

    private mutating func finish() {
        defer {
            text.removeAll(keepingCapacity: true)
            linkBytes = 0
            breaks = 0
        }
        guard !text.isEmpty else { return }
        let kind = open.last { $0.kind != nil }?.kind ?? .paragraph
        let cleaned = TextCleaner.clean(text, kind == .code ? .kept : .joined)
        guard !cleaned.isEmpty else { return }
        // A line that is nothing but a link points elsewhere.
        if linkBytes * 10 > cleaned.count * 9, kind != .heading, cleaned.count < 200 { return }
        blocks.append((kind, String(decoding: cleaned, as: UTF8.self)))
    }

    private func isCaption(_ index: Int) -> Bool {
        let tag = survey.tree.nodes[index].tag
        if tag == .figcaption { return true }
        return survey.words[index].contains(.caption) && survey.textLength[index] < 500 && tag != .a
            && !survey.words[index].contains(.content)
    }

    /// A list or table or division of links: pointers to other pages.
    private func isLinkList(_ index: Int) -> Bool {
        let tag = survey.tree.nodes[index].tag
        guard tag == .ul || tag == .ol || tag == .div || tag == .section || tag == .table || tag == .dl || tag == .p
        else { return false }
        let text = survey.textLength[index]
        let links = survey.linkLength[index]
        guard text > 0 else { return false }
        if tag == .p { return links * 10 > text * 9 && text < 120 }
        return links * 3 > text * 2 && survey.proseLength[index] * 4 < text
    }
}
