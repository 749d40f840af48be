internal import Documents

/// The text of an office document while it is gathered, and what the document says about itself.
struct OfficeDraft {
    /// What a paragraph is by its style.
    enum Style: Equatable {
        case plain, title, subtitle, heading, quotation, caption, code

        /// By a style's name in English, which files have whatever the language of the program.
        init?(named name: String) {
            switch name.lowercased().replacing("_20_", with: " ") {
            case "title": self = .title
            case "subtitle": self = .subtitle
            case let name where name.hasPrefix("heading"): self = .heading
            case "quote", "intense quote", "quotations", "block text": self = .quotation
            case "caption", "illustration", "figure": self = .caption
            case "html preformatted", "preformatted text", "plain text": self = .code
            default: return nil
            }
        }
    }

    /// The level that a heading's style tells at its end, `heading 2`; nil for other styles.
    static func level(ofStyle name: String) -> Int? {
        guard Style(named: name) == .heading, let last = name.last, let level = last.wholeNumberValue else {
            return nil
        }
        return (1...6).contains(level) ? level : nil
    }

    private var draft = ArticleDraft()

    /// - Parameter level: Of a heading from 1, or of an item of a list, how many lists it is in; 0 for others and where
    ///   it isn't known.
    mutating func append(_ text: String, _ style: Style, isListItem: Bool = false, level: Int = 0) {
        let text = TextCleaner.clean(text)
        guard !text.isEmpty else { return }
        switch style {
        case .title where draft.metadata.title.isEmpty && draft.blocks.isEmpty: draft.metadata.title = text
        case .subtitle where draft.metadata.subtitle == nil && draft.blocks.isEmpty: draft.metadata.subtitle = text
        case .caption: draft.metadata.captions.append(text)
        case .title, .heading: draft.append(.heading, text, BlockOutline(level: isListItem ? 0 : level))
        case .quotation: draft.append(.quotation, text)
        case .code: draft.append(.code, text)
        case .plain, .subtitle:
            draft.append(
                isListItem ? .listItem : .paragraph, text, isListItem ? BlockOutline(level: level) : .unknown)
        }
    }

    mutating func append(row cells: [String]) {
        let cells = cells.map { TextCleaner.clean($0) }
        guard !cells.allSatisfy(\.isEmpty) else { return }
        draft.append(cells.count == 1 ? .paragraph : .tableRow, TextCleaner.clean(cells.joined(separator: " | ")))
    }

    /// Takes what the document's properties say, by Dublin Core.
    mutating func takeProperties(_ tree: XMLTree, title: [String], authors: [String]) {
        guard let root = tree.root else { return }
        func text(_ names: [String]) -> String? {
            let all = names.lazy.flatMap { tree.descendants($0, of: root) }.map { TextCleaner.clean(tree.text(of: $0)) }
            return all.first { !$0.isEmpty }
        }
        if draft.metadata.title.isEmpty, let title = text(title) { draft.metadata.title = title }
        if let authors = text(authors) {
            draft.metadata.authors = authors.split(separator: ";").map { TextCleaner.clean(String($0)) }
        }
        draft.metadata.language = text(["dc:language"]).flatMap(DeclaredLanguage.tag)
    }

    /// All of it. Where nothing else says what the title is, a heading at the beginning does.
    var finished: ArticleDraft {
        var draft = draft
        if draft.metadata.title.isEmpty, draft.blocks.count > 1, draft.blocks[0].kind == .heading {
            draft.metadata.title = draft.blocks.removeFirst().text
        }
        draft.settle()
        return draft
    }
}
