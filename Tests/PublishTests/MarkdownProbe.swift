import CCMark
import Documents

/// A block as cmark, CommonMark's reference parser, sees it.
struct ParsedBlock: Equatable {
    let kind: BlockKind
    let text: String

    init(_ kind: BlockKind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// Parses Markdown without any of the liberties that a reader of articles takes.
enum MarkdownProbe {
    /// The blocks; markup inside one shows as `<name>`, markup of other kinds as a block of its own.
    static func blocks(of markdown: [UInt8]) -> [ParsedBlock] {
        let root = markdown.withUnsafeBytes {
            cmark_parse_document($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, CMARK_OPT_DEFAULT)
        }
        defer { cmark_node_free(root) }
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        var blocks: [ParsedBlock] = []
        var text = ""
        var kinds = [BlockKind.paragraph]
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return blocks }
            let isEntering = event == CMARK_EVENT_ENTER
            switch cmark_node_get_type(node) {
            case CMARK_NODE_DOCUMENT, CMARK_NODE_LIST: break
            case CMARK_NODE_TEXT: text += literal(node)
            case CMARK_NODE_LINEBREAK: text += "\n"
            case CMARK_NODE_ITEM: if isEntering { kinds.append(.listItem) } else { kinds.removeLast() }
            case CMARK_NODE_BLOCK_QUOTE: if isEntering { kinds.append(.quotation) } else { kinds.removeLast() }
            case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING:
                guard !isEntering else { break }
                let isHeading = cmark_node_get_type(node) == CMARK_NODE_HEADING
                blocks.append(ParsedBlock(isHeading ? .heading : kinds[kinds.count - 1], text))
                text = ""
            case CMARK_NODE_CODE_BLOCK:
                blocks.append(ParsedBlock(.code, String(literal(node).dropLast())))
            default:
                text += "<\(isEntering ? "" : "/")\(String(cString: cmark_node_get_type_string(node)))>"
                if cmark_node_get_type(node) == CMARK_NODE_THEMATIC_BREAK || isHTML(node) {
                    blocks.append(ParsedBlock(.paragraph, text))
                    text = ""
                }
            }
        }
    }

    private static func isHTML(_ node: OpaquePointer) -> Bool { cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK }

    private static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }
}
