internal import Documents

/// What is known of every block of a page and of its place, as whole numbers: what the model judges by.
struct BlockFeatures {
    /// A number's place among those of a block.
    enum Feature: Int, CaseIterable {
        case length, words, linkShare, endsSentence, endsColon, endsQuestion, sentences, commas, digitShare
        case capitalShare, headingLevel, isListItem, isTable, isParagraphElement, inlineShare
        case noise, weakNoise, caption, author, lead, date, content, subject, standfirst, wrapper
        case furniture, furnitureDistance, isInContainer, distanceToContainer, depthInContainer, containerShare
        case isAfterHeadline, bytesAfterHeadline, proseBefore, proseAfter, bytesSinceProse, bytesToProse
        case blocksSinceProse, blocksToProse, fromStart, fromEnd
        case previousLength, previousLinkShare, previousIsSibling, previousIsHeading
        case nextLength, nextLinkShare, nextIsSibling, nextIsHeading, nextIsList
        case lookShare, lookCount, lookLength, parentProse, parentLinkShare, grandparentLinkShare, pageProse
        case subscribe, social, related, comment, credit, legal, authorWords, contact, shop, time, reader, site
        case slash, bar, isInArticle
        case rule, isRepeated, titleWords, isDescription
    }

    /// Numbers of a block.
    static let count = Feature.allCases.count

    /// The numbers of all blocks, one after the other.
    private(set) var values: [Int16]

    private let survey: PageSurvey
    private let blocks: [PageBlock]

    /// How far up names of elements are looked at.
    private static let mostLevels = 7

    init(_ survey: PageSurvey, _ blocks: [PageBlock], containers: [Int], inside: [Bool], page: PageMetadata) {
        self.survey = survey
        self.blocks = blocks
        values = Array(repeating: 0, count: blocks.count * Self.count)
        let isInContainer = blocks.map { inside[$0.nodes.lowerBound] }
        let prose = containers.reduce(0) { $0 + Int(survey.proseLength[$1]) }
        let title = Array(BlockText.hashes(of: page.metadata.title).prefix(Self.mostTitleWords))
        var digests: [UInt64] = []
        digests.reserveCapacity(blocks.count)
        for block in blocks.indices {
            digests.append(readText(block, title))
            readElements(block)
            readContainer(block, containers.first ?? survey.body, prose, inside)
            readHeadline(block, page.headline)
        }
        readProse(isInContainer)
        readNeighbours()
        readLooks()
        readMetadata(digests)
    }

    /// One number of a block.
    subscript(block: Int, feature: Feature) -> Int {
        get { Int(values[block * Self.count + feature.rawValue]) }
        set { values[block * Self.count + feature.rawValue] = Int16(clamping: newValue) }
    }

    private func end(_ index: Int) -> Int { Int(survey.tree.nodes[index].end) }
    private func parent(_ index: Int) -> Int { Int(survey.tree.nodes[index].parent) }

    private static func share(_ part: Int, of whole: Int) -> Int { whole > 0 ? part * 100 / whole : 0 }

    /// Reads what is in the text: its digest.
    private mutating func readText(_ block: Int, _ title: [UInt64]) -> UInt64 {
        let piece = blocks[block]
        let length = piece.text.utf8.count
        var string = piece.text
        let text = string.withUTF8 { BlockText($0, title: title) }
        self[block, .length] = length
        self[block, .words] = text.words
        self[block, .linkShare] = Self.share(piece.linkBytes, of: length)
        self[block, .inlineShare] = Self.share(piece.inlineBytes, of: length)
        self[block, .endsSentence] = [0x2E, 0x21, 0x3F].contains(text.last) ? 1 : 0
        self[block, .endsColon] = text.last == 0x3A ? 1 : 0
        self[block, .endsQuestion] = text.last == 0x3F ? 1 : 0
        self[block, .sentences] = text.sentences
        self[block, .commas] = text.commas
        self[block, .digitShare] = Self.share(text.digits, of: length)
        self[block, .capitalShare] = Self.share(text.capitals, of: text.letters)
        self[block, .isListItem] = piece.kind == .listItem ? 1 : 0
        self[block, .isTable] = piece.kind == .tableRow ? 1 : 0
        for kind in 0..<BlockWords.count {
            values[block * Self.count + Feature.subscribe.rawValue + kind] = Int16(text.kinds[kind])
        }
        self[block, .slash] = text.hasSlash ? 1 : 0
        self[block, .bar] = text.hasBar ? 1 : 0
        if length <= Self.longestLine { self[block, .titleWords] = Self.share(text.titleWords, of: text.words) }
        return text.digest
    }

