package import Documents

extension Article {
    /// The article as a page of clean HTML: headline, line under it, authors, date and body, nothing else; UTF-8.
    package var html: [UInt8] {
        let language = LanguageTag(self, nil)
        var html = HTMLText()
        html.markup("<!doctype html>\n<html")
        if let language { html.attribute("lang", language.text) }
        html.markup(">\n<meta charset=\"utf-8\">\n<title>")
        html.text(Headline(self).text)
        html.markup("</title>\n")
        if let address = metadata.url.flatMap({ LinkAddress($0) }) {
            html.markup("<link rel=\"canonical\"")
            html.attribute("href", address.text)
            html.markup(">\n")
        }
        html.markup("<article>\n")
        if !title.isEmpty { html.element("h1", title) }
        if let subtitle = metadata.subtitle { html.element("p", class: "subtitle", subtitle) }
        if !metadata.authors.isEmpty { html.element("p", class: "authors", metadata.authors.joined(separator: ", ")) }
        if let published = metadata.published?.description {
            html.markup("<p><time")
            html.attribute("datetime", published)
            html.markup(">")
            html.text(published)
            html.markup("</time></p>\n")
        }
        var body = BodyHTML()
        for block in blocks { body.write(block.kind, text[bytes: block.range], to: &html) }
        body.end(&html)
        html.markup("</article>\n</html>\n")
        return html.bytes
    }
}

/// The blocks of a body as elements: items and rows that follow each other stand in one list, one table.
private struct BodyHTML {
    private var last: BlockKind?

    mutating func write(_ kind: BlockKind, _ text: Substring, to html: inout HTMLText) {
        if kind != last {
            end(&html)
            if kind == .listItem { html.markup("<ul>\n") }
            if kind == .tableRow { html.markup("<table>\n") }
        }
        last = kind
        switch kind {
        case .paragraph: html.element("p", text)
        case .heading: html.element("h2", text)
        case .listItem: html.element("li", text)
        case .quotation: html.element("blockquote", text)
        case .code: html.element("pre", text)
        case .tableRow:
            html.markup("<tr>")
            for cell in text.split(separator: " | ", omittingEmptySubsequences: false) {
                html.markup("<td>")
                html.text(cell)
                html.markup("</td>")
            }
            html.markup("</tr>\n")
        }
    }

    mutating func end(_ html: inout HTMLText) {
        if last == .listItem { html.markup("</ul>\n") }
        if last == .tableRow { html.markup("</table>\n") }
        last = nil
    }
}
