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
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            let introduced = next.map { $0.kind == .paragraph || $0.kind == .heading ? $0.text : "\"" }
            if CaptionRule.matches(block.text) {
                if !metadata.captions.contains(block.text) { metadata.captions.append(block.text) }
            } else if AsideRule.matches(block.text, next: introduced) {
                metadata.asides.append(block.text)
            } else {
                kept.append(block)
            }
        }
        blocks = kept
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
