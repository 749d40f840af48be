import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// `galley test`, as a user and as a system for continuous integration call it.
@Suite struct TestCommandTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.add(
            "in/wire.txt", text: "Bridge closes\n\nGENEVA, March 3 (Harbour Wire) - The bridge will close.\n")
        try folder.add(
            "news.yaml",
            text: """
                galley: 1
                name: news
                parameters: { output: { type: path, default: out } }
                stages:
                  read: { uses: ingest.files, with: { paths: [nowhere], exclude: ["**/*.bak"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "${output}/a.jsonl" } }
                  pages: { uses: publish.markdown, from: article, with: { path: "${output}/pages" } }
                tests:
                  - name: a dateline is kept
                    input: in/wire.txt
                    expect: { lines: { documents: 1, dateline: { contains: GENEVA } }, pages: 1 }
                  - name: "a title is <kept> & \\"quoted\\""
                    input: in/wire.txt
                    expect: { lines: { title: Bridge opens } }

                """)
    }

    private func test(_ arguments: String..., from other: String? = nil) throws -> Program.Result {
        try Program.run(["test"] + arguments, folder: other ?? folder.path)
    }

    @Test(arguments: PipelinesTests.names) func thePipelinesThatShipPassTheirTests(name: String) throws {
        let result = try Program.run(["test", "Pipelines/\(name).yaml", "--format", "json"])
        #expect(result.code == 0, "\(result.output)\(result.messages)")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(json["passed"] as? Int ?? 0 >= 3)
        #expect(result.messages.isEmpty)
    }

    @Test func aDifferenceIsToldAndIsCodeOne() throws {
        let before = try contents(of: folder.path)
        let result = try test("news.yaml")
        #expect(result.code == 1)
        #expect(
            result.output == """
                news.yaml: 'news', 2 cases
                  pass  a dateline is kept
                  FAIL  a title is <kept> & "quoted"

                case 'a title is <kept> & "quoted"'
                news.yaml:15:24: error: in/wire.txt at stage 'lines': expected title: Bridge opens, got 'Bridge closes' [test.field]
                 15 |     expect: { lines: { title: Bridge opens } }
                    |                        ^~~~~

                1 passed, 1 failed

                """)
        #expect(result.messages.isEmpty)
        #expect(try contents(of: folder.path) == before)
    }

    @Test func nothingIsWrittenEvenInAFolderThatCantBe() throws {
        let names = try folder.names()
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
        #expect(try test("news.yaml", "--filter", "dateline").code == 0)
        #expect(try folder.names() == names)
    }

    @Test func filesAreNamedFromTheDefinitionsFolder() throws {
        let result = try test(folder.path + "/news.yaml", "--filter", "dateline", from: Program.project)
        #expect(result.code == 0, "\(result.output)")
        #expect(result.output.hasSuffix("1 passed\n"))
    }

    @Test func junitIsXMLWithEverythingEscaped() throws {
        let result = try test("news.yaml", "--format", "junit")
        #expect(result.code == 1)
        let document = try XMLDocument(xmlString: result.output)
        let suite = try #require(document.rootElement()?.elements(forName: "testsuite").first)
        #expect(suite.attribute(forName: "tests")?.stringValue == "2")
        #expect(suite.attribute(forName: "failures")?.stringValue == "1")
        let cases = suite.elements(forName: "testcase")
        #expect(cases.last?.attribute(forName: "name")?.stringValue == "a title is <kept> & \"quoted\"")
        #expect(cases.last?.elements(forName: "failure").first?.stringValue?.contains("Bridge opens") == true)
    }

    @Test func aFilterThatChoosesNothingIs64() throws {
        let result = try test("news.yaml", "--filter", "weather")
        #expect(result.code == 64)
        #expect(result.messages.contains("no case has 'weather' in its name"))
    }

    @Test func aDefinitionWithoutTestsIsTold() throws {
        let bare = try folder.text("news.yaml").replacing(/(?s)tests:.*/, with: "tests:\n")
        try folder.add("bare.yaml", text: bare)
        let result = try test("bare.yaml")
        #expect(result.code == 0)
        #expect(result.output.isEmpty)
        #expect(result.messages == "bare.yaml has no tests: write cases under 'tests'\n")
    }

    @Test func aWrongDefinitionIs65AndStopsNoOther() throws {
        try folder.add("wrong.yaml", text: "galley: 1\nname: wrong\nstages: { read: { uses: ingest.fils } }\n")
        let result = try test("wrong.yaml", "news.yaml", "--filter", "dateline")
        #expect(result.code == 65)
        #expect(result.messages.contains("did you mean 'ingest.files'?"))
        #expect(result.output.contains("pass  a dateline is kept"))
        let missing = try test("none.yaml", "news.yaml", "--filter", "dateline")
        #expect(missing.code == 66)
        #expect(missing.output.contains("1 passed"))
    }

    @Test func stagesOfIncludedDefinitionsAreNamedWithTheInclude() throws {
        try folder.add(
            "front.yaml",
            text: """
                galley: 1
                name: front
                parameters: { paths: { type: list, default: [nowhere] } }
                stages:
                  read: { uses: ingest.files, with: { paths: "${paths}" } }
                  article: { uses: normalize.article, from: read }
                """)
        try folder.add(
            "whole.yaml",
            text: """
                galley: 1
                name: whole
                include: { front: front.yaml }
                stages:
                  lines: { uses: publish.jsonl, from: front, with: { path: out.jsonl } }
                tests:
                  - { name: all, input: in/wire.txt, expect: { front.article: { title: Bridge closes }, lines: 1 } }
                  - { name: some, at: front.article, input: { source: a.txt, text: One two. }, expect: { front.artikel: 1 } }
                """)
        let result = try test("whole.yaml")
        #expect(result.code == 65)
        #expect(result.messages.contains("whole.yaml:8:90: error: there is no stage 'front.artikel'"))
        try folder.add("whole.yaml", text: try folder.text("whole.yaml").replacing("artikel", with: "article"))
        let mended = try test("whole.yaml")
        #expect(mended.code == 0, "\(mended.output)\(mended.messages)")
        #expect(mended.output.hasSuffix("2 passed\n"))
    }

    @Test func checkLooksAtTestsToo() throws {
        let text = try folder.text("news.yaml").replacing("title: Bridge", with: "titel: Bridge")
        try folder.add("titel.yaml", text: text)
        let result = try Program.run(["check", "titel.yaml"], folder: folder.path)
        #expect(result.code == 65)
        #expect(result.messages.contains("titel.yaml:15:24: error: the documents of this stage have no field 'titel'"))
        #expect(result.messages.contains("did you mean 'title'?"))
    }
}
