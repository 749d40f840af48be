/// The `meta` elements of a page by their names (`name`, `property`, `itemprop` or `http-equiv`), in order.
struct MetaTags {
    private var values: [String: [String]] = [:]
    /// More than any page needs.
    private static let most = 2000
    private static let longest = 4096

    init(_ tree: HTMLTree) {
        for index in tree.nodes.indices.lazy.filter({ tree.nodes[$0].tag == .meta }).prefix(Self.most) {
            guard let content = tree.attributeBytes(.content, of: index), content.count <= Self.longest else {
                continue
            }
            let value = TextCleaner.clean(String(decoding: content, as: UTF8.self))
            guard !value.isEmpty else { continue }
            for attribute in [HTMLAttribute.property, .name, .itemprop, .httpEquiv] {
                guard let name = tree.attribute(attribute, of: index) else { continue }
                for name in name.lowercased().split(separator: " ") { values[String(name), default: []].append(value) }
            }
        }
    }

    /// All values of a name, in order.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The first value of the first name that has one.
    func first(_ names: String...) -> String? { first(of: names) }

    /// The first value of the first name that has one.
    func first(of names: [String]) -> String? { names.lazy.compactMap { values[$0]?.first }.first }
}