    private static let flags: [(PageWords, Feature)] = [
        (.noise, .noise), (.weakNoise, .weakNoise), (.caption, .caption), (.author, .author), (.lead, .lead),
        (.date, .date), (.content, .content), (.subject, .subject), (.standfirst, .standfirst), (.wrapper, .wrapper),
    ]

    /// How many levels up the first element stands that is called so; `mostLevels` where there is none near.
    private mutating func readElements(_ block: Int) {
        let nodes = survey.tree.nodes
        var element = blocks[block].element
        if let level = [HTMLTag.h1, .h2, .h3, .h4, .h5, .h6].firstIndex(of: nodes[element].tag) {
            self[block, .headingLevel] = level + 1
        }
        self[block, .isParagraphElement] = nodes[element].tag == .p ? 1 : 0
        for (_, feature) in Self.flags { self[block, feature] = Self.mostLevels }
        self[block, .furnitureDistance] = 20
        var level = 0
        while element > survey.body {
            if level < Self.mostLevels {
                let words = survey.words[element]
                for (word, feature) in Self.flags where words.contains(word) && self[block, feature] == Self.mostLevels
                {
                    self[block, feature] = level
                }
            }
            let tag = nodes[element].tag
            if tag == .article || tag == .main { self[block, .isInArticle] += 1 }
            let above = parent(element)
            if survey.isPruned[element], !survey.isPruned[above] {
                self[block, .furniture] = survey.kindOfFurniture(element)
                self[block, .furnitureDistance] = level
            }
            element = above
            level += 1
        }
        let around = parent(blocks[block].element)
        let total = Int(survey.proseLength[survey.body])
        self[block, .parentProse] = Self.share(Int(survey.proseLength[around]), of: total)
        self[block, .parentLinkShare] = Self.share(Int(survey.linkLength[around]), of: Int(survey.textLength[around]))
        let beyond = parent(around)
        self[block, .grandparentLinkShare] =
            Self.share(Int(survey.linkLength[beyond]), of: Int(survey.textLength[beyond]))
        self[block, .pageProse] = total / 64
    }

    /// - Parameters:
    ///   - first: The first container.
    ///   - prose: Bytes of prose in all of them.
    ///   - inside: Whether each node is in one of them.
    private mutating func readContainer(_ block: Int, _ first: Int, _ prose: Int, _ inside: [Bool]) {
        self[block, .containerShare] = Self.share(prose, of: Int(survey.proseLength[survey.body]))
        var element = blocks[block].element
        var level = 0
        if inside[blocks[block].nodes.lowerBound] {
            self[block, .isInContainer] = 1
            while element > survey.body, inside[parent(element)] {
                element = parent(element)
                level += 1
            }
            self[block, .depthInContainer] = level
        } else {
            while element > survey.body, !(element <= first && first < end(element)) {
                element = parent(element)
                level += 1
            }
            self[block, .distanceToContainer] = level
        }
    }

    private mutating func readHeadline(_ block: Int, _ headline: Int?) {
        guard let headline else {
            self[block, .isAfterHeadline] = -1
            return
        }
        let start = blocks[block].nodes.lowerBound
        if start > headline {
            self[block, .isAfterHeadline] = 1
            self[block, .bytesAfterHeadline] = max(0, survey.visibleLength(of: min(end(headline), start)..<start))
        } else {
            self[block, .bytesAfterHeadline] = -survey.visibleLength(of: start..<headline)
        }
    }

    /// Whether a block is sure to be text of the container.
    private func isProse(_ block: Int, _ isInContainer: [Bool]) -> Bool {
        isInContainer[block] && self[block, .length] >= 100 && self[block, .linkShare] < 40
            && self[block, .endsSentence] == 1 && self[block, .furniture] == 0
    }

    private mutating func readProse(_ isInContainer: [Bool]) {
        let prose = blocks.indices.map { isProse($0, isInContainer) }
        let total = blocks.indices.reduce(0) { prose[$1] ? $0 + self[$1, .length] : $0 }
        var before = 0
        var last: Int?
        for block in blocks.indices {
            let own = prose[block] ? self[block, .length] : 0
            self[block, .proseBefore] = Self.share(before, of: total)
            self[block, .proseAfter] = Self.share(total - before - own, of: total)
            before += own
            if let last {
                self[block, .blocksSinceProse] = block - last
                self[block, .bytesSinceProse] = distance(last, block)
            } else {
                self[block, .blocksSinceProse] = 200
                self[block, .bytesSinceProse] = 30_000
            }
            if prose[block] { last = block }
            self[block, .fromStart] = block
            self[block, .fromEnd] = blocks.count - 1 - block
        }
        var next: Int?
        for block in blocks.indices.reversed() {
            if let next {
                self[block, .blocksToProse] = next - block
                self[block, .bytesToProse] = distance(block, next)
            } else {
                self[block, .blocksToProse] = 200
                self[block, .bytesToProse] = 30_000
            }
            if prose[block] { next = block }
        }
    }

