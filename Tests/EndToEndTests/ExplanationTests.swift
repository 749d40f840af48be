import Foundation
import TestSupport
import Testing

/// What `galley check --explain` says of a code, held to what the program does.
@Suite struct ExplanationTests {
    struct Explanation: Decodable {
        let code, severity, title, text: String
        let bad, mended: String?
    }

    static let all =
        (try? JSONDecoder().decode(
            [Explanation].self, from: Data(Program.run(["check", "--explain", "all", "--format", "json"]).output.utf8)))
        ?? []

    /// What examples of includes include.
    private static let included = """
        galley: 1
        name: cleaning
        stages:
          read: { uses: ingest.files, with: { paths: [articles] } }
          article: { uses: normalize.article, from: read }
          unique: { uses: normalize.deduplicate, from: article }
          language: { uses: extract.language, from: article }

        """

    private struct Problem: Decodable {
        struct Location: Decodable {
            let file: String
        }
        let code, severity: String
        let location: Location
    }

    /// What is told of definitions, by their names.
    private func check(_ definitions: [(name: String, text: String)]) throws -> [String: [Problem]] {
        let folder = try ScratchFolder()
        for name in ["articles/a.txt", "drafts/b.txt"] { try folder.add(name, text: "Bridge closes\n\nOn Monday.\n") }
        try folder.add("cleaning.yaml", text: Self.included)
        for (name, text) in definitions { try folder.add(name, text: text) }
        let result = try Program.run(["check", "--format", "json"] + definitions.map(\.name), folder: folder.path)
        let problems = try JSONDecoder().decode([Problem].self, from: Data(result.output.utf8))
        return Dictionary(grouping: problems) { $0.location.file }
    }

    @Test func badExamplesGiveTheirCodeAndNoOther() throws {
        let problems = try check(Self.all.compactMap { one in one.bad.map { (one.code, $0) } })
        for explanation in Self.all where explanation.bad != nil {
            let found = problems[explanation.code] ?? []
            #expect(found.map(\.code) == [explanation.code], "\(explanation.code)")
            #expect(found.map(\.severity) == [explanation.severity], "\(explanation.code)")
        }
    }

    @Test func mendedExamplesAreRight() throws {
        for explanation in Self.all { #expect(explanation.mended == nil || explanation.mended != explanation.bad) }
        #expect(try check(Self.all.compactMap { one in one.mended.map { (one.code, $0) } }).keys.sorted() == [])
    }

    @Test func everyCodeInTheSourcesIsExplainedAndNoOther() throws {
        let families = "yaml|definition|include|parameter|option|plan|file|diagnostics|test"
        let literal = try Regex("\"((?:\(families))\\.[a-z]+(?:-[a-z]+)*)\"")
        var codes: Set<String> = []
        for folder in ["Diagnostics", "Definition", "Planning", "CaseTesting", "Program"] {
            for (name, bytes) in try contents(of: Program.project + "/Sources/" + folder) where name.hasSuffix(".swift")
            {
                if name.hasPrefix("Explanations/") { continue }
                for match in String(decoding: bytes, as: UTF8.self).matches(of: literal) {
                    codes.insert(String(match.output[1].substring ?? ""))
                }
            }
        }
        #expect(codes.count > 60)
        #expect(codes.sorted() == Self.all.map(\.code))
    }

    /// A file that is too large, or isn't text, can't be shown; nor can what no stage type that ships does.
    @Test func onlyWhatCannotBeShownHasNoExample() {
        #expect(
            Self.all.filter { $0.bad == nil }.map(\.code) == [
                "definition.unreadable", "diagnostics.omitted", "include.cycle", "include.too-large",
                "include.too-many", "parameter.too-large", "plan.bad-option", "plan.not-permitted",
                "test.documents", "test.entry", "test.field", "test.filtered", "test.no-file", "test.quarantined",
                "test.run", "test.too-many",
                "yaml.control-character", "yaml.encoding", "yaml.too-large",
            ])
    }

    @Test func thePageIsGeneratedAnew() throws {
        let page = try DocumentationPage("docs/diagnostics.md").text
        let isSame = try Program.run(["check", "--explain", "all", "--format", "markdown"]).output == page
        #expect(isSame, "write it again: galley check --explain all --format markdown > docs/diagnostics.md")
    }

    @Test func aCodeIsExplained() throws {
        let result = try Program.run(["check", "--explain", "plan.missing-layer"])
        #expect(result.code == 0 && result.messages.isEmpty)
        #expect(result.output.hasPrefix("plan.missing-layer  (error)\n"))
        #expect(result.output.contains("\nwrong:\n") && result.output.contains("\nmended:\n"))
        let list = try Program.run(["check", "--explain", "all"]).output
        #expect(list.split(separator: "\n").count == Self.all.count)
    }

    @Test(arguments: [
        (["--explain", "plan.mising-layer"], "'plan.missing-layer'"), (["--explain", "nonsense"], "--explain all"),
        (["--explain", "yaml.tag", "--format", "github"], "text, json or markdown"), ([], "<definition>"),
        (["Pipelines/clean.yaml", "--format", "markdown"], "--explain"),
    ])
    func aWrongQuestionIs64(arguments: [String], named: String) throws {
        let result = try Program.run(["check"] + arguments)
        #expect(result.code == 64 && result.output.isEmpty)
        #expect(result.messages.contains(named))
    }
}
