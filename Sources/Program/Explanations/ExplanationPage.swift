internal import CommandLineKit
internal import JSON

extension Explanation {
    /// For a terminal.
    func text(width: Int) -> String {
        var lines = ["\(code)  (\(severity.rawValue))", title, "", TextLayout.wrap(text, width: width)]
        if let example {
            lines += ["", "wrong:", ""] + Self.indented(example.bad)
            lines += ["", "mended:", ""] + Self.indented(example.mended)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// A section of a page.
    var markdown: String {
        var lines = [
            "## \(code)", "", "\(title.prefix(1).uppercased())\(title.dropFirst()) (\(severity.rawValue)).", "", text,
        ]
        if let example {
            lines += ["", "Wrong:", "", "```yaml"] + Self.lines(example.bad) + ["```"]
            lines += ["", "Mended:", "", "```yaml"] + Self.lines(example.mended) + ["```"]
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Writes a JSON object.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("code", code)
            json.member("severity", severity.rawValue)
            json.member("title", title)
            json.member("text", text)
            json.member("bad", example?.bad)
            json.member("mended", example?.mended)
        }
    }

    private static func indented(_ text: String) -> [String] { lines(text).map { $0.isEmpty ? "" : "    " + $0 } }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}

/// The page of all codes.
enum ExplanationPage {
    static var markdown: String {
        let head = """
            # Diagnostics

            Generated from the code by `galley check --explain all --format markdown`. Every diagnostic has one of these
            codes; a code stays the same when its words change. `--strict` takes warnings for errors, but for those about
            files (`file.…`). `galley check --explain CODE` prints a section of this page.

            | code | severity | what |
            | --- | --- | --- |

            """
        let rows = Explanation.all.map { "| [`\($0.code)`](#\($0.anchor)) | \($0.severity.rawValue) | \($0.title) |\n" }
        return head + rows.joined() + Explanation.all.map { "\n" + $0.markdown }.joined()
    }
}

extension Explanation {
    /// The anchor of the section, as forges make it of the heading.
    fileprivate var anchor: String { code.replacing(".", with: "") }
}
