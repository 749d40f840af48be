import Diagnostics
import Testing

@Suite struct RendererTests {
    private func rendered(
        _ text: String, _ range: SourceRange, message: String = "wrong", width: Int = 60
    ) -> String {
        let location = SourceLocation(SourceFile(path: "a.yaml", text: text), range)
        return TerminalRenderer(width: width).render(.error("test.code", message, at: location))
    }

    @Test func aPlaceIsUnderlined() {
        let file = SourceFile(path: "digest.yaml", text: "galley: 1\nstages:\n  article:\n    form: read\n")
        let diagnostic = Diagnostic.error(
            "definition.unknown-key", "stage 'article' has no key 'form'",
            at: SourceLocation(file, SourceRange(33, 37)), help: "did you mean 'from'?",
            notes: [
                DiagnosticNote("the stage begins here", at: SourceLocation(file, SourceRange(20, 27))),
                DiagnosticNote("it could also be left out"),
            ])
        #expect(
            TerminalRenderer().render([diagnostic]) == """
                digest.yaml:4:5: error: stage 'article' has no key 'form' [definition.unknown-key]
                  4 |     form: read
                    |     ^~~~
                  help: did you mean 'from'?
                digest.yaml:3:3: note: the stage begins here
                  3 |   article:
                    |   ^~~~~~~
                  note: it could also be left out

                """)
    }

    @Test func aFileOrNothingCanBeMeant() {
        let file = SourceFile(path: "a.yaml", text: "")
        #expect(
            TerminalRenderer().render(.warning("a.b", "empty", at: SourceLocation(file, nil)))
                == "a.yaml: warning: empty [a.b]\n")
        #expect(TerminalRenderer().render(.error("a.b", "no argument")) == "error: no argument [a.b]\n")
    }

    @Test(arguments: [
        // A tab reaches the next multiple of four columns.
        ("\tab: c", 1, 3, "    ab: c", "    ^~"),
        ("a\tb", 2, 3, "a   b", "    ^"),
        // East Asian letters take two columns, combining marks none.
        ("日本: x", 8, 9, "日本: x", "      ^"),
        ("日本: x", 0, 6, "日本: x", "^~~~"),
        ("e\u{301}: x", 5, 6, "e\u{301}: x", "   ^"),
        // What could steer a terminal is shown, not done.
        ("a\u{1B}[31m: x", 8, 9, "a␛[31m: x", "        ^"),
        ("a\u{202E}b", 4, 5, "a\u{FFFD}b", "  ^"),
        // A range that goes on is underlined to the end of its first line; an empty one is a caret.
        ("ab\ncd", 1, 5, "ab", " ^"),
        ("ab", 2, 2, "ab", "  ^"),
    ])
    func columnsAlign(text: String, start: Int, end: Int, line: String, marks: String) {
        let lines = rendered(text, SourceRange(start, end)).split(separator: "\n")
        #expect(lines.dropFirst() == ["  1 | \(line)", "    | \(marks)"])
    }

    @Test func aLongLineIsCutAroundThePlace() {
        let text = String(repeating: "0123456789", count: 100_000)
        let lines = rendered(text, SourceRange(500_005, 500_008), width: 40).split(separator: "\n")
        #expect(lines[1] == "  1 | …89012345678901234567890123456789…")
        let shown = Array(lines[1])
        let marks = Array(lines[2])
        let caret = marks.firstIndex(of: "^") ?? 0
        #expect(String(shown[caret..<caret + 3]) == "567")
        #expect(shown.count <= 40)
    }

    @Test func messagesCannotSteerTheTerminal() {
        #expect(!rendered("a", SourceRange(0, 1), message: "key '\u{1B}[2J'").contains("\u{1B}"))
    }

    @Test func colorsAreSwitchedOn() {
        let text = TerminalRenderer(isColored: true).render(.error("a.b", "wrong"))
        #expect(text == "\u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mwrong\u{1B}[0m\u{1B}[2m [a.b]\u{1B}[0m\n")
    }

    @Test func aMachineReadsTheSame() {
        let file = SourceFile(path: "a.yaml", text: "x: 1\nü: zwei\n")
        let diagnostic = Diagnostic.error(
            "a.b", "say \"one\"", at: SourceLocation(file, SourceRange(9, 13)),
            notes: [DiagnosticNote("file", at: SourceLocation(file, nil)), DiagnosticNote("none")])
        #expect(
            JSONRenderer().render([diagnostic]) == #"""
                [{"severity":"error","code":"a.b","message":"say \"one\"","location":{"file":"a.yaml","line":2,\#
                "column":4,"endLine":2,"endColumn":8,"offset":9,"length":4},"help":null,"notes":[{"message":"file",\#
                "location":{"file":"a.yaml"}},{"message":"none","location":null}]}]
                """#)
    }
}
