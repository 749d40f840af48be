internal import Documents
internal import JSON

/// What a source knew about an article already, as the quarantine keeps it beside the article's bytes.
extension GivenFields {
    /// A JSON object.
    var json: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("title", title)
            json.member("body", body)
            json.member("bodyIsHTML", bodyIsHTML)
            json.member("url", url)
            json.member("published", published)
            json.member("authors", authors)
            json.member("language", language)
        }
        json.endLine()
        return json.bytes
    }

    /// Reads what ``json`` gave; nil when it isn't that.
    init?(json bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes, maximumBytes: .max), let body = value["body"]?.text else {
            return nil
        }
        self.init(
            title: value["title"]?.text, body: body, bodyIsHTML: value["bodyIsHTML"]?.flag ?? false,
            url: value["url"]?.text, published: value["published"]?.text,
            authors: value["authors"]?.elements.compactMap(\.text) ?? [], language: value["language"]?.text)
    }
}
