import Diagnostics
import Testing

@Suite struct GitHubRendererTests {
    private let file = SourceFile(path: "a,b:c.yaml", text: "galley: 1\nname: ä, b\n")

    @Test func aPlaceIsGivenByLinesAndColumns() {
        let diagnostic = Diagnostic.error(
            "a.b", "wrong", at: SourceLocation(file, SourceRange(16, 18)), help: "write 'b'",
            notes: [
                DiagnosticNote("see here", at: SourceLocation(file, SourceRange(0, 6))), DiagnosticNote("and there"),
            ])
        #expect(
            GitHubRenderer().render(diagnostic)
                == "::error file=a%2Cb%3Ac.yaml,line=2,endLine=2,col=7,endColumn=8,title=a.b::wrong%0Ahelp: write 'b'"
                + "%0Anote: line 1: see here%0Anote: and there\n")
    }

    @Test func aRangeOverSeveralLinesHasNoColumns() {
        let diagnostic = Diagnostic.warning("a.b", "long", at: SourceLocation(file, SourceRange(0, 15)))
        #expect(
            GitHubRenderer().render(diagnostic)
                == "::warning file=a%2Cb%3Ac.yaml,line=1,endLine=2,title=a.b::long\n")
    }

    @Test func nothingBreaksOutOfTheCommand() {
        let diagnostics = [
            Diagnostic.error("a.b", "100 %\r\n::error::no: yes, no"), Diagnostic(.note, "a.b", "\u{1B}[31mred"),
        ]
        #expect(
            GitHubRenderer().render(diagnostics)
                == "::error title=a.b::100 %25%0D%0A::error::no: yes, no\n::notice title=a.b::␛[31mred\n")
    }

    @Test func theSummaryCounts() {
        let error = Diagnostic.error("a.b", "wrong")
        let warning = Diagnostic.warning("a.b", "unwise")
        #expect(Diagnostics.summary(of: [error]) == "1 error")
        #expect(Diagnostics.summary(of: [warning, error, warning, error]) == "2 errors, 2 warnings")
        #expect(Diagnostics.summary(of: []) == "")
    }
}
