internal import Documents

/// What a page's article is about and who may read it: section, tags, picture, paywall.
struct PageSubject {
    private(set) var section: Found<String>?
    private(set) var tags: Found<[String]>?
    private(set) var image: Found<ArticleImage>?
    private(set) var isPaywalled: Found<Bool>?

    private static let mostTags = 50
    private static let longestTag = 100

    init(
        _ tree: HTMLTree, _ marks: PageMarks, _ structured: StructuredData, _ meta: MetaTags, base: PageAddress?
    ) {
        section = Self.section(tree, marks, structured, meta)
        tags = Self.tags(structured, meta)
        image = Self.image(tree, marks, structured, meta, base: base)
        isPaywalled = Self.paywall(tree, marks, structured, meta)
    }

    private static func section(
        _ tree: HTMLTree, _ marks: PageMarks, _ structured: StructuredData, _ meta: MetaTags
    ) -> Found<String>? {
        if let name = structured.texts("articleSection").lazy.map(first(of:)).first(where: isTag) {
            return Found(name, "json-ld articleSection", .high)
        }
        let names: [StaticString] = [
            "article:section", "parsely-section", "og:article:section", "section", "articlesection",
        ]
        if let entry = meta.found(names), isTag(first(of: entry.value)) {
            return Found(first(of: entry.value), "meta \(entry.name)", .high)
        }
        for index in marks.elements("articlesection") {
            if let text = tree.attribute(.content, of: index) ?? tree.innerText(of: index, limit: longestTag),
                isTag(text)
            {
                return Found(TextCleaner.clean(text), "microdata", .high)
            }
        }
        return nil
    }

    /// The first of several with commas and no spaces between them; a comma with a space is part of a name.
    private static func first(of text: String) -> String {
        let bytes = Array(text.utf8)
        let comma = bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: ",") && bytes[$0 + 1] != 0x20 }
        return comma.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? text
    }

    private static func tags(_ structured: StructuredData, _ meta: MetaTags) -> Found<[String]>? {
        let stated = list(structured.texts("keywords"))
        if !stated.isEmpty { return Found(stated, "json-ld keywords", .high) }
        let tags = list(meta.all("article:tag"))
        if !tags.isEmpty { return Found(tags, "meta article:tag", .high) }
        for name in ["news_keywords", "parsely-tags", "sailthru.tags", "keywords"] as [StaticString] {
            let words = list(meta.all(name))
            if !words.isEmpty { return Found(words, "meta \(name)", .medium) }
        }
        return nil
    }

    /// Tags in order, each once; a text holds several with commas between them.
    private static func list(_ texts: [String]) -> [String] {
        var known: Set<[UInt8]> = []
        let words = texts.flatMap { $0.utf8.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") } }
            .prefix(mostTags * 2).map { TextCleaner.clean(String(decoding: $0, as: UTF8.self)) }
        return Array(words.filter { isTag($0) && known.insert($0.bare).inserted }.prefix(mostTags))
    }

    private static func isTag(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= longestTag && !Array(text.utf8).holds("://")
    }

    private static func image(
        _ tree: HTMLTree, _ marks: PageMarks, _ structured: StructuredData, _ meta: MetaTags, base: PageAddress?
    ) -> Found<ArticleImage>? {
        let caption = meta.first("og:image:alt", "twitter:image:alt")
        let names: [StaticString] = [
            "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src",
        ]
        for name in names {
            if let url = meta.all(name).lazy.compactMap({ PageAddress.resolve($0, against: base)?.text }).first {
                return Found(
                    ArticleImage(url: url, caption: caption ?? structured.image?.caption), "meta \(name)", .high)
            }
        }
        if let image = structured.image, let url = PageAddress.resolve(image.url, against: base)?.text {
            return Found(ArticleImage(url: url, caption: image.caption), "json-ld image", .high)
        }
        let link = marks.pictures.lazy.compactMap { tree.attribute(.href, of: $0) }.first
        return PageAddress.resolve(link, against: base).map {
            Found(ArticleImage(url: $0.text), "link image_src", .medium)
        }
    }

    private static func paywall(
        _ tree: HTMLTree, _ marks: PageMarks, _ structured: StructuredData, _ meta: MetaTags
    ) -> Found<Bool>? {
        if let isFree = structured.flag("isAccessibleForFree") {
            return Found(!isFree, "json-ld isAccessibleForFree", .high)
        }
        for index in marks.elements("isaccessibleforfree") {
            let text = tree.attribute(.content, of: index) ?? tree.innerText(of: index, limit: 40)
            if let isFree = text.flatMap(StructuredData.flag(of:)) { return Found(!isFree, "microdata", .high) }
        }
        if let entry = meta.found(["isaccessibleforfree"]), let isFree = StructuredData.flag(of: entry.value) {
            return Found(!isFree, "meta isaccessibleforfree", .high)
        }
        guard let entry = meta.found(["article:content_tier", "og:article:content_tier"]) else { return nil }
        switch entry.value.lowercased() {
        case "locked": return Found(true, "meta \(entry.name)", .high)
        case "free": return Found(false, "meta \(entry.name)", .high)
        default: return nil
        }
    }
}
