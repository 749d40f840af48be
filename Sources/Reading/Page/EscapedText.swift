/// Text that pages give to machines, which often is markup all the same: `Spider&#039;s <b>web</b>`.
enum EscapedText {
    private static let longest = 10_000

    /// The text as people mean it.
    static func clean(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count <= longest, isMarkup(bytes), case let tree = HTMLTree(bytes), let body = tree.first(.body),
            let read = tree.innerText(of: body, limit: longest)
        else { return TextCleaner.clean(text) }
        return read
    }

    /// Whether there is an entity or a tag.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        if bytes.holds(UInt8(ascii: "&")), bytes.holds(UInt8(ascii: ";")) { return true }
        return bytes.holds(UInt8(ascii: "<")) && bytes.holds("</")
    }
}
