/// The elements of a page that say something about its article, found in one walk.
struct PageMarks {
    private(set) var title: Int?
    private(set) var base: Int?
    private(set) var root: Int?
    private(set) var metas: [Int] = []
    private(set) var scripts: [Int] = []
    /// Headings of the levels 1 to 3.
    private(set) var headings: [Int] = []
    /// `link` elements that name the page's own address, and its picture.
    private(set) var canonicals: [Int] = []
    private(set) var pictures: [Int] = []
    /// Elements of the body that a `rel` calls the author.
    private(set) var authorLinks: [Int] = []
    /// Elements of the body by the names that microdata and RDFa give them, in lower case without their vocabulary.
    private var properties: [String: [Int]] = [:]

    private static let wanted: Set<String> = [
        "headline", "author", "creator", "datepublished", "datecreated", "datemodified", "uploaddate", "date",
        "created",
        "articlesection", "isaccessibleforfree",
    ]
    /// Of each kind; more than any page needs.
    private static let most = 1000

    /// The tags that are looked for, by their numbers: most nodes have another.
    private static let isWanted = {
        let tags: [HTMLTag] = [.meta, .script, .h1, .h2, .h3, .title, .base, .html]
        return tags.reduce(into: [Bool](repeating: false, count: 512)) { $0[Int($1.number)] = true }
    }()

    init(_ tree: HTMLTree) {
        let body = tree.first(.body) ?? 0
        let isWanted = Self.isWanted
        for index in tree.nodes.indices {
            let number = Int(tree.nodes[index].tag.number)
            guard number < isWanted.count, isWanted[number] else { continue }
            switch tree.nodes[index].tag {
            case .meta: metas.append(index)
            case .script: scripts.append(index)
            case .title: title = title ?? index
            case .base: base = base ?? index
            case .html: root = root ?? index
            default: if headings.count < Self.most { headings.append(index) }
            }
        }
        for index in tree.elements(with: [.itemprop, .property, .rel, .pubdate]) { note(index, tree, body: body) }
    }

    private mutating func note(_ index: Int, _ tree: HTMLTree, body: Int) {
        let tag = tree.nodes[index].tag
        guard tag != .meta || index > body else { return }
        if let relation = tree.attributeBytes(.rel, of: index) {
            let first = relation.first.map { $0 | 0x20 }
            if tag == .link {
                let name = String(decoding: relation, as: UTF8.self).lowercased()
                if name == "canonical", canonicals.count < Self.most { canonicals.append(index) }
                if name == "image_src", pictures.count < Self.most { pictures.append(index) }
            } else if first == UInt8(ascii: "a") || relation.count > 8, index > body, authorLinks.count < Self.most,
                relation.split(separator: 0x20).contains(where: { $0.elementsEqual("author".utf8) })
            {
                authorLinks.append(index)
            }
        }
        if tree.attributeBytes(.pubdate, of: index) != nil { properties["datepublished", default: []].append(index) }
        for attribute in [HTMLAttribute.itemprop, .property] {
            guard let value = tree.attributeBytes(attribute, of: index), value.count < 200 else { continue }
            for word in value.split(whereSeparator: { $0 <= 0x20 }) {
                let local = word.lastIndex(of: UInt8(ascii: ":")).map { word[($0 + 1)...] } ?? word
                let name = String(decoding: local, as: UTF8.self).lowercased()
                guard Self.wanted.contains(name), properties[name, default: []].count < Self.most else { continue }
                properties[name, default: []].append(index)
            }
        }
    }

    /// Elements that microdata or RDFa calls so, in order.
    func elements(_ property: String) -> [Int] { properties[property] ?? [] }
}
