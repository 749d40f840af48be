public import Documents

/// Reads books (EPUB 2 and 3): a chapter for every item of the spine that has text.
public struct BookReader: Sendable {
    /// A chapter.
    public struct Chapter: Sendable {
        /// The name of its file in the book.
        public var name: String
        /// Its page.
        public var bytes: [UInt8]
        /// What the book and the page state about it: title, authors and language, the page as its body.
        public var fields: GivenFields
    }

    static let mostChapters = 10_000
    /// All chapters may expand to so many bytes, or to so many times what the book has.
    private static let mostExpansion = (bytes: 1 << 30, times: 250)

    private let parts: ZipParts
    private let limit: Int
    /// The names of the chapters' files, in the order of reading.
    private var spine: [String] = []
    private var titles: [String: String] = [:]
    private var authors: [String] = []
    private var language: String?
    private var published: String?
    private var next = 0
    /// Whether the spine names more than is read, and nobody was told yet.
    private var leavesChapters = false
    /// How many bytes may still be expanded.
    private var budget: Int

    /// Reads what the book says about itself.
    /// - Parameter limit: The most bytes that a part of it may expand to.
    /// - Throws: ``ReadingError`` `damaged` for what is no book.
    public init(_ bytes: [UInt8], limit: Int) throws(ReadingError) {
        parts = try ZipParts(bytes)
        self.limit = limit
        budget = max(Self.mostExpansion.bytes, bytes.count * Self.mostExpansion.times)
        guard let container = try parts.part("META-INF/container.xml", limit: limit) else {
            throw .office("it holds no META-INF/container.xml")
        }
        let tree = XMLParser.parse(container)
        guard
            let file = tree.root.flatMap({ tree.descendants("ocf:rootfile", of: $0).first })
                .flatMap({ tree.attribute("full-path", of: $0) }), let package = try parts.part(file, limit: limit)
        else { throw .office("it names no package") }
        try readPackage(XMLParser.parse(package), in: file)
    }

    /// The next chapter that has text; nil at the end.
    /// - Throws: ``ReadingError`` for one that can't be read; the next call goes on behind it.
    public mutating func nextChapter() throws(ReadingError) -> Chapter? {
        while next < spine.count {
            let name = spine[next]
            next += 1
            guard let bytes = try parts.part(name, limit: limit) else {
                throw ReadingError("damaged", "the book holds no '\(name)', which its spine names")
            }
            budget -= bytes.count
            guard budget >= 0 else {
                next = spine.count
                leavesChapters = false
                throw ReadingError(
                    "too-long", "the book expands to more than \(Self.mostExpansion.times) times its size")
            }
            let decoded = try CharsetDecoder.decode(bytes, label: nil, declaration: .markup).bytes
            let html = String(decoding: decoded, as: UTF8.self)
            guard !TextCleaner.clean(HTMLTree.text(of: html)).isEmpty else { continue }
            let fields = GivenFields(
                title: titles[name], body: html, bodyIsHTML: true, published: published, authors: authors,
                language: language)
            return Chapter(name: name, bytes: bytes, fields: fields)
        }
        if leavesChapters {
            leavesChapters = false
            throw ReadingError(
                "too-long", "the book has more than \(Self.mostChapters) chapters; those behind aren't read")
        }
        return nil
    }

    /// The name of the file of the chapter that was last asked for.
    public var place: String { spine.indices.contains(next - 1) ? spine[next - 1] : "" }

    // MARK: The package

    private mutating func readPackage(_ tree: XMLTree, in file: String) throws(ReadingError) {
        guard let root = tree.root, let manifest = tree.child("opf:manifest", of: root),
            let order = tree.child("opf:spine", of: root)
        else { throw .office("its package has no spine") }
        var files: [String: String] = [:]
        var contents: String?
        for item in tree.children("opf:item", of: manifest) {
            guard let id = tree.attribute("id", of: item), let place = tree.attribute("href", of: item) else {
                continue
            }
            let name = Self.name(place, from: file)
            files[id] = name
            let isContents = tree.attribute("properties", of: item)?.split(separator: " ").contains("nav") == true
            if isContents { contents = name }
        }
        // What is named twice is read once.
        var named: Set<String> = []
        for reference in tree.children("opf:itemref", of: order) {
            guard tree.attribute("linear", of: reference) != "no" else { continue }
            guard let id = tree.attribute("idref", of: reference), let name = files[id], name != contents,
                named.insert(name).inserted
            else { continue }
            guard spine.count < Self.mostChapters else {
                leavesChapters = true
                break
            }
            spine.append(name)
        }
        if let ncx = tree.attribute("toc", of: order).flatMap({ files[$0] }),
            let bytes = try parts.part(ncx, limit: limit)
        {
            readNCX(XMLParser.parse(bytes), in: ncx)
        }
        if let contents, let bytes = try parts.part(contents, limit: limit) {
            readContents(XMLParser.parse(bytes), in: contents)
        }
        if let metadata = tree.child("opf:metadata", of: root) { readMetadata(tree, metadata) }
    }

    private mutating func readMetadata(_ tree: XMLTree, _ node: Int) {
        let text = { (node: Int) in TextCleaner.clean(tree.text(of: node)) }
        authors = tree.descendants("dc:creator", of: node).map(text).filter { !$0.isEmpty }
        language = tree.descendants("dc:language", of: node).first.map(text)
        published = tree.descendants("dc:date", of: node).first.map(text).flatMap { FeedDate.normalized($0) }
    }

    private mutating func readNCX(_ tree: XMLTree, in file: String) {
        guard let root = tree.root else { return }
        for point in tree.descendants("ncx:navpoint", of: root) {
            guard let place = tree.child("ncx:content", of: point).flatMap({ tree.attribute("src", of: $0) }),
                let label = tree.child("ncx:navlabel", of: point)
            else { continue }
            setTitle(tree.text(of: label), of: place, in: file)
        }
    }

    private mutating func readContents(_ tree: XMLTree, in file: String) {
        guard let root = tree.root else { return }
        let lists = tree.descendants("xhtml:nav", of: root)
        guard let list = lists.first(where: { tree.attribute("epub:type", of: $0) == "toc" }) ?? lists.first else {
            return
        }
        for link in tree.descendants("xhtml:a", of: list) {
            if let place = tree.attribute("href", of: link) { setTitle(tree.text(of: link), of: place, in: file) }
        }
    }

    /// The first entry of a file is its title; further ones are sections in it.
    private mutating func setTitle(_ title: String, of place: String, in file: String) {
        let name = Self.name(place, from: file)
        let title = TextCleaner.clean(title)
        if titles[name] == nil, !title.isEmpty { titles[name] = title }
    }

    /// The name that a reference in a file of the book leads to.
    static func name(_ reference: String, from file: String) -> String {
        let bare = reference.prefix { $0 != "#" && $0 != "?" }
        var steps = file.split(separator: "/").dropLast().map(String.init)
        for step in bare.split(separator: "/") {
            if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(decoded(step)) }
        }
        return steps.joined(separator: "/")
    }

    /// A text with its `%20` and the like decoded.
    private static func decoded(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        let bytes = Array(text.utf8).map {
            $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 == UInt8(ascii: "=") ? 0 : $0
        }
        return String(
            decoding: QuotedPrintable.decode(bytes[...]).map { $0 == 0 ? UInt8(ascii: "=") : $0 }, as: UTF8.self)
    }
}
