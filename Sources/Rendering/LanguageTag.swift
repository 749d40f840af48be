package import Documents

/// The language of an article as a BCP 47 tag that is safe to write anywhere.
package struct LanguageTag: Sendable, Equatable {
    /// The tag, for example `en` or `pt-BR`.
    package let text: String

    /// The language found in the text, or else the declared one; nil when neither can be told.
    package init?(_ article: Article, _ language: Language?) {
        if let code = language?.code, code != "und" {
            self.init(code)
        } else if let declared = article.metadata.language {
            self.init(declared)
        } else {
            return nil
        }
    }

    /// Takes a tag, `_` for `-` being allowed; nil when it can't be one.
    package init?(_ tag: String) {
        let parts = tag.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        let isWellFormed = parts.allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) }
        }
        guard isWellFormed, parts.count <= 8, let primary = parts.first, (2...8).contains(primary.utf8.count),
            primary.utf8.allSatisfy(Self.isLetter)
        else { return nil }
        text = parts.joined(separator: "-")
    }

    /// The language alone, in lower case.
    package var primary: String { text.prefix { $0 != "-" }.lowercased() }

    /// Whether it is written from right to left.
    package var isRightToLeft: Bool {
        let parts = text.lowercased().split(separator: "-")
        if let script = parts.dropFirst().first(where: { $0.utf8.count == 4 }) {
            return ["adlm", "arab", "hebr", "nkoo", "syrc", "thaa"].contains(script)
        }
        return [
            "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
        ].contains(primary)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