    private func distance(_ first: Int, _ second: Int) -> Int {
        let start = blocks[first].nodes.upperBound
        return survey.visibleLength(of: start..<max(start, blocks[second].nodes.lowerBound))
    }

    private mutating func readNeighbours() {
        for block in blocks.indices {
            if block > 0 {
                self[block, .previousLength] = self[block - 1, .length]
                self[block, .previousLinkShare] = self[block - 1, .linkShare]
                self[block, .previousIsHeading] = self[block - 1, .headingLevel]
                self[block, .previousIsSibling] = isSibling(block, block - 1)
            }
            if block + 1 < blocks.count {
                self[block, .nextLength] = self[block + 1, .length]
                self[block, .nextLinkShare] = self[block + 1, .linkShare]
                self[block, .nextIsHeading] = self[block + 1, .headingLevel]
                self[block, .nextIsSibling] = isSibling(block, block + 1)
                self[block, .nextIsList] = self[block + 1, .isListItem]
            }
        }
    }

    private func isSibling(_ block: Int, _ other: Int) -> Int {
        let (one, two) = (blocks[block].element, blocks[other].element)
        return one == two ? 2 : parent(one) == parent(two) ? 1 : 0
    }

    /// How many blocks of the page look alike, by the names of their element and the one around it.
    private mutating func readLooks() {
        var looks: [UInt64: (count: Int, prose: Int, length: Int)] = [:]
        var total = 0
        let keys = blocks.map { look(of: $0.element) }
        for block in blocks.indices {
            let length = self[block, .length]
            let prose = length >= 80 && self[block, .linkShare] < 40 && self[block, .endsSentence] == 1 ? length : 0
            total += prose
            let sum = looks[keys[block], default: (0, 0, 0)]
            looks[keys[block]] = (sum.count + 1, sum.prose + prose, sum.length + length)
        }
        for block in blocks.indices {
            guard let sum = looks[keys[block]] else { continue }
            self[block, .lookShare] = Self.share(sum.prose, of: total)
            self[block, .lookCount] = sum.count
            self[block, .lookLength] = sum.length / sum.count
        }
    }

    private func look(of element: Int) -> UInt64 {
        var hash = PageWordTable.seed
        for index in [element, parent(element)] {
            hash = PageWordTable.step(hash, UInt8(truncatingIfNeeded: survey.tree.nodes[index].tag.number))
            for byte in survey.tree.attributeBytes(.class, of: index) ?? [] { hash = PageWordTable.step(hash, byte) }
        }
        return hash
    }

    /// Longer lines have no rules.
    private static let longestLine = 220

    private static let mostTitleWords = 40

    /// What rules say of short lines, and what repeats what the page says of itself.
    private mutating func readMetadata(_ digests: [UInt64]) {
        let description = BlockFeatures.description(survey.tree)
        var seen: [UInt64: Int] = [:]
        for block in blocks.indices {
            let text = blocks[block].text
            let length = text.utf8.count
            if length >= 12 { seen[digests[block], default: 0] += 1 }
            if length >= 40, !description.isEmpty, text.utf8.starts(with: description) {
                self[block, .isDescription] = 1
            }
            if length <= Self.longestLine, self[block, .linkShare] < 90 { self[block, .rule] = Self.rule(text) }
        }
        for block in blocks.indices where self[block, .length] <= BlockText.longest {
            self[block, .isRepeated] = (seen[digests[block]] ?? 0) > 1 ? 1 : 0
        }
    }

    private static func rule(_ text: String) -> Int {
        let line = RuleLine(text)
        if CaptionRule.matches(line) { return 1 }
        if AsideRule.matches(line, next: "") { return 2 }
        if line.count <= 80, DateText.date(inLine: text) != nil { return 3 }
        return line.count <= 100 && !BylineRule.authors(inLine: text).isEmpty ? 4 : 0
    }

    private static let longestDescription = 60

    /// The start of what the page says it is about, for those who link to it.
    private static func description(_ tree: HTMLTree) -> ArraySlice<UInt8> {
        for index in tree.nodes.indices where tree.nodes[index].tag == .meta {
            guard let name = tree.attributeBytes(.name, of: index) ?? tree.attributeBytes(.property, of: index),
                name.elementsEqual("description".utf8) || name.elementsEqual("og:description".utf8),
                let text = tree.attributeBytes(.content, of: index), text.count > 40
            else { continue }
            return TextCleaner.clean(Array(text), .joined).prefix(longestDescription)
        }
        return []
    }
}
