internal import Foundation

/// Turns the links of a page into those of the site.
struct SiteLinks {
    /// The pages that there are, by name.
    let pages: [String: SourcePage]

    /// The text of an article: links to other pages are DocC's, what isn't on the site loses its link and keeps its words.
    func article(_ text: String, of page: String) -> String {
        var parts: [(text: String, isCode: Bool)] = []
        SourcePage.eachLine(of: text) { line, isCode in
            // DocC shows a title as it stands, marks and all.
            let isTitle = !isCode && line.hasPrefix("# ")
            let line = isTitle ? Substring(line.replacing("`", with: "")) : line
            if parts.last?.isCode == isCode {
                parts[parts.count - 1].text += "\n" + line
            } else {
                parts.append((String(line), isCode))
            }
        }
        return parts.map { $0.isCode ? $0.text : linked($0.text, on: page) }.joined(separator: "\n")
    }

    private func linked(_ text: String, on page: String) -> String {
        text.replacing(/(!?)\[([^\[\]]*)\]\(([^)\s]*)\)/) { match in
            let (all, mark, words, target) = match.output
            if mark == "!" { return String(all) }
            return link(String(target), words, on: page) ?? (target.contains("://") ? String(all) : String(words))
        }
    }

    private func link(_ target: String, _ words: Substring, on page: String) -> String? {
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts[0].isEmpty || parts[0].hasSuffix(".md") else { return nil }
        let name = parts[0].isEmpty ? page : String(parts[0].dropLast(3))
        guard parts.count > 1 else {
            if name == "../README" { return "[\(words)](doc:Galley)" }
            return pages[name].map { _ in "[\(words)](doc:\(name))" }
        }
        guard let heading = pages[name]?.headings[parts[1]] else { return nil }
        // A stage type has a page of its own.
        if name == Catalog.reference { return "[\(words)](doc:\(SourcePage.articleName(heading)))" }
        return "[\(words)](doc:\(name)#\(Self.fragment(heading)))"
    }

    /// The anchor that DocC gives to a heading.
    private static func fragment(_ heading: String) -> String {
        heading.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            .split(separator: " ").joined(separator: "-")
    }
}
