internal import Foundation

/// A page as it stands under `docs/`.
struct SourcePage {
    /// All of it.
    let text: String
    /// The headings by the anchors that forges give them.
    let headings: [String: String]

    /// Reads a page.
    init(_ text: String) {
        self.text = text
        var headings: [String: String] = [:]
        Self.eachLine(of: text) { line, isCode in
            guard !isCode, line.hasPrefix("#"), let space = line.firstIndex(of: " ") else { return }
            let heading = String(line[line.index(after: space)...])
            headings[Self.anchor(heading)] = heading
        }
        self.headings = headings
    }

    /// The parts under headings of the second rank.
    var sections: [(title: String, text: String)] {
        var sections: [(title: String, text: String)] = []
        Self.eachLine(of: text) { line, isCode in
            if !isCode, line.hasPrefix("## ") {
                sections.append((String(line.dropFirst(3)), ""))
            } else if !sections.isEmpty {
                sections[sections.count - 1].text += line + "\n"
            }
        }
        return sections
    }

    /// The name of the article of a stage type: `extract-terms`.
    static func articleName(_ stageType: String) -> String { stageType.replacing(".", with: "-") }

    /// The anchor that a forge gives to a heading.
    static func anchor(_ heading: String) -> String {
        heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }.replacing(" ", with: "-")
    }

    /// Goes through the lines, and tells which are code.
    static func eachLine(of text: String, _ body: (Substring, Bool) -> Void) {
        var fence: Substring?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = line.trimmingPrefix { $0 == " " }.prefix { $0 == "`" }
            if mark.count >= 3, fence == nil || mark == fence {
                fence = fence == nil ? mark : nil
                body(line, true)
            } else {
                body(line, fence != nil)
            }
        }
    }
}
