/// The news items of a NewsML-G2 message, and whether bytes are of the press.
public enum PressItems {
    /// What bytes are.
    public enum Kind: Sendable {
        /// One item: NITF or a news item of NewsML-G2.
        case item
        /// A message of NewsML-G2 with items in it.
        case message
    }

    /// What the beginning of a file looks like; nil for what isn't of the press.
    public static func kind(of start: ArraySlice<UInt8>) -> Kind? {
        let text = XMLEncoding.beginning(of: start)
        guard text.first == UInt8(ascii: "<") else { return nil }
        let tree = XMLParser.parse(text)
        switch tree.root.map({ tree.name(of: $0) }) {
        case "nitf", "newsitem": return .item
        case "newsmessage", "packageitem": return .message
        default: return nil
        }
    }

    /// The items of a message in order, each as it stands there; packages, concepts and pages of knowledge are no
    /// articles and are left out.
    /// - Throws: ``ReadingError`` where the encoding can't be read.
    public static func items(of bytes: [UInt8], charset: String? = nil) throws(ReadingError) -> [[UInt8]] {
        let decoded = try XMLEncoding.decode(bytes, label: charset).bytes
        let tree = XMLParser.parse(decoded)
        guard let root = tree.root else { throw .press("it holds no elements") }
        return tree.outermost("newsitem", of: root).map { node in
            let place = tree.nodes[node].source
            return Array(decoded[Int(place.lowerBound)..<Int(place.upperBound)])
        }
    }
}
