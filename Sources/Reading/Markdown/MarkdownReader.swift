internal import CCMark
internal import Documents

/// Reads CommonMark, parsed by its reference library cmark, with front matter.
///
/// Emphasis and links leave their text, pictures become captions, HTML loses its tags. Unless the front matter has a
/// title, the first heading of level one is it, or for want of one a heading of any level that everything starts with.
enum MarkdownReader {
    /// Reads UTF-8 text.
    static func read(_ bytes: [UInt8]) throws(ReadingError) -> ArticleDraft {
        var draft = ArticleDraft()
        let (matter, body) = FrontMatter.split(bytes)
        matter.fill(&draft.metadata)
        try checkBrackets(body)
        let heading = try walk(body, &draft)
        takeTitle(heading, &draft)
        draft.settle()
        return draft
    }

    /// The most opening brackets in one paragraph: cmark 0.30 looks back from every closing one to all that are open.
    private static let mostBrackets = 4096

    private static func checkBrackets(_ body: ArraySlice<UInt8>) throws(ReadingError) {
        var brackets = 0
        var isBlank = true
        for byte in body {
            switch byte {
            case 0x0A:
                if isBlank { brackets = 0 }
                isBlank = true
            case UInt8(ascii: "["):
                isBlank = false
                brackets += 1
                guard brackets <= mostBrackets else { throw .brackets(limit: mostBrackets) }
            default: if byte > 0x20 { isBlank = false }
            }
        }
    }

    private static func takeTitle(_ heading: Int?, _ draft: inout ArticleDraft) {
        let index = heading ?? 0
        guard draft.metadata.title.isEmpty, index < draft.blocks.count, draft.blocks[index].kind == .heading else {
            return
        }
        draft.metadata.title = draft.blocks.remove(at: index).text
    }

    /// Adds the blocks; which of them is the first heading of level one.
    private static func walk(_ body: ArraySlice<UInt8>, _ draft: inout ArticleDraft) throws(ReadingError) -> Int? {
        let root = body.withUnsafeBytes { buffer in
            let text = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return text.flatMap { cmark_parse_document($0, buffer.count, CMARK_OPT_DEFAULT) }
        }
        guard let root else { return nil }
        defer { cmark_node_free(root) }
        guard let iterator = cmark_iter_new(root) else { return nil }
        defer { cmark_iter_free(iterator) }
        var walk = MarkdownWalk()
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
            try walk.visit(node, isEntering: event == CMARK_EVENT_ENTER, &draft)
        }
        return walk.heading
    }
}

/// What is kept while the nodes of a document pass by.
private struct MarkdownWalk {
    /// The block that is the first heading of level one.
    private(set) var heading: Int?
    private var text: [UInt8] = []
    private var pictures: [String] = []
    private var pictureStart: Int?
    private var quotes = 0
    private var items = 0
    /// The number of the last item of each list that is open; nil where items have none.
    private var numbers: [Int?] = []

    mutating func visit(
        _ node: OpaquePointer, isEntering: Bool, _ draft: inout ArticleDraft
    ) throws(ReadingError) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += Self.literal(node)
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text.append(0x20)
        case CMARK_NODE_IMAGE: picture(isEntering)
        case CMARK_NODE_BLOCK_QUOTE: quotes += isEntering ? 1 : -1
        case CMARK_NODE_LIST:
            if isEntering {
                let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                numbers.append(isOrdered ? Int(cmark_node_get_list_start(node)) - 1 : nil)
            } else {
                numbers.removeLast()
            }
        case CMARK_NODE_ITEM:
            items += isEntering ? 1 : -1
            if isEntering, let number = numbers.last, let number { numbers[numbers.count - 1] = number + 1 }
        case CMARK_NODE_CODE_BLOCK:
            draft.append(.code, String(decoding: TextCleaner.clean(Self.literal(node), .kept), as: UTF8.self))
        case CMARK_NODE_HTML_BLOCK: try PageReader.readFragment(Self.literal(node), into: &draft)
        case CMARK_NODE_HEADING:
            if isEntering { break }
            let place = draft.blocks.count
            finish(.heading, BlockOutline(level: Int(cmark_node_get_heading_level(node))), &draft)
            let isFirst = heading == nil && cmark_node_get_heading_level(node) == 1
            if isFirst, quotes + items == 0, draft.blocks.count > place { heading = place }
        case CMARK_NODE_PARAGRAPH:
            if isEntering { break }
            if items > 0 {
                finish(.listItem, BlockOutline(level: numbers.count, number: numbers.last ?? nil), &draft)
            } else {
                finish(quotes > 0 ? .quotation : .paragraph, .unknown, &draft)
            }
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

    private mutating func finish(_ kind: BlockKind, _ outline: BlockOutline, _ draft: inout ArticleDraft) {
        draft.append(kind, String(decoding: TextCleaner.clean(text, .joined), as: UTF8.self), outline)
        draft.metadata.captions += pictures
        text = []
        pictures = []
    }

    private static func literal(_ node: OpaquePointer) -> [UInt8] {
        cmark_node_get_literal(node).map { Array(String(cString: $0).utf8) } ?? []
    }
}
