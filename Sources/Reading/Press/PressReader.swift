/// Reads items of the press's own standards (IPTC): NITF, and news items of NewsML-G2 with their text inline.
enum PressReader {
    static func read(_ bytes: [UInt8]) throws(ReadingError) -> ArticleDraft {
        let tree = XMLParser.parse(bytes)
        guard let root = tree.root else { throw .press("it holds no elements") }
        switch tree.name(of: root) {
        case "nitf": return try NITFReader.read(tree, root)
        case "newsitem": return try NewsItemReader.read(tree, root)
        case let name: throw .press("its element '\(name)' is neither nitf nor newsItem")
        }
    }
}

extension ReadingError {
    static func press(_ what: String) -> ReadingError { ReadingError("press", "not an item of the press: \(what)") }
}
