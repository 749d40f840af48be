import Documents
import Files
import Foundation
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Ingest

@Suite struct IngestFilesTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func configuration(_ paths: [String]) -> IngestFiles.Configuration {
        var configuration = IngestFiles.Configuration()
        configuration.paths = paths.map { $0 == "-" ? $0 : "\(folder.path)/\($0)" }
        return configuration
    }

    private func read(
        _ paths: [String] = ["**"], _ change: (inout IngestFiles.Configuration) -> Void = { _ in }
    ) throws -> StageResult {
        var configuration = configuration(paths)
        change(&configuration)
        return try StageHarness(IngestFiles.self, configuration).read()
    }

    /// Locators without the folder, and media types.
    private func described(_ result: StageResult) -> [String] {
        result.documents(RawDocument.self).map {
            "\($0.locator.dropFirst(folder.path.count + 1)) \($0.mediaType.name)"
        }
    }

    private func problems(_ result: StageResult) -> [String] {
        result.rejected.map { "\($0.document.locator.dropFirst(folder.path.count + 1)) \($0.reason.code)" }
    }

    /// Every sink asks every source: patterns are made once.
    @Test func whatIsReadIsToldOfManyPaths() {
        var configuration = IngestFiles.Configuration()
        configuration.paths = ["in/{\((0..<1000).map { "a\($0)" }.joined(separator: ","))}/*", "in/{", "-"]
        configuration.exclude = ["**/no"]
        let source = IngestFiles(configuration, StageContext(stage: "read", signal: StopSignal()))
        #expect(source.reads("in/a7/x") && source.reads("./in/b/../a999/x"))
        #expect(!source.reads("in/a7/no") && !source.reads("/in/a7/x") && !source.reads("in/a7"))
        #expect(!(0..<300).contains { source.reads(Path("out/\($0)")) })
        #expect(source.reading(["other"])?.reads("other/x") == true)
    }

    @Test func theSuffixTellsWhatAFileIs() throws {
        for name in ["a.txt", "b.TEXT", "c.md", "d.markdown", "e.html", "f.htm", "g.xhtml"] { try folder.add(name) }
        #expect(
            described(try read()) == [
                "a.txt text/plain", "b.TEXT text/plain", "c.md text/markdown", "d.markdown text/markdown",
                "e.html text/html", "f.htm text/html", "g.xhtml text/html",
            ])
    }

    @Test(arguments: [
        ("  <!DOCTYPE HTML>\n<p>Text", "text/html"), ("<?xml version='1.0'?><html>", "text/html"),
        ("Bridge closes\n\nText.", "text/plain"), ("{\"body\": \"Text\"}", "application/json"),
        ("[{\"body\": \"Text\"}]", "application/json"), ("{not JSON}", "text/plain"), ("[Photo] A line", "text/plain"),
        ("{\"body\": \"Text\"}\n", "application/json"), ("{\"text\": \"1\"}\n{\"text\": \"2\"}\n", "application/json"),
    ])
    func withoutASuffixTheContentTells(content: String, type: String) throws {
        try folder.add("file", Array(content.utf8))
        #expect(try read().documents(RawDocument.self).first?.mediaType.name == type)
    }

    @Test func linesOfJSONAreDocuments() throws {
        try folder.add(
            "wire.jsonl",
            Array("{\"title\":\"A\",\"text\":\"One.\"}\n\n{broken\n{\"title\":\"B\",\"text\":\"Two.\"}".utf8))
        let result = try read()
        #expect(described(result) == ["wire.jsonl#1 application/json", "wire.jsonl#4 application/json"])
        #expect(result.documents(RawDocument.self).map(\.fields?.title) == ["A", "B"])
        #expect(problems(result) == ["wire.jsonl#3 json"])
        #expect(result.rejected.first?.document.bytes == Array("{broken".utf8))
        #expect(result.rejected.first?.reason.message == "column 7: string or '}' expected near 'broken'")
    }

    @Test func recordsOfAnArrayAreDocuments() throws {
        try folder.add("a.json", Array(#"[{"body":"One."},{"headline":"no body"},3,{"body":["Two.","Three."]}]"#.utf8))
        let result = try read()
        #expect(described(result) == ["a.json#1 application/json", "a.json#4 application/json"])
        #expect(result.documents(RawDocument.self).last?.fields?.body == "Two.\n\nThree.")
        #expect(problems(result) == ["a.json#2 without-text", "a.json#3 without-text"])
        #expect(result.rejected.first?.reason.message == "the record has no member for the body; it has 'headline'")
    }

    @Test func fieldsTellWhichMemberHoldsWhat() throws {
        try folder.add(
            "a.json",
            Array(
                #"{"h": "Title", "content": {"html": "<p>Text", "by": [{"name": "A"}, {"name": "B"}]}, "a.b": "en"}"#
                    .utf8))
        let result = try read {
            $0.fields = ["title": "h", "html": "content.html", "authors": "content.by", "language": "a.b"]
            $0.fields["body"] = "nothing.there"
        }
        #expect(
            result.documents(RawDocument.self).first?.fields
                == GivenFields(title: "Title", body: "<p>Text", bodyIsHTML: true, authors: ["A", "B"], language: "en"))
    }

    @Test func whatIsToldToBeHTMLIsNoText() throws {
        try folder.add("a.jsonl", Array(#"{"content":"<p>A","body":"B"}"#.utf8))
        try folder.add("b.jsonl", Array(#"{"content":"<p>A"}"#.utf8))
        try folder.add("c.jsonl", Array(#"{"body":"B"}"#.utf8))
        let given = try read { $0.fields = ["html": "content"] }.documents(RawDocument.self).compactMap(\.fields)
        #expect(given.map(\.body) == ["<p>A", "<p>A", "B"])
        #expect(given.map(\.bodyIsHTML) == [true, true, false])
    }

    @Test func aMemberThatWasNamedMustBeText() throws {
        try folder.add("a.json", Array(#"{"text": "Text", "date": 1394790000, "when": 1394790000}"#.utf8))
        #expect(try read().documents(RawDocument.self).first?.fields?.published == nil)
        #expect(problems(try read { $0.fields = ["published": "when"] }) == ["a.json without-text"])
    }

    @Test func compressedFilesAreExpandedAndTheirSuffixDoesNotCount() throws {
        try folder.add("a.txt.gz", Packed.gzip(Array("Text".utf8)))
        try folder.add("b.html.zst", Packed.zstd(Array("Text".utf8)))
        try folder.add("c.jsonl.gz", Packed.gzip(Array("{\"text\":\"Text\"}\n".utf8)))
        let result = try read()
        #expect(described(result) == ["a.txt.gz text/plain", "b.html.zst text/html", "c.jsonl.gz#1 application/json"])
        #expect(result.documents(RawDocument.self).prefix(2).map(\.bytes) == [Array("Text".utf8), Array("Text".utf8)])
    }

    @Test func whatCantBeReadIsRejectedWithItsReason() throws {
        try folder.add("1.txt", [])
        try folder.add("2.txt.gz", Packed.gzip(Array(String(repeating: "Text ", count: 50).utf8)).dropLast(20))
        try folder.add("3.txt", [UInt8](repeating: 97, count: 2000))
        try folder.add("4.json", Array("{\"text\": \"cut".utf8))
        try folder.add("5.jsonl", Array("\n\n".utf8))
        try folder.add("6.txt.zst", Packed.zstd([UInt8](repeating: 97, count: 2000)))
        try folder.add("7.jsonl", Array("{\"text\":\"\(String(repeating: "a", count: 2000))\"}\n{\"text\":\"b\"}".utf8))
        try folder.add("8.json", Array("[]".utf8))
        try folder.link("9.txt", to: "nowhere")
        let result = try read { $0.maximumSize = ByteSize(bytes: 1000) }
        #expect(
            problems(result) == [
                "1.txt empty", "2.txt.gz damaged", "3.txt too-large", "4.json json", "5.jsonl empty",
                "6.txt.zst too-large", "7.jsonl#1 too-large", "8.json empty", "9.txt unreadable",
            ])
        #expect(described(result) == ["7.jsonl#2 application/json"])
        #expect(
            result.rejected[2].reason.message
                == "the file is greater than maximum-size 1 kB; as much of it is kept")
        #expect(result.rejected[2].document.bytes.count == 1000)
    }

    @Test func aNameWithBracketsIsAName() throws {
        try folder.add("a [1].txt")
        try folder.add("x{y}/b.txt")
        #expect(described(try read(["a [1].txt", "x{y}/*"])) == ["a [1].txt text/plain", "x{y}/b.txt text/plain"])
    }

    @Test func nothingToReadIsAnError() throws {
        try folder.add("a.txt")
        let missing = #expect(throws: SourceError.self) { try read(["none/**"]) }
        #expect(missing?.message == "there is no '\(folder.path)/none'")
        let unmatched = #expect(throws: SourceError.self) { try read(["*.md"]) }
        #expect(unmatched?.message == "there is no file at '\(folder.path)/*.md'")
        #expect(throws: SourceError.self) { try read { $0.exclude = ["**/*.txt"] } }
    }

    @Test func theSurveyCountsWhatIsRead() throws {
        try folder.add("a.txt", [97, 98])
        try folder.add("b.jsonl", Array("{\"text\":\"1\"}\n\nbroken\n".utf8))
        try folder.add("c.json", Array("[{\"text\":\"1\"},{\"text\":\"2\"}]".utf8))
        try folder.add("d", Array("Text".utf8))
        try folder.link("e.txt", to: "nowhere")
        let survey = try StageHarness(IngestFiles.self, configuration(["**"])).survey()
        let result = try read()
        #expect(survey.documents == result.documents(RawDocument.self).count + result.rejected.count)
        #expect(survey.documents == 7)
    }

    @Test(arguments: [
        ([], [:], "paths", "names nothing to read"),
        (["-", "-"], [:], "paths", "names standard input twice"),
        (["a["], [:], "paths", "has the pattern 'a[', which has a '[' without its ']'"),
        (["a"], ["headline": "x"], "fields", "has 'headline', which no article has"),
        (["a"], ["title": ""], "fields", "names no member for 'title'"),
    ])
    func wrongOptions(paths: [String], fields: [String: String], option: String, message: String) {
        var configuration = IngestFiles.Configuration()
        configuration.paths = paths
        configuration.fields = fields
        let error = #expect(throws: OptionProblem.self) { try configuration.validate() }
        #expect(error?.option == option)
        #expect(error?.message == message)
    }

    @Test func anEncodingThatNobodyKnowsIsAnError() {
        var configuration = IngestFiles.Configuration()
        for known in ["windows-1252", "Latin1", "utf-16be", "shift_jis"] {
            configuration.charset = known
            #expect(throws: Never.self) { try configuration.validate() }
        }
        configuration.charset = "no-such-charset"
        let error = #expect(throws: OptionProblem.self) { try configuration.validate() }
        #expect(error?.option == "charset")
    }
}
