import Documents
import Files
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Ingest

/// What `ingest.files` makes of web archives and archives.
@Suite struct ContainerFilesTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func read(_ change: (inout IngestFiles.Configuration) -> Void = { _ in }) throws -> StageResult {
        var configuration = IngestFiles.Configuration()
        configuration.paths = ["\(folder.path)/**"]
        change(&configuration)
        return try StageHarness(IngestFiles.self, configuration).read()
    }

    /// Locators without the folder.
    private func places(_ result: StageResult) -> [String] {
        result.documents(RawDocument.self).map { String($0.locator.dropFirst(folder.path.count + 1)) }
    }

    private func problems(_ result: StageResult) -> [String] {
        result.rejected.map { "\($0.document.locator.dropFirst(folder.path.count + 1)) \($0.reason.code)" }
    }

    private static let page = WebArchiveWriter.response("https://example.org/a")

    @Test func pagesOfAWebArchiveAreDocuments() throws {
        let other = WebArchiveWriter.record(
            "response", "https://example.org/b",
            WebArchiveWriter.answer(type: "text/html; charset=windows-1252", Array("<p>Caf".utf8) + [0xE9]))
        try folder.add("crawl.warc.gz", Packed.gzip(Self.page) + Packed.gzip(other))
        try folder.add("without-suffix", Self.page)
        let result = try read()
        let documents = result.documents(RawDocument.self)
        #expect(
            places(result) == ["crawl.warc.gz#0", "crawl.warc.gz#\(Packed.gzip(Self.page).count)", "without-suffix#0"])
        #expect(
            documents.map(\.address) == ["https://example.org/a", "https://example.org/b", "https://example.org/a"])
        #expect(documents.map(\.charset) == ["utf-8", "windows-1252", "utf-8"])
        #expect(documents.allSatisfy { $0.mediaType == .html })
    }

    /// Two documents of the same bytes from the same address are two documents.
    @Test func theIdentityGoesByThePlaceInTheFile() throws {
        try folder.add("crawl.warc", Self.page + Self.page)
        #expect(Set(try read().documents(RawDocument.self).map(\.id)).count == 2)
    }

    @Test func whatIsWrongInAWebArchiveIsRejectedAtItsPlace() throws {
        try folder.add("crawl.warc", Self.page + Array("This is no record.\r\n\r\n".utf8) + Self.page)
        let result = try read()
        #expect(places(result) == ["crawl.warc#0", "crawl.warc#\(Self.page.count + 22)"])
        #expect(problems(result) == ["crawl.warc#\(Self.page.count) damaged"])
    }

    @Test func anArchiveOfWhichNothingIsReadIsTold() throws {
        try folder.add("a.zip", ArchiveWriter.zip([("photo.jpg", Array("x".utf8)), ("b.txt", Array("Text".utf8))]))
        try folder.add("b.zip", ArchiveWriter.zip([("photo.jpg", Array("x".utf8)), (".hidden", Array("x".utf8))]))
        let result = try read()
        #expect(places(result) == ["a.zip#b.txt"])
        #expect(problems(result) == ["b.zip empty"])
        #expect(problems(try read { $0.entries = ["*.md"] }) == ["a.zip empty", "b.zip empty"])
    }

    @Test func otherAnswersAreReadWhereThatIsAskedFor() throws {
        let gone = WebArchiveWriter.record(
            "response", "https://example.org/gone", WebArchiveWriter.answer(status: 410, Array("<p>Gone".utf8)))
        let wrong = WebArchiveWriter.record(
            "response", "https://example.org/wrong",
            more: ["WARC-Block-Digest: sha1:\(String(repeating: "A", count: 32))"],
            WebArchiveWriter.answer(Array("<p>Wrong".utf8)))
        try folder.add("crawl.warc", gone + wrong)
        #expect(places(try read()) == ["crawl.warc#\(gone.count)"])
        #expect(places(try read { $0.statuses = [200, 410] }).count == 2)
        #expect(problems(try read { $0.verifyDigests = true }) == ["crawl.warc#\(gone.count) digest"])
    }

    @Test func filesOfAnArchiveAreReadByTheirNames() throws {
        let inner = ArchiveWriter.zip([("deep.txt", Array("Deep".utf8)), ("picture.jpg", [0xFF, 0xD8])])
        try folder.add(
            "all.tar.gz",
            Packed.gzip(
                ArchiveWriter.tar([
                    ("news/a.html", "0", Array("<p>Text".utf8)), ("news/picture.jpg", "0", [0xFF, 0xD8, 0]),
                    ("news/.hidden.txt", "0", [65]), ("__MACOSX/._a.html", "0", [65]), ("README", "0", [65]),
                    ("wire.jsonl", "0", Array("{\"text\":\"One\"}\n{\"text\":\"Two\"}\n".utf8)),
                    ("b.txt.gz", "0", Packed.gzip(Array("Text".utf8))), ("inner.zip", "0", inner),
                    ("crawl.warc", "0", Self.page), ("empty.txt", "0", []),
                ])))
        let result = try read()
        #expect(
            places(result).map { $0.dropFirst("all.tar.gz#".count) } == [
                "news/a.html", "README", "wire.jsonl#1", "wire.jsonl#2", "b.txt.gz", "inner.zip#deep.txt",
                "crawl.warc#0",
            ])
        #expect(
            result.documents(RawDocument.self).map(\.mediaType.name) == [
                "text/html", "text/plain", "application/json", "application/json", "text/plain", "text/plain",
                "text/html",
            ])
        #expect(result.documents(RawDocument.self)[4].bytes == Array("Text".utf8))
        #expect(problems(result) == ["all.tar.gz#empty.txt empty"])
        let chosen = try read { $0.entries = ["news/*.{html,jpg}", "**/*.txt"] }
        #expect(places(chosen) == ["all.tar.gz#news/a.html", "all.tar.gz#news/picture.jpg"])
    }

    @Test func archivesLieInArchivesThreeDeepAtMost() throws {
        var archive = ArchiveWriter.tar(("a.txt", "Text"))
        for depth in 1...4 {
            try folder.add("\(depth).tar", archive)
            archive = ArchiveWriter.tar([("in.tar", "0", archive)])
        }
        let result = try read()
        #expect(places(result) == ["1.tar#a.txt", "2.tar#in.tar#a.txt", "3.tar#in.tar#in.tar#a.txt"])
        #expect(problems(result) == ["4.tar#in.tar#in.tar#in.tar nesting"])
    }

    @Test func whatIsWrongInAnArchiveIsRejectedAndTheOthersAreRead() throws {
        try folder.add(
            "a.zip",
            ArchiveWriter.zip(
                [
                    ("a.txt", [65]), ("b.txt", [66]), ("c.txt", [67]), ("d.txt", [UInt8](repeating: 68, count: 2000)),
                    ("picture.jpg", [1]), ("e.txt", [69]),
                ], encrypted: ["b.txt", "picture.jpg"], damaged: ["c.txt"]))
        let result = try read { $0.maximumSize = ByteSize(bytes: 1000) }
        #expect(places(result) == ["a.zip#a.txt", "a.zip#e.txt"])
        #expect(problems(result) == ["a.zip#b.txt encrypted", "a.zip#c.txt damaged", "a.zip#d.txt too-large"])
        try folder.add("a.zip", Array("This is no archive.".utf8))
        #expect(problems(try read()) == ["a.zip damaged"])
    }

    @Test func anArchiveOfTooManyEntriesIsReadSoFar() throws {
        try folder.add("a.tar", ArchiveWriter.tar((0..<9).map { ("\($0).txt", "0", [65]) }))
        let result = try read { $0.maximumEntries = 4 }
        #expect(places(result).count == 4)
        #expect(problems(result) == ["a.tar too-large"])
    }

    @Test func theFormatMayBeTold() throws {
        try folder.add("a.bin", ArchiveWriter.tar(("a.txt", "Text")))
        try folder.add("b.bin", Self.page)
        #expect(places(try read { $0.format = .archive }) == ["a.bin#a.txt"])
        #expect(problems(try read { $0.format = .archive }) == ["b.bin damaged"])
        #expect(places(try read { $0.format = .warc }) == ["b.bin#0"])
    }

    @Test func theSurveyCountsWhatIsRead() throws {
        try folder.add("a.warc", Self.page + Array("no record\n".utf8) + Self.page)
        try folder.add(
            "b.tar", ArchiveWriter.tar(("a.txt", "Text"), ("b.jpg", "x"), ("c.jsonl", "{\"text\":\"One\"}\n")))
        var configuration = IngestFiles.Configuration()
        configuration.paths = ["\(folder.path)/**"]
        #expect(try StageHarness(IngestFiles.self, configuration).survey().documents == 5)
    }

    @Test func aPatternOfEntriesIsChecked() {
        var configuration = IngestFiles.Configuration()
        configuration.entries = ["a["]
        #expect(throws: OptionProblem.self) { try configuration.validate() }
    }
}
