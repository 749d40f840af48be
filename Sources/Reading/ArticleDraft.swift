internal import Documents

/// An article while it is read: blocks still with the lines that don't belong to the body.
struct ArticleDraft {
    var metadata = ArticleMetadata()
    var blocks: [(kind: BlockKind, text: String)] = []

    mutating func append(_ kind: BlockKind, _ text: String) {
        if !text.isEmpty { blocks.append((kind, text)) }
    }

    /// Moves captions, asides and the dateline out of the body into the metadata, and drops the title where the body
    /// repeats it.
    mutating func settle() {
        dropRepeatedTitle()
        sortOut()
        takeDateline()
    }

    /// Moves captions and asides.
    mutating func sortOut() {
        var kept: [(kind: BlockKind, text: String)] = []
        kept.reserveCapacity(blocks.count)
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
                if !metadata.captions.contains(block.text) { metadata.captions.append(block.text) }
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
        guard !title.isEmpty else { return }
        while let first = blocks.first, blocks.count > 1, first.text.bare == title { blocks.removeFirst() }
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
