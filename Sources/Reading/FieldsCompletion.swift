internal import Documents

extension GivenFields {
    /// Whether the fields go with a document that has a body of its own: a page that an entry of a feed led to.
    func accompany(_ raw: RawDocument) -> Bool {
        guard body.isEmpty else { return false }
        let types: [MediaType] = [.html, MediaType("application/xhtml+xml"), .plainText, .markdown, .pdf, .unknown]
        return types.contains(raw.mediaType)
    }
}

extension ArticleMetadata {
    /// Takes from what the source stated what the document itself doesn't say.
    mutating func complete(with fields: GivenFields) {
        guard let draft = try? FieldsReader.read(fields) else { return }
        let stated = draft.metadata
        if title.isEmpty { title = stated.title }
        if published == nil { published = stated.published }
        if authors.isEmpty { authors = stated.authors }
        if url == nil { url = stated.url }
        if language == nil { language = stated.language }
    }
}
