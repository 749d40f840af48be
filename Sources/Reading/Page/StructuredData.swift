internal import JSON

/// What a page says about its article in JSON-LD with the words of schema.org; broken JSON-LD is passed over.
struct StructuredData {
    private var objects: [JSONValue] = []
    private var named: [String: JSONValue] = [:]

    private static let maximumBytes = 1 << 20
    private static let maximumDepth = 32
    private static let mostObjects = 500

    init(_ tree: HTMLTree) {
        var budget = Self.maximumBytes
        for index in tree.nodes.indices where tree.nodes[index].tag == .script {
            let children = (index + 1)..<max(index + 1, Int(tree.nodes[index].end))
            let source = children.lazy.filter { tree.nodes[$0].tag == .text }.flatMap { tree.text(of: $0) }
            let bytes = Array(source.prefix(budget + 1))
            guard !bytes.isEmpty, bytes.count <= budget else { continue }
            budget -= bytes.count
            guard let value = Self.parse(bytes) else { continue }
            collect(value)
        }
    }

    /// Some pages wrap the JSON into a comment or a CDATA section, or break lines inside strings.
    private static func parse(_ bytes: [UInt8]) -> JSONValue? {
        let starts = bytes.firstIndex { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? bytes.endIndex
        let ends = bytes.lastIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") } ?? bytes.startIndex
        guard starts <= ends else { return nil }
        let body = bytes[starts...ends].map { $0 < 0x20 ? 0x20 : $0 }
        return try? JSONValue(parsing: body, maximumDepth: maximumDepth, maximumBytes: maximumBytes)
    }

    private mutating func collect(_ root: JSONValue) {
        var waiting = [root]
        while let value = waiting.popLast(), objects.count < Self.mostObjects {
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

    /// The object that describes the page's article; the page's own description where there is none.
    var article: JSONValue? {
        objects.first { Self.types(of: $0).contains(where: Self.isArticle) }
            ?? objects.first { Self.types(of: $0).contains("WebPage") }
    }

    /// The name of the site: the article's publisher, or the site's own object.
    var site: String? {
        let publisher = article?["publisher"].map { resolved($0) }
        let website = objects.first { Self.types(of: $0).contains("WebSite") }
        return [publisher, website].lazy.compactMap { $0.flatMap { Self.text($0["name"]) } }.first
    }

    /// A text of the article by the name of its member.
    func text(_ name: String) -> String? { Self.text(article?[name]) }

    /// The address of the article: a text, or an object's identity.
    var address: String? {
        guard let article else { return nil }
        if let url = Self.text(article["url"]) { return url }
        guard let page = article["mainEntityOfPage"] else { return nil }
        return Self.text(page) ?? Self.text(page["@id"])
    }

    /// The names of the authors as they stand there.
    var authors: [String] {
        guard let author = article?["author"] ?? article?["creator"] else { return [] }
        let list = if case .array(let elements) = author { elements } else { [author] }
        return list.prefix(50).compactMap { Self.text($0) ?? Self.text(resolved($0)["name"]) }
    }

    /// The object that a reference `{"@id": …}` means.
    private func resolved(_ value: JSONValue) -> JSONValue {
        if case .array(let elements) = value, let first = elements.first { return resolved(first) }
        guard value["name"] == nil, let id = value["@id"]?.text, let object = named[id] else { return value }
        return object
    }

    private static func types(of value: JSONValue) -> [String] {
        guard let type = value["@type"] else { return [] }
        return type.text.map { [$0] } ?? type.elements.compactMap(\.text)
    }

    private static func isArticle(_ type: String) -> Bool {
        type.hasSuffix("Article") || type.hasSuffix("BlogPosting") || type == "Report" || type == "SocialMediaPosting"
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard case .text(let text)? = value else { return nil }
        let cleaned = TextCleaner.clean(text)
        return cleaned.isEmpty ? nil : cleaned
    }
}
