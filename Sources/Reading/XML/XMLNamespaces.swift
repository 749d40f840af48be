/// Prefixes under which the readers know the elements of namespaces.
enum XMLNamespaces {
    /// By address in lower case; some feeds write addresses in their own way.
    private static let prefixes: [String: String] = [
        // RSS has had many, or none.
        "": "",
        "http://backend.userland.com/rss": "", "http://blogs.law.harvard.edu/tech/rss": "",
        "http://purl.org/rss/1.0/": "", "http://my.netscape.com/rdf/simple/0.9/": "",
        "http://example.com/newformat#": "", "http://example.com/necho": "", "http://purl.org/echo/": "",
        "uri/of/echo/namespace#": "", "http://backend.userland.com/rss2": "", "http://cyber.law.harvard.edu/rss": "",
        "http://channel.netscape.com/rdf/simple/0.9/": "", "http://purl.org/net/rss1.1#": "",
        "http://www.w3.org/2005/atom": "atom", "http://purl.org/atom/ns#": "atom", "http://purl.org/atom": "atom",
        "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/elements/1.0/": "dc",
        "http://purl.org/dc/terms/": "dcterms", "http://purl.org/rss/1.0/modules/content/": "content",
        "http://search.yahoo.com/mrss/": "media", "http://search.yahoo.com/mrss": "media",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
        "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://www.w3.org/1999/xhtml": "xhtml",
        "http://www.w3.org/xml/1998/namespace": "xml", "http://webns.net/mvcb/": "admin",
        // Books and office documents.
        "http://www.idpf.org/2007/opf": "opf", "http://www.idpf.org/2007/ops": "epub",
        "http://www.daisy.org/z3986/2005/ncx/": "ncx", "urn:oasis:names:tc:opendocument:xmlns:container": "ocf",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
        "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    ]

    /// The prefix for a namespace; nil for one that no reader knows.
    static func prefix(of address: String) -> String? {
        let address = address.lowercased()
        if let known = prefixes[address] { return known }
        // These have one for every version. An item of the press is read without what stands around it, where its
        // namespace may be declared: so it has no prefix either.
        let versioned = ["http://backend.userland.com/rss", "http://iptc.org/std/nitf/", "http://iptc.org/std/nar/"]
        return versioned.contains(where: address.hasPrefix) ? "" : nil
    }
}

/// What prefixes mean where a parser is.
struct XMLScope {
    /// Names are looked for among all that are declared, so there may not be any number.
    private static let most = 64

    private var declared: [(prefix: String, meaning: String, depth: Int)] = []

    mutating func declare(_ prefix: String, _ address: String, at depth: Int) {
        guard declared.count < Self.most else { return }
        // A prefix nobody knows may not come to mean one that readers do.
        let meaning = XMLNamespaces.prefix(of: address) ?? "{\(address.lowercased().prefix(200))}"
        declared.append((prefix, meaning, depth))
    }

    mutating func leave(to depth: Int) {
        while let last = declared.last, last.depth > depth { declared.removeLast() }
    }

    /// The name that readers know. A prefix that nothing declares is taken for the one it looks like.
    func name(_ written: String, isAttribute: Bool) -> String {
        let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count == 2 ? String(parts[0]) : ""
        let local = parts.count == 2 ? String(parts[1]) : written
        if isAttribute, prefix.isEmpty { return local }
        let meaning = declared.last { $0.prefix == prefix }?.meaning ?? prefix
        return meaning.isEmpty ? local : "\(meaning):\(local)"
    }
}
