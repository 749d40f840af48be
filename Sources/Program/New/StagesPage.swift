/// The generated page of stage types, `docs/stages.md`.
struct StagesPage {
    private let text: String

    /// The page; nil for a text that isn't one.
    init?(_ text: String) {
        guard text.hasPrefix("# Stage types\n") else { return nil }
        self.text = text
    }

    /// The page with the section of a stage type, at its place by name.
    func adding(_ section: String, of name: String) -> String {
        let marker = "\n## "
        let parts = text.split(separator: marker, omittingEmptySubsequences: false)
        var sections = parts.dropFirst().map { (name: String($0.prefix { $0 != "\n" }), text: $0.trimmed) }
        sections.removeAll { $0.name == name }
        let place = sections.firstIndex { $0.name > name } ?? sections.count
        sections.insert((name, "\(name)\n\n\(section)".trimmed), at: place)
        let front = parts.first.map(String.init) ?? ""
        return front.trimmed + "\n" + sections.map { "\n## \($0.text)\n" }.joined()
    }
}
