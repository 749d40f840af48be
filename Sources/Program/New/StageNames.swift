/// What a stage type and the things around it are called.
struct StageNames: Sendable {
    /// The name in definitions, `extract.word-count`.
    let name: String
    /// The part after the dot, `word-count`.
    let thing: String
    /// The Swift type, `ExtractWordCount`.
    let type: String
    /// The module that it belongs to, `Extract`.
    let module: String

    /// The longest name, so that no line of a template gets too long.
    static let maximumLength = 40

    init(family: String, thing: String, module: String) {
        name = "\(family).\(thing)"
        self.thing = thing
        type = Self.typeName(of: [family, thing])
        self.module = module
    }

    /// What is wrong with the name of a stage type's part; nil for nothing.
    static func problem(_ text: String, isFamily: Bool) -> String? {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        let isRight = words.allSatisfy { word in
            word.utf8.first.map { (97...122).contains($0) } == true
                && word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
        }
        let what = isFamily ? "family" : "stage"
        if !isRight || (isFamily && words.count > 1) {
            let joined = isFamily ? "" : ", words joined by hyphens"
            return "'\(text)' can't be the name of a \(what): give small letters and digits\(joined)"
        }
        // `ExtractPlugin` is the list.
        if !isFamily, text == "plugin" {
            return "'plugin' can't be the name of a stage: its type would be the plugin's"
        }
        return nil
    }

    /// `word-count` is `WordCount`.
    static func typeName(of parts: [String]) -> String {
        parts.flatMap { $0.split { $0 == "-" || $0 == "_" } }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined()
    }
}
