internal import Documents

/// All that may be an article's text on a page: every piece of text but navigation, comments and what is hidden.
struct PageCandidates {
    let survey: PageSurvey
    /// The elements in which the article's text is looked for first.
    let containers: [Int]
    /// The pieces in order.
    let blocks: [PageBlock]
    /// Captions of the article's pictures that are marked as such.
    let markedCaptions: [String]
    /// From the headline to the text's end.
    private let range: Range<Int>
    /// Text that is no candidate, and why.
    let drops: [(nodes: Range<Int>, reason: String)]
    private let page: PageMetadata
    /// Whether each node is in one of the containers.
    private let inside: [Bool]

    /// Less is no article, if the page has more.
    private static let shortestText = 250
    /// Log odds in thousandths: keeping a line of furniture is better than losing one of the text.
    private static let threshold = -250
    /// The same for what is called furniture in so many words, and for a few words before the headline.
    private static let doubtfulThreshold = 1000
    private static let longestKicker = 120
    /// Kinds of furniture up to this one may as well be an article's head or a lead-in.
    private static let lastWeakFurniture = 3
    private static let shortestPage = 1000

    init(_ survey: PageSurvey, _ page: PageMetadata) {
        self.survey = survey
        self.page = page
        containers = ContentFinder(survey: survey).containers()
        let first = containers.first ?? survey.body
        let end = containers.reduce(first) { max($0, Int(survey.tree.nodes[$1].end)) }
        var inside = [Bool](repeating: false, count: survey.tree.nodes.count)
        for container in containers {
            for index in container..<Int(survey.tree.nodes[container].end) { inside[index] = true }
        }
        self.inside = inside
        range = min(page.headline ?? first, first)..<end
        var builder = PageBlocks(survey, without: page.elements, readsFurniture: true, captionsIn: first..<end)
        if let headline = page.headline, headline < first { builder.addCaptions(in: headline..<first) }
        builder.add(survey.body)
        blocks = builder.blocks
        markedCaptions = builder.captions
        drops = builder.drops
    }

    /// What the model judges by.
    var features: BlockFeatures { BlockFeatures(survey, blocks, containers: containers, inside: inside, page: page) }

    /// Whether each piece is part of the text.
    func verdicts(_ model: BlockModel) -> [Bool] {
        let contained = blocks.map { isInContainer($0) && !survey.isPruned[$0.nodes.lowerBound] && !isKicker($0) }
        let all = blocks.reduce(0) { $0 + $1.text.utf8.count }
        // The model has learnt of pages that are more than a few lines.
        guard all >= Self.shortestText, survey.visibleLength(within: survey.body) >= Self.shortestPage else {
            let length = length(contained)
            return length >= Self.shortestText || all <= length * 2 ? contained : blocks.map { _ in true }
        }
        var features = features
        let scores = model.scores(&features)
        let judged = blocks.indices.map { block in
            let isDoubtful = features[block, .furniture] > Self.lastWeakFurniture || isKicker(blocks[block])
            return scores[block] > (isDoubtful ? Self.doubtfulThreshold : Self.threshold)
        }
        let length = length(judged)
        guard length < Self.shortestText else { return judged }
        if self.length(contained) > length * 2 { return contained }
        return all > length * 2 ? blocks.map { _ in true } : judged
    }

    /// The few words that may stand before the headline: a section's name, a number.
    private func isKicker(_ block: PageBlock) -> Bool {
        guard let headline = page.headline, block.nodes.lowerBound < headline else { return false }
        return block.text.utf8.count <= Self.longestKicker && !block.text.endsSentence
    }

    /// Captions of the article's pictures: marked ones, and those that only their wording tells.
    func captions(_ verdicts: [Bool]) -> [String] {
        var captions = markedCaptions
        var known = Set(captions)
        for (block, isText) in zip(blocks, verdicts) where !isText && range.contains(block.nodes.lowerBound) {
            guard block.kind == .paragraph, !survey.isPruned[block.nodes.lowerBound],
                CaptionRule.matches(block.text), known.insert(block.text).inserted
            else { continue }
            captions.append(block.text)
        }
        return captions
    }

    /// Bytes of the pieces that are taken.
    private func length(_ verdicts: [Bool]) -> Int {
        zip(blocks, verdicts).reduce(0) { $1.1 ? $0 + $1.0.text.utf8.count : $0 }
    }

    func isInContainer(_ block: PageBlock) -> Bool { inside[block.nodes.lowerBound] }
}
