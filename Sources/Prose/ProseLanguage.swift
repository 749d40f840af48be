public import Documents

extension Article {
    /// The ISO 639-1 code of the language to read the article in: the detected one, else the declared one, else nil.
    public func proseLanguage(_ detected: Language?) -> String? {
        if let detected, detected.code != "und" { return detected.code }
        return metadata.language.flatMap { tag in
            tag.split { $0 == "-" || $0 == "_" }.first.map { $0.lowercased() }
        }
    }
}
