/// The language that a document declares, as a BCP 47 tag in its usual writing: `en`, `pt-BR`, `zh-Hant-TW`.
enum DeclaredLanguage {
    /// The tag of a declaration such as `en_gb`; nil when it can't be one, or says that nothing is known.
    static func tag(_ text: String) -> String? {
        // `en-US, en` and `en;q=0.8` name several, the first one first.
        let first = text.split { $0 == "," || $0 == ";" || $0 == " " }.first ?? ""
        let parts = first.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map { $0.lowercased() }
        guard let language = parts.first, (2...3).contains(language.utf8.count), parts.count <= 5,
            parts.allSatisfy(isSubtag), language.utf8.allSatisfy(isLetter), language != "und", language != "mul",
            language != "zxx"
        else { return nil }
        return parts.enumerated().map { $0 == 0 ? $1 : usual($1) }.joined(separator: "-")
    }

    /// Scripts are capitalised, regions in capitals.
    private static func usual(_ subtag: String) -> String {
        guard subtag.utf8.allSatisfy(isLetter) else { return subtag }
        return switch subtag.utf8.count {
        case 2: subtag.uppercased()
        case 4: subtag.prefix(1).uppercased() + subtag.dropFirst()
        default: subtag
        }
    }

    private static func isSubtag(_ part: String) -> Bool {
        (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
}
