internal import Documents

/// The article's text as some pages give it to search engines, in JSON-LD, while readers are shown a part of it or
/// nothing but a script that draws it.
enum DeclaredBody {
    /// Less is a teaser.
    private static let shortest = 400

    /// The paragraphs; empty where nothing is declared that is more than a teaser.
    static func blocks(_ tree: HTMLTree) -> [TextBlock] {
        guard let text = StructuredData(tree, PageMarks(tree)).raw("articleBody"), text.utf8.count >= shortest else {
            return []
        }
        if text.contains("</p>") || text.contains("<br") {
            var draft = ArticleDraft()
            try? PageReader.readFragment(Array(text.utf8), into: &draft)
            return draft.blocks
        }
        return text.split(whereSeparator: \.isNewline).map { TextBlock(.paragraph, TextCleaner.clean(String($0))) }
            .filter { !$0.text.isEmpty }
    }
}
