internal import Documents

/// Which documents are wanted: by where they were read, by the end of that, by the folder they are in, by an address, or by
/// the beginning of their identity.
public struct DocumentChoice: Sendable {
    /// An identity is told by at least so many of its digits.
    static let leastDigits = 4

    /// What somebody says, and the same as paths.
    private let names: [String]
    /// What a path ends with of which only the last names are said.
    private let endings: [String]
    private let folders: [String]
    private let addresses: [String]
    private let digits: String?

    /// Chooses by a path, the last names of one, a folder, an address that the source knows, or the first digits of an
    /// identity. A path stands for all records that the file holds; `path#3` is one of them.
    /// - Parameter places: Other ways to write it as a path.
    public init(_ text: String, places: [String] = []) {
        names = places.reduce(into: [text]) { if !$0.contains($1) { $0.append($1) } }
        endings = names.filter { !$0.hasPrefix("/") && !$0.hasPrefix(".") }.map { "/" + $0 }
        folders = names.filter { !$0.isEmpty }.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        addresses = text.contains("://") ? [text, text.hasSuffix("/") ? String(text.dropLast()) : text + "/"] : []
        let digits = text.lowercased()
        let isIdentity =
            (Self.leastDigits...32).contains(digits.utf8.count)
            && digits.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        self.digits = isIdentity ? digits : nil
    }

    /// Whether a document is meant.
    func matches(_ raw: RawDocument) -> Bool {
        matches(id: raw.id, locator: raw.locator) || raw.address.map(addresses.contains) == true
    }

    /// Whether a document is meant, as far as it can be told without its address.
    func matches(id: DocumentID, locator: String) -> Bool {
        matches(locator) || digits.map { id.description.hasPrefix($0) } == true
    }

    /// Whether no other document can be meant.
    func isExactly(_ raw: RawDocument) -> Bool { names.contains(raw.locator) || raw.id.description == digits }

    private func matches(_ locator: String) -> Bool {
        let file = locator.lastIndex(of: "#").map { String(locator[..<$0]) } ?? locator
        return names.contains(locator) || names.contains(file)
            || endings.contains { locator.hasSuffix($0) || file.hasSuffix($0) }
            || folders.contains { locator.hasPrefix($0) }
    }
}
