internal import JSON

/// JSON Feed, versions 1 and 1.1.
enum JSONFeed {
    static func read(_ bytes: [UInt8]) throws(ReadingError) -> Feed {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw .feed("line \(error.line), column \(error.column): \(error.message)")
        }
        guard value["version"]?.text?.hasPrefix("https://jsonfeed.org/version/") == true else {
            throw .feed("it is neither RSS, Atom nor a JSON Feed")
        }
        var feed = Feed()
        feed.title = text(value, "title")
        let home = value["home_page_url"]?.text.flatMap { PageAddress($0) }
        feed.link = home?.text
        feed.language = text(value, "language")
        let authors = authors(value)
        feed.entries = (value["items"]?.elements ?? []).map { entry($0, feed, home, authors) }
        return feed
    }

    private static func entry(
        _ item: JSONValue, _ feed: Feed, _ home: PageAddress?, _ authors: [String]
    ) -> FeedEntry {
        var entry = FeedEntry()
        entry.id = text(item, "id")
        entry.title = text(item, "title")
        if let html = item["content_html"]?.text, !html.isEmpty {
            entry.content = FeedEntry.Text(html, isHTML: true)
        } else if let text = item["content_text"]?.text, !text.isEmpty {
            entry.content = FeedEntry.Text(text, isHTML: false)
        }
        entry.summary = item["summary"]?.text.map { FeedEntry.Text($0, isHTML: false) }
        let addresses = ["url", "external_url", "id"].lazy.compactMap { item[$0]?.text }
        entry.link = addresses.compactMap { PageAddress.resolve($0, against: home)?.text }.first
        entry.published = text(item, "date_published").map { FeedDate.normalized($0) ?? $0 }
        entry.updated = text(item, "date_modified").map { FeedDate.normalized($0) ?? $0 }
        let own = Self.authors(item)
        entry.authors = own.isEmpty ? authors : own
        entry.language = text(item, "language") ?? feed.language
        var json = JSONWriter()
        json.value(item)
        entry.source = json.bytes
        return entry
    }

    private static func authors(_ value: JSONValue) -> [String] {
        let people = value["authors"]?.elements ?? [value["author"]].compactMap { $0 }
        return people.compactMap { $0["name"]?.text.flatMap { FeedAuthor.name(in: $0) } }
    }

    private static func text(_ value: JSONValue, _ name: String) -> String? {
        guard let text = value[name]?.text.map({ TextCleaner.clean($0) }), !text.isEmpty else { return nil }
        return text
    }
}
