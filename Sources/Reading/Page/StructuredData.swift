internal import JSON

/// What a page says about its article in JSON-LD with the words of schema.org; broken JSON-LD is mended where it is plain
/// what was meant, and passed over elsewhere.
struct StructuredData {
    private var objects: [JSONValue] = []
    private var named: [String: JSONValue] = [:]
    /// The objects that may describe the page's article, the best first.
    private let subjects: [JSONValue]

    private static let maximumBytes = 1 << 20
    private static let maximumDepth = 32
    private static let mostObjects = 500
    private static let mostValues = 100

    init(_ tree: HTMLTree, _ marks: PageMarks) {
        var found = StructuredObjects()
        var budget = Self.maximumBytes
        for index in marks.scripts {
            for text in (index + 1)..<max(index + 1, Int(tree.nodes[index].end)) where tree.nodes[text].tag == .text {
                let source = tree.text(of: text)
                guard source.count <= budget else { continue }
                budget -= source.count
                for value in JSONMending.values(of: source, maximumDepth: Self.maximumDepth) {
                    found.collect(value, most: Self.mostObjects)
                }
            }
        }
        objects = found.objects
        named = found.named
        let ranked = objects.enumerated().compactMap { object in
            Self.rank(object.element).map { (rank: $0, place: object.offset, value: object.element) }
        }
        subjects = ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.value)
    }

    /// The name of the article's publisher.
    var publisher: String? { article?["publisher"].flatMap { Self.text(resolved($0)["name"]) } }

    /// The name of the site's own object.
    var website: String? {
        objects.lazy.filter { Self.types(of: $0).contains("WebSite") }.compactMap { Self.text($0["name"]) }.first
    }

    private var article: JSONValue? { subjects.first }

    /// A text of the article as it stands there.
    func raw(_ name: String) -> String? { article?[name]?.text }

    /// A text of the article by the name of its member.
    func text(_ name: String) -> String? { article.flatMap { Self.text($0[name]) } }

    /// A text by the name of its member, of the first object that has it.
    func anyText(_ name: String) -> String? {
        subjects.lazy.compactMap { subject in Self.text(subject[name]) }.first
    }

    /// Texts by the name of a member: a list, or a single one.
    func texts(_ name: String) -> [String] {
        guard let value = article?[name] else { return [] }
        return Self.list(value).compactMap { Self.text($0) ?? Self.text($0["name"]) }
    }

    /// A truth value by the name of its member, also one in words.
    func flag(_ name: String) -> Bool? {
        guard let value = article?[name] else { return nil }
        return value.flag ?? value.text.flatMap(Self.flag(of:))
    }

    /// A truth value as pages write it: `False`, `http://schema.org/True`.
    static func flag(of text: String) -> Bool? {
        let word = text.lowercased()
        if word == "true" || word.hasSuffix("/true") || word == "yes" { return true }
        return word == "false" || word.hasSuffix("/false") || word == "no" ? false : nil
    }

    /// The address and the caption of the article's picture.
    var image: (url: String, caption: String?)? {
        for value in subjects.compactMap({ $0["image"] }).flatMap(Self.list)
            + subjects.compactMap({ $0["thumbnailUrl"] })
        {
            if let url = Self.text(value) { return (url, nil) }
            let object = resolved(value)
            if let url = Self.text(object["url"]) ?? Self.text(object["contentUrl"]) {
                return (url, Self.text(object["caption"]))
            }
        }
        return nil
    }

    /// The address of the article: a text, or an object's identity.
    var address: String? {
        guard let article else { return nil }
        if let url = Self.text(article["url"]) { return url }
        guard let page = article["mainEntityOfPage"] else { return nil }
        return Self.text(page) ?? Self.text(page["@id"])
    }

    /// The names of the authors as they stand there.
    var authors: [String] {
        for subject in subjects {
            guard let author = subject["author"] ?? subject["creator"] else { continue }
            let names = Self.list(author).compactMap { Self.text($0) ?? name(of: resolved($0)) }
            if !names.isEmpty { return names }
        }
        return []
    }

    private func name(of person: JSONValue) -> String? {
        if let name = Self.text(person["name"]) { return name }
        let parts = [person["givenName"], person["familyName"]].compactMap(Self.text)
        return parts.count == 2 ? parts.joined(separator: " ") : nil
    }

    private static func list(_ value: JSONValue) -> [JSONValue] {
        if case .array(let elements) = value { return Array(elements.prefix(mostValues)) }
        return [value]
    }

    /// The object that a reference `{"@id": …}` means.
    private func resolved(_ value: JSONValue) -> JSONValue {
        if case .array(let elements) = value, let first = elements.first { return resolved(first) }
        guard value["name"] == nil, value["url"] == nil, let id = value["@id"]?.text, let object = named[id] else {
            return value
        }
        return object
    }

    private static func types(of value: JSONValue) -> [String] {
        guard let type = value["@type"] else { return [] }
        return type.text.map { [$0] } ?? type.elements.compactMap(\.text)
    }

    private static let works: Set<String> = [
        "DiscussionForumPosting", "VideoObject", "AudioObject", "PodcastEpisode", "RadioEpisode", "TVEpisode", "Recipe",
        "Review", "HowTo", "CreativeWork", "Clip",
    ]

    /// How well an object describes the page's article: articles first, then other works, then the page itself.
    private static func rank(_ value: JSONValue) -> Int? {
        types(of: value).compactMap { type in
            if type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type == "Report"
                || type == "SocialMediaPosting"
            {
                return 0
            }
            return works.contains(type) ? 1 : type.hasSuffix("Page") ? 2 : nil
        }.min()
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard case .text(let text)? = value else { return nil }
        let cleaned = EscapedText.clean(text)
        return cleaned.isEmpty ? nil : cleaned
    }
}

/// The objects of JSON-LD in order, and those that others refer to.
private struct StructuredObjects {
    var objects: [JSONValue] = []
    var named: [String: JSONValue] = [:]

    mutating func collect(_ root: JSONValue, most: Int) {
        var waiting = [root]
        while let value = waiting.popLast(), objects.count < most {
            if case .array(let elements) = value {
                waiting += elements.reversed()
                continue
            }
            guard !value.members.isEmpty else { continue }
            if let id = value["@id"]?.text, value.members.count > 1, named[id] == nil { named[id] = value }
            objects.append(value)
            if let main = value["mainEntity"] { waiting.append(main) }
            if let graph = value["@graph"] { waiting.append(graph) }
        }
    }
}
