internal import Documents

/// Tells for every line of a page what became of it.
struct PageExplanation {
    private let candidates: PageCandidates
    private let survey: PageSurvey
    private let verdicts: [Bool]
    private let metadata: [Int]
    private let captions: Set<String>
    private let asides: Set<String>
    private let comments: Set<String>
    private let kept: Set<String>

    /// - Parameters:
    ///   - verdicts: Whether each candidate was taken for text.
    ///   - metadata: Elements that are read as metadata.
    init(
        _ candidates: PageCandidates, _ verdicts: [Bool], metadata: [Int], draft: ArticleDraft,
        comments: [TextBlock]
    ) {
        self.candidates = candidates
        survey = candidates.survey
        self.verdicts = verdicts
        self.metadata = metadata
        captions = Set(draft.metadata.captions)
        asides = Set(draft.metadata.asides)
        kept = Set(draft.blocks.map(\.text))
        self.comments = Set(comments.map(\.text))
    }

    /// A decision a line: what stands between two starts or ends of pieces of the page.
    func decisions() -> [PageDecision] {
        let nodes = survey.tree.nodes
        var decisions: [PageDecision] = []
        var text: [UInt8] = []
        var start = survey.body
        var isBlank = true
        var ends: [Int] = []
        func finish() {
            let line = String(decoding: TextCleaner.clean(text, .joined), as: UTF8.self)
            if !line.isEmpty { decisions.append(decide(start, line)) }
            text.removeAll(keepingCapacity: true)
            isBlank = true
        }
        var index = survey.body
        while index < nodes.count {
            while let end = ends.last, end <= index {
                finish()
                ends.removeLast()
            }
            let tag = nodes[index].tag
            if tag == .text {
                // White space before a line is in no block.
                if isBlank { start = index }
                let piece = survey.tree.text(of: index)
                isBlank = isBlank && piece.allSatisfy { $0 <= 0x20 }
                text += piece
            } else if tag == .script {
                index = Int(nodes[index].end)
                continue
            } else if HTMLTag.breaks.contains(tag) {
                finish()
                ends.append(Int(nodes[index].end))
            }
            index += 1
        }
        finish()
        return decisions
    }

    /// The place of the piece that a node is in, of pieces in the page's order that don't overlap.
    private static func place<Piece>(
        of node: Int, in pieces: [Piece], _ nodes: (Piece) -> Range<Int>
    ) -> Int? {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if nodes(pieces[middle]).upperBound <= node { low = middle + 1 } else { high = middle }
        }
        return low < pieces.count && nodes(pieces[low]).contains(node) ? low : nil
    }

    private func decide(_ index: Int, _ line: String) -> PageDecision {
        func dropped(_ reason: String) -> PageDecision { PageDecision(text: line, isKept: false, reason: reason) }
        let pruned = outermostPruned(around: index)
        if survey.standsApart[index], let pruned {
            return PageDecision(text: line, isKept: comments.contains(line), reason: survey.whyPruned(pruned))
        }
        if metadata.contains(where: { holds($0, index) }) { return dropped("the headline, or the line under it") }
        if captions.contains(line) { return dropped("a caption") }
        if let place = Self.place(of: index, in: candidates.drops, \.nodes) {
            let drop = candidates.drops[place]
            return dropped(drop.reason)
        }
        guard let place = Self.place(of: index, in: candidates.blocks, \.nodes) else {
            return dropped("a line in which nothing but links or numbers is left")
        }
        let block = candidates.blocks[place]
        guard verdicts[place] else {
            if let pruned { return dropped(survey.whyPruned(pruned)) }
            return dropped(
                candidates.isInContainer(block) ? "looks like no part of the text" : "outside of the article's text")
        }
        if kept.contains(block.text) || isSplit(block.text) {
            return PageDecision(text: line, isKept: true, reason: block.kind.phrase)
        }
        if captions.contains(block.text) { return dropped("a caption, by its wording") }
        if asides.contains(block.text) { return dropped("a line of the site's, by its wording") }
        return dropped("headline, byline, date, or a heading that heads nothing")
    }

    private func holds(_ element: Int, _ index: Int) -> Bool {
        (element..<Int(survey.tree.nodes[element].end)).contains(index)
    }

    /// Whether a block is in the body without its dateline.
    private func isSplit(_ text: String) -> Bool { kept.contains { text.hasSuffix($0) && $0.utf8.count > 20 } }

    private func outermostPruned(around index: Int) -> Int? {
        var found: Int?
        var current = index
        while survey.isPruned[current] {
            found = current
            guard current > survey.body else { break }
            current = Int(survey.tree.nodes[current].parent)
        }
        return found
    }
}

extension BlockKind {
    fileprivate var phrase: String {
        switch self {
        case .paragraph: "a paragraph of the text"
        case .heading: "a heading in the text"
        case .listItem: "an item of a list in the text"
        case .quotation: "a quotation in the text"
        case .code: "code in the text"
        case .tableRow: "a row of a table of data"
        }
    }
}
