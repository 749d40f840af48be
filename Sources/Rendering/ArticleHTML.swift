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
        for block in blocks { body.write(block, text[bytes: block.range], to: &html) }
        body.end(&html)
        html.markup("</article>\n</html>\n")
        return html.bytes
    }
}

/// The blocks of a body as elements: items and rows that follow each other stand in one list, one table.
private struct BodyHTML {
    private var last: BlockKind?
    private var lists = ListStack()

    mutating func write(_ block: Block, _ text: Substring, to html: inout HTMLText) {
        if block.kind != last {
            end(&html)
            if block.kind == .tableRow { html.markup("<table>\n") }
        }
        last = block.kind
        switch block.kind {
        case .paragraph: html.element("p", text)
        case .heading: heading(block.outline.level, text, to: &html)
        case .listItem: item(block.outline, text, to: &html)
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

    /// The article's headline is the one of level 1.
    private func heading(_ level: UInt8, _ text: Substring, to html: inout HTMLText) {
        switch level {
        case 0...2: html.element("h2", text)
        case 3: html.element("h3", text)
        case 4: html.element("h4", text)
        case 5: html.element("h5", text)
        default: html.element("h6", text)
        }
    }

    /// Items stay open until it is known whether a list stands in them.
    private mutating func item(_ outline: BlockOutline, _ text: Substring, to html: inout HTMLText) {
        let step = lists.next(outline)
        if step.isContinued {
            html.markup("\n<p dir=\"auto\">")
            html.text(text)
            html.markup("</p>")
            return
        }
        for isOrdered in step.closed { close(isOrdered, &html) }
        if step.opens {
            if lists.depth > 1 { html.markup("\n") }
            html.markup(outline.number == nil ? "<ul" : "<ol")
            if let number = outline.number, number != 1 { html.attribute("start", "\(number)") }
            html.markup(">\n")
        } else {
            html.markup("</li>\n")
        }
        html.markup("<li")
        if !step.opens, let number = outline.number, !step.isCounted { html.attribute("value", "\(number)") }
        html.markup(" dir=\"auto\">")
        html.text(text)
    }

    private func close(_ isOrdered: Bool, _ html: inout HTMLText) {
        html.markup("</li>\n")
        html.markup(isOrdered ? "</ol>\n" : "</ul>\n")
    }

    mutating func end(_ html: inout HTMLText) {
        if last == .listItem { for isOrdered in lists.end() { close(isOrdered, &html) } }
        if last == .tableRow { html.markup("</table>\n") }
        last = nil
    }
}
