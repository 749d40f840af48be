internal import Documents

/// Reads plain news text as it is pasted out of a site: headline, paragraphs, and among them lines that aren't body.
struct PlainTextReader {
    /// A headline is at most this long; longer first blocks are body.
    private static let longestTitle = 250
    private static let longestHeading = 90

    /// Reads UTF-8 text.
    /// - Parameters:
    ///   - bytes: The text.
    ///   - title: The headline where the source knows it: then the first line is body, unless it repeats it.
    static func read(_ bytes: [UInt8], title: String? = nil) -> ArticleDraft {
        var draft = ArticleDraft()
        draft.metadata.title = title ?? ""
        var blocks = LineGroups(TextCleaner.clean(bytes, .kept)).blocks()
        if draft.metadata.title.isEmpty { takeTitle(&blocks, &draft.metadata) }
        for (index, block) in blocks.enumerated() {
            let next = index + 1 < blocks.count ? blocks[index + 1] : nil
            draft.append(isHeading(block, next) ? .heading : block.kind, block.text)
        }
        draft.settle()
        return draft
    }

    /// The first block is the headline when it is short, doesn't end like a sentence, and something follows; captions
    /// in front of it are left for the body's rules.
    private static func takeTitle(_ blocks: inout [LineGroups.Block], _ metadata: inout ArticleMetadata) {
        guard let index = blocks.indices.prefix(4).first(where: { !CaptionRule.matches(blocks[$0].text) }) else {
            return
        }
        let first = blocks[index]
        guard blocks.count > index + 1, first.kind == .paragraph, first.text.utf8.count <= longestTitle else { return }
        guard !first.text.endsWithFullStop, !isOpen(first.text), DatelineRule.split(first.text) == nil else { return }
        metadata.title = first.text
        blocks.remove(at: index)
    }

    /// A short line without the end of a sentence, followed by a paragraph.
    private static func isHeading(_ block: LineGroups.Block, _ next: LineGroups.Block?) -> Bool {
        guard let next, block.kind == .paragraph, block.isOneLine, block.text.utf8.count <= longestHeading else {
            return false
        }
        guard let first = block.text.unicodeScalars.first, !TextBytes.isLower(first) else { return false }
        return !block.text.endsSentence && !isOpen(block.text) && block.text.wordCount <= 12
            && next.text.utf8.count > block.text.utf8.count && next.text.endsSentence
    }

    /// Whether a text ends with a mark that lets something follow.
    private static func isOpen(_ text: String) -> Bool {
        text.utf8.last.map { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") } ?? true
    }
}
