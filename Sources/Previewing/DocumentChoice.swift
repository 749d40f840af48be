internal import Documents

/// Which documents are wanted: by where they were read, by the end of that, or by the beginning of their identity.
public struct DocumentChoice: Sendable {
    /// An identity is told by at least so many of its digits.
    static let leastDigits = 6

    private let text: String
    private let suffix: String
    private let digits: String?

    /// Chooses by a path, the last names of one, or the first digits of an identity. A path stands for all records that
    /// the file holds; `path#3` is one of them.
    public init(_ text: String) {
        self.text = text
        suffix = "/" + text
        let isIdentity =
            (Self.leastDigits...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        digits = isIdentity ? text : nil
    }

    /// Whether a document is meant.
    func matches(_ raw: RawDocument) -> Bool { matches(id: raw.id, locator: raw.locator) }

    /// Whether a document is meant.
    func matches(id: DocumentID, locator: String) -> Bool {
        matches(locator) || digits.map { id.description.hasPrefix($0) } == true
    }

    /// Whether no other document can be meant.
    func isExactly(_ raw: RawDocument) -> Bool { raw.locator == text || raw.id.description == text }

    private func matches(_ locator: String) -> Bool {
        let file = locator.lastIndex(of: "#").map { locator[..<$0] } ?? locator[...]
        return locator == text || file == text || locator.hasSuffix(suffix) || file.hasSuffix(suffix)
    }
}
