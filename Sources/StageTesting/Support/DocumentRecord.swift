internal import Documents
internal import JSON

/// A document in one line, for comparing: what can be read of it, and digests of the rest.
enum DocumentRecord {
    /// - Parameter keys: Which layers are told; all where it is nil.
    static func text(of document: some Form, layers keys: [LayerKey]? = nil) -> String {
        let layers = keys.map { document.layers.only($0) } ?? document.layers
        var json = JSONWriter()
        json.object { json in
            json.member("id", document.id.description)
            json.member("source", document.raw.locator)
            if let article = document as? Article {
                json.member("title", article.title)
                json.member("text", article.text)
                layers.write(to: &json, article: article)
            }
            json.member("content", content(document))
            for layer in layers.stored { json.member("stored \(layer.name)", Digest(of: layer.bytes).description) }
        }
        return json.text
    }

    /// The digest of what was read and of what was made of it, where that can be stored.
    private static func content(_ document: some Form) -> String {
        var archive = ArchiveWriter()
        document.raw.contentDigest.store(in: &archive)
        (document as? any StorableForm)?.store(in: &archive)
        return archive.digest(from: 0).description
    }
}
