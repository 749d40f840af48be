public import Documents
public import JSON

/// ninjs, the press's JSON, versions 1 and 2.
public enum NinjsReader {
    /// What an item states about its article; nil when the value isn't ninjs, or has no text.
    public static func fields(of item: JSONValue) -> GivenFields? {
        guard item["uri"]?.text != nil, let (body, isHTML) = body(of: item) else { return nil }
        let title = headline(of: item)
        let names = TextCleaner.clean(item["byline"]?.text ?? item["by"]?.text ?? "")
        let dates = ["firstcreated", "contentcreated", "versioncreated"].compactMap { item[$0]?.text }
        let address = item["canonicalurl"]?.text ?? item["url"]?.text ?? item["uri"]?.text
        return GivenFields(
            title: title, body: body, bodyIsHTML: isHTML, url: address.flatMap { PageAddress($0)?.text },
            published: dates.lazy.compactMap { FeedDate.normalized($0) }.first ?? dates.first,
            authors: names.isEmpty ? [] : PressNames.names(in: names), language: item["language"]?.text)
    }

    private static func headline(of item: JSONValue) -> String? {
        if let headline = item["headline"]?.text { return headline }
        let all = item["headlines"]?.elements ?? []
        return (all.first { ["main", "headline", nil].contains($0["role"]?.text) } ?? all.first)?["value"]?.text
    }

    /// The body in the richest form that is there.
    private static func body(of item: JSONValue) -> (String, isHTML: Bool)? {
        for name in ["body_xhtml", "body_html", "body_html5"] {
            if let text = item[name]?.text, !text.isEmpty { return (text, true) }
        }
        if let text = item["body_text"]?.text ?? item["body_plain"]?.text, !text.isEmpty { return (text, false) }
        let all = (item["bodies"]?.elements ?? []).filter { $0["value"]?.text?.isEmpty == false }
        let isMarkup = { (body: JSONValue) in body["contenttype"]?.text?.contains("html") == true }
        guard let chosen = all.first(where: isMarkup) ?? all.first, let text = chosen["value"]?.text else { return nil }
        return (text, isMarkup(chosen))
    }
}
