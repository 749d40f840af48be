internal import CCMark
internal import Documents

/// Reads CommonMark, parsed by its reference library cmark, with front matter.
///
/// Emphasis and links leave their text, pictures become captions, HTML loses its tags; the first heading of level one is
/// the title unless the front matter has one.
enum MarkdownReader {
    /// Reads UTF-8 text.
    static func read(_ bytes: [UInt8]) throws(ReadingError) -> ArticleDraft {
        var draft = ArticleDraft()
        let (matter, body) = FrontMatter.split(bytes)
        matter.fill(&draft.metadata)
        try walk(body, &draft)
        takeTitle(&draft)
        draft.settle()
        return draft
    }

    private static func takeTitle(_ draft: inout ArticleDraft) {
        guard draft.metadata.title.isEmpty, let first = draft.blocks.first, first.kind == .heading else { return }
        draft.metadata.title = first.text
        draft.blocks.removeFirst()
    }

    private static func walk(_ body: ArraySlice<UInt8>, _ draft: inout ArticleDraft) throws(ReadingError) {
        let root = body.withUnsafeBytes { buffer in
            let text = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return text.flatMap { cmark_parse_document($0, buffer.count, CMARK_OPT_DEFAULT) }
        }
        guard let root else { return }
        defer { cmark_node_free(root) }
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        var walk = MarkdownWalk()
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
            try walk.visit(node, isEntering: event == CMARK_EVENT_ENTER, &draft)
        }
    }
}

/// What is kept while the nodes of a document pass by.
private struct MarkdownWalk {
    private var text: [UInt8] = []
    private var pictures: [String] = []
    private var pictureStart: Int?
    private var quotes = 0
    private var items = 0

    mutating func visit(
        _ node: OpaquePointer, isEntering: Bool, _ draft: inout ArticleDraft
    ) throws(ReadingError) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += Self.literal(node)
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text.append(0x20)
        case CMARK_NODE_IMAGE: picture(isEntering)
        case CMARK_NODE_BLOCK_QUOTE: quotes += isEntering ? 1 : -1
        case CMARK_NODE_ITEM: items += isEntering ? 1 : -1
        case CMARK_NODE_CODE_BLOCK:
            draft.append(.code, String(decoding: TextCleaner.clean(Self.literal(node), .kept), as: UTF8.self))
        case CMARK_NODE_HTML_BLOCK:
            let part = try PageReader.readFragment(Self.literal(node), title: "")
            draft.blocks += part.blocks
            draft.metadata.captions += part.metadata.captions
        case CMARK_NODE_HEADING: if !isEntering { finish(.heading, &draft) }
        case CMARK_NODE_PARAGRAPH:
            if !isEntering { finish(items > 0 ? .listItem : quotes > 0 ? .quotation : .paragraph, &draft) }
        default: break
        }
    }

    /// What a picture says instead of itself belongs to the captions.
    private mutating func picture(_ isEntering: Bool) {
        if isEntering {
            pictureStart = pictureStart ?? text.count
        } else if let start = pictureStart {
            let alternative = TextCleaner.clean(Array(text[start...]), .joined)
            if !alternative.isEmpty { pictures.append(String(decoding: alternative, as: UTF8.self)) }
            text.removeSubrange(start...)
            pictureStart = nil
        }
    }

    private mutating func finish(_ kind: BlockKind, _ draft: inout ArticleDraft) {
        draft.append(kind, String(decoding: TextCleaner.clean(text, .joined), as: UTF8.self))
        draft.metadata.captions += pictures
        text = []
        pictures = []
    }

    private static func literal(_ node: OpaquePointer) -> [UInt8] {
        cmark_node_get_literal(node).map { Array(String(cString: $0).utf8) } ?? []
    }
}
