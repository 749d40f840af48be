public import JSON

extension Article {
    /// Writes the members of a JSON object that tell all of the article but its identity and its layers, in a fixed order;
    /// what isn't known is `null`. Blocks are places in the text, in UTF-8 bytes.
    public func writeMembers(to json: inout JSONWriter) {
        json.member("title", title.isEmpty ? nil : title)
        json.member("subtitle", metadata.subtitle)
        json.member("dateline", metadata.dateline)
        json.member("authors", metadata.authors)
        json.member("published", metadata.published?.description)
        json.member("modified", metadata.modified?.description)
        json.member("site", metadata.site)
        json.member("url", metadata.url)
        json.member("declaredLanguage", metadata.language)
        json.member("section", metadata.section)
        json.member("tags", metadata.tags)
        json.key("image")
        if let image = metadata.image {
            json.object { json in
                json.member("url", image.url)
                json.member("caption", image.caption)
            }
        } else {
            json.null()
        }
        json.key("paywalled")
        if let isPaywalled = metadata.isPaywalled { json.value(isPaywalled) } else { json.null() }
        json.member("charset", metadata.charset)
        json.member("captions", metadata.captions)
        json.member("asides", metadata.asides)
        json.member("text", text)
        json.key("blocks")
        json.array { json in
            for block in blocks {
                json.object { json in
                    json.member("kind", block.kind.rawValue)
                    json.member("start", Int(block.range.lower))
                    json.member("end", Int(block.range.upper))
                }
            }
        }
    }
}
