import Foundation
import TestSupport

/// A page of the documentation, and what can be tried of it.
///
/// - A line of a fenced `sh` block that begins with `galley `, or of a `console` block that begins with `$ galley `, is a
///   command. It ends with exit code 0, or with the one that it names: `# exit code 65`.
/// - So is any other line that begins with `$ ` in a `console` block, but for those of ``builds``.
/// - The lines after a command in a `console` block are what it prints. A line `…` stands for any lines, `…` at the end of
///   a line for the rest of it; times aren't compared.
/// - A fenced block whose first line is a comment that names a file, `# digest.yaml`, is that file.
///
/// Commands are run one after the other in a folder that holds these files, `Examples`, `Pipelines` and `seeds`, and a folder
/// `FOLDER` with one article.
struct DocumentationPage {
    /// A command and what the page says of it.
    struct Command {
        let line: String
        let code: Int32
        var output: [String] = []
    }

    let name: String
    let text: String
    private(set) var commands: [Command] = []
    private(set) var files: [String: String] = [:]
    /// What builds and tests the project: it can't be run in a test, only looked at.
    private(set) var builds: [String] = []
    private static let builders = ["make", "swift", "scripts/", ".build/", "git", "cd"]

    /// Reads a page by its path in the project.
    init(_ name: String) throws {
        self.name = name
        text = try String(contentsOfFile: Program.project + "/" + name, encoding: .utf8)
        var block: (language: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                if let ended = block { take(ended.language, ended.lines) }
                block = block == nil ? (String(line.dropFirst(3)), []) : nil
            } else {
                block?.lines.append(line)
            }
        }
    }

    private mutating func take(_ language: String, _ lines: [String]) {
        if let file = lines.first?.firstMatch(of: /^# ([a-z-]+\.[a-z]+)$/)?.output.1 {
            files[String(file)] = lines.map { $0 + "\n" }.joined()
        }
        guard ["sh", "console", "text"].contains(language) else { return }
        let prompt = language == "sh" ? "" : "$ "
        var isOutput = false
        for line in lines {
            if line.hasPrefix(prompt), Self.builders.contains(where: { line.dropFirst(prompt.count).hasPrefix($0) }) {
                builds.append(String(line.dropFirst(prompt.count).prefix { $0 != "#" }))
                isOutput = false
            } else if language == "text" {
                continue
            } else if line.hasPrefix(language == "sh" ? "galley " : "$ ") {
                let code = line.firstMatch(of: /# exit code ([0-9]+)/).flatMap { Int32($0.output.1) }
                commands.append(Command(line: String(line.dropFirst(prompt.count)), code: code ?? 0))
                isOutput = language == "console"
            } else if isOutput, let last = commands.indices.last {
                commands[last].output.append(line)
            }
        }
    }

    /// A folder to run the commands in.
    func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for name in ["Examples", "Pipelines", "seeds"] { try folder.link(name, to: Program.project + "/" + name) }
        try folder.add("FOLDER/article.txt", Array("Bridge closes\n\nThe bridge will close on Monday.\n".utf8))
        for (name, text) in files { try folder.add(name, Array(text.utf8)) }
        return folder
    }

    /// The links that lead to files of the project; the path is empty for a place on the page itself.
    var links: [(path: String, anchor: String?)] {
        text.matches(of: /\]\(([^)\s#]*)(?:#([^)\s]*))?\)/).map { ($0.output.1, $0.output.2) }
            .filter { !$0.0.contains(":") }.map { (String($0.0), $0.1.map { String($0) }) }
    }

    /// The anchors of the headings, as forges make them.
    var anchors: [String] {
        text.matches(of: /\n#+ ([^\n]+)/).map { heading in
            heading.output.1.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
                .replacing(" ", with: "-")
        }
    }
}

extension DocumentationPage.Command {
    /// The pieces of the page's output that the real output doesn't have in this order.
    func differences(from real: String) -> [String] {
        var rest = Self.comparable(real)[...]
        var differences: [String] = []
        let pieces = Self.comparable(output.joined(separator: "\n")).split(separator: ["…"])
        for piece in pieces {
            if let place = rest.indices.first(where: { Self.begins(rest[$0...], with: piece) }) {
                rest = rest[(place + piece.count)...]
            } else {
                differences.append(piece.joined(separator: "\n"))
            }
        }
        let isWhole = pieces.count == 1 && !output.contains("…")
        return isWhole && differences.isEmpty && Self.comparable(real).count != pieces[0].count ? [real] : differences
    }

    /// Whether lines begin with those that are expected, of which some tell only their beginning.
    private static func begins(_ lines: ArraySlice<String>, with piece: ArraySlice<String>) -> Bool {
        lines.count >= piece.count
            && zip(lines, piece).allSatisfy { line, expected in
                expected.hasSuffix("…") ? line.hasPrefix(expected.dropLast()) : line == expected
            }
    }

    /// Lines without what differs from run to run: times, rates, and the spaces that align them.
    private static func comparable(_ text: String) -> [String] {
        text.split(separator: "\n").map { line in
            String(line).replacing(/[0-9.]+ µ?s\b/, with: "0 s").replacing(/, [0-9,]+ a second/, with: "")
                .replacing(/"seconds":[0-9.e-]+/, with: "\"seconds\":0").replacing(/\s+/, with: " ")
        }
    }
}
