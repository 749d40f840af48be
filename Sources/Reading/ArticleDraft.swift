internal import Documents

/// An article while it is read: blocks still with the lines that don't belong to the body.
struct ArticleDraft {
    var metadata = ArticleMetadata()
    var blocks: [TextBlock] = []

    mutating func append(_ kind: BlockKind, _ text: String, _ outline: BlockOutline = .unknown) {
        if !text.isEmpty { blocks.append(TextBlock(kind, text, outline)) }
    }

    /// Moves byline, date, captions, asides and the dateline out of the body into the metadata, and drops the title
    /// where the body repeats it.
    mutating func settle(takesDateline: Bool = true) {
        dropRepeatedTitle()
        takeHead()
        sortOut()
        if takesDateline { takeDateline() }
    }

    /// Byline and date stand right under the headline, or under the one line that a standfirst is; pictures, asides and
    /// the like don't count. Farther down they are believed only when they say what is known already.
    private mutating func takeHead() {
        var index = 0
        while index < min(blocks.count - 1, 4) {
            if isText(index), blocks[index].text.utf8.count <= 120, takeByline(index) || takeDate(index) {
                blocks.remove(at: index)
            } else {
                index += 1
            }
        }
    }

    private static let longestStandfirst = 250

    private func isUnderHeadline(_ index: Int) -> Bool {
        let between = (0..<index).filter { !isFurniture($0) }
        return between.count <= 1
            && between.allSatisfy { isText($0) && blocks[$0].text.utf8.count <= Self.longestStandfirst }
    }

    private func isText(_ index: Int) -> Bool { blocks[index].kind == .paragraph || blocks[index].kind == .heading }

    private func isFurniture(_ index: Int) -> Bool {
        guard isText(index), blocks[index].text.utf8.count <= CaptionRule.longest else { return false }
        let line = RuleLine(blocks[index].text)
        return CaptionRule.matches(line) || AsideRule.matches(line, next: "")
    }

    private mutating func takeByline(_ index: Int) -> Bool {
        let text = blocks[index].text
        let names = BylineRule.authors(inLine: text)
        if !names.isEmpty, isUnderHeadline(index) {
            if metadata.authors.isEmpty { metadata.authors = names }
            return true
        }
        // Without `By` a line is only believed when the names are known.
        guard !metadata.authors.isEmpty, text.utf8.count <= 60, !text.endsSentence else { return false }
        let bare = names + BylineRule.authors(withPlace: text) + BylineRule.names(inField: text)
        return bare.contains(where: metadata.authors.contains)
    }

    private mutating func takeDate(_ index: Int) -> Bool {
        let text = blocks[index].text
        guard text.utf8.count <= 80, let date = DateText.date(inLine: text) else { return false }
        if let known = metadata.published, (known.year, known.month, known.day) == (date.year, date.month, date.day) {
            return true
        }
        guard isUnderHeadline(index) else { return false }
        if metadata.published == nil { metadata.published = date }
        return true
    }

    /// Moves captions and asides.
    mutating func sortOut() {
        var kept: [TextBlock] = []
        kept.reserveCapacity(blocks.count)
        var captions = Set(metadata.captions)
        for (index, block) in blocks.enumerated() {
            guard block.kind == .paragraph || block.kind == .heading else {
                kept.append(block)
                continue
            }
            guard block.text.utf8.count <= CaptionRule.longest else {
                kept.append(block)
                continue
            }
            let line = RuleLine(block.text)
            if CaptionRule.matches(line) {
                if captions.insert(block.text).inserted { metadata.captions.append(block.text) }
            } else if block.kind == .paragraph, DateText.isLabel(block.text) {
                metadata.asides.append(block.text)
            } else if AsideRule.matches(line, next: introduced(after: index)) {
                metadata.asides.append(block.text)
            } else {
                kept.append(block)
            }
        }
        blocks = kept
    }

    /// The block after another as far as it matters to a colon: a list or quotation is introduced.
    private func introduced(after index: Int) -> String? {
        guard index + 1 < blocks.count else { return nil }
        let next = blocks[index + 1]
        return next.kind == .paragraph || next.kind == .heading ? next.text : "\""
    }

    private mutating func dropRepeatedTitle() {
        guard !metadata.title.isEmpty else { return }
        let title = metadata.title.bare
        let longest = metadata.title.utf8.count * 2 + 16
        while !title.isEmpty, blocks.count > 1, blocks[0].text.utf8.count <= longest, blocks[0].text.bare == title {
            blocks.removeFirst()
        }
    }

    private mutating func takeDateline() {
        guard metadata.dateline == nil else { return }
        for index in blocks.indices.prefix(2) where blocks[index].kind == .paragraph {
            guard let (dateline, rest) = DatelineRule.split(blocks[index].text) else { continue }
            metadata.dateline = dateline
            blocks[index].text = rest
            return
        }
    }
}
