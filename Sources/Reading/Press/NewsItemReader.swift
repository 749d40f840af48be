internal import Documents

/// A news item of NewsML-G2 whose text stands in it: XHTML, NITF, or plain text.
enum NewsItemReader {
    static func read(_ tree: XMLTree, _ root: Int) throws(ReadingError) -> ArticleDraft {
        var draft = ArticleDraft()
        for set in tree.children("contentset", of: root) {
            try readContent(of: set, tree, into: &draft)
            if !draft.blocks.isEmpty { break }
        }
        takeMetadata(root, tree, &draft.metadata)
        draft.settle()
        return draft
    }

    /// The first rendition that has text: they are the same in other forms.
    private static func readContent(
        of set: Int, _ tree: XMLTree, into draft: inout ArticleDraft
    ) throws(ReadingError) {
        for rendition in tree.children("inlinexml", of: set) {
            if let nitf = tree.children(of: rendition).first(where: { tree.name(of: $0) == "nitf" }) {
                draft = try NITFReader.read(tree, nitf)
            } else {
                let html = tree.markup(in: rendition)
                try PageReader.readFragment(Array(html.utf8), into: &draft)
            }
            if !draft.blocks.isEmpty { return }
        }
        for rendition in tree.children("inlinedata", of: set) {
            let type = tree.attribute("contenttype", of: rendition) ?? "text/plain"
            let isBase64 = tree.attribute("encoding", of: rendition)?.lowercased().contains("base64") == true
            guard type.lowercased().hasPrefix("text/") else { continue }
            let text = tree.text(of: rendition)
            let bytes = isBase64 ? Base64.decode(text.utf8) : Array(text.utf8)
            if type.lowercased().hasPrefix("text/html") {
                try PageReader.readFragment(bytes, into: &draft)
            } else {
                draft.blocks += PlainTextReader.read(bytes, title: "").blocks
            }
            if !draft.blocks.isEmpty { return }
        }
    }

    private static func takeMetadata(_ root: Int, _ tree: XMLTree, _ metadata: inout ArticleMetadata) {
        let about = tree.child("contentmeta", of: root)
        let item = tree.child("itemmeta", of: root)
        func texts(_ name: String, _ node: Int?) -> [String] {
            node.map { tree.children(name, of: $0).map { TextCleaner.clean(tree.text(of: $0)) } }?.filter {
                !$0.isEmpty
            }
                ?? []
        }
        if let headline = texts("headline", about).first ?? texts("title", item).first { metadata.title = headline }
        if let dateline = texts("dateline", about).first { metadata.dateline = dateline }
        let bylines = texts("by", about).flatMap(PressNames.names)
        let creators = about.map { tree.children("creator", of: $0) + tree.children("contributor", of: $0) } ?? []
        let named = creators.compactMap { tree.child("name", of: $0) }.map { TextCleaner.clean(tree.text(of: $0)) }
        if metadata.authors.isEmpty { metadata.authors = bylines.isEmpty ? named.filter { !$0.isEmpty } : bylines }
        let dates = texts("firstcreated", item) + texts("contentcreated", about) + texts("versioncreated", item)
        if metadata.published == nil {
            metadata.published = dates.lazy.compactMap { FeedDate.normalized($0).flatMap { PublicationDate($0) } }.first
        }
        if let language = about.flatMap({ tree.child("language", of: $0) }).flatMap({ tree.attribute("tag", of: $0) })
            ?? tree.inherited("xml:lang", of: root)
        {
            metadata.language = DeclaredLanguage.tag(language)
        }
        if let provider = item.flatMap({ tree.child(["provider", "name"], of: $0) }), metadata.site == nil {
            metadata.site = TextCleaner.clean(tree.text(of: provider))
        }
    }
}
