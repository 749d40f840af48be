internal import Documents

/// Reads what a structured source states about an article.
enum FieldsReader {
    static func read(_ fields: GivenFields) throws(ReadingError) -> ArticleDraft {
        let title = fields.title.map { TextCleaner.clean($0) } ?? ""
        let body = Array(fields.body.utf8)
        var draft = ArticleDraft()
        if fields.bodyIsHTML {
            draft.metadata.title = title
            try PageReader.readFragment(body, into: &draft)
            draft.settle()
        } else {
            draft = PlainTextReader.read(body, title: fields.title == nil ? nil : title)
        }
        if let published = fields.published, let date = DateText.date(in: published) { draft.metadata.published = date }
        let authors = fields.authors.map { TextCleaner.clean($0) }.filter { !$0.isEmpty }.flatMap { text in
            let names = BylineRule.names(inField: text)
            return names.isEmpty ? [text] : names
        }
        if !authors.isEmpty { draft.metadata.authors = authors }
        draft.metadata.language = fields.language.flatMap(DeclaredLanguage.tag)
        draft.metadata.url = PageAddress.resolve(fields.url, against: nil)?.text
        return draft
    }
}
