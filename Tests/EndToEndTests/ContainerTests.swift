import Foundation
import TestSupport
import Testing

/// Web archives and archives, read by the program.
@Suite struct ContainerTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        let pages = (0..<8).map { number in
            WebArchiveWriter.response(
                "https://news.example/\(number)/page.html",
                """
                <!doctype html><title>Page \(number)</title><link rel=canonical href="../\(number).html">
                <article><h1>Page \(number)</h1><p>\(Self.text(number))</p></article>
                """)
        }
        try folder.add("in/crawl.warc.gz", pages.flatMap { Packed.gzip($0) } + Packed.gzip(Array("no record\n".utf8)))
        try folder.add("in/pages.tar", ArchiveWriter.tar(("../../up.txt", "Up\n\n" + Self.text(8)), ("b.jpg", "x")))
        try folder.add(
            "pipeline.yaml",
            text: """
                galley: 1
                name: containers
                state: \(folder.path)/state
                parameters:
                  input: { type: path, default: "\(folder.path)/in" }
                stages:
                  read: { uses: ingest.files, with: { paths: ["${input}"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out/a.jsonl" } }
                """)
    }

    private static func text(_ number: Int) -> String {
        (0..<30).map { "Word\(number * 7919 % 1009 + $0 * number) stands here in sentence \($0)." }
            .joined(separator: " ")
    }

    private func galley(_ arguments: String...) throws -> Program.Result { try Program.run(arguments) }

    private struct Line: Decodable {
        let source: String
        let url: String?
    }

    private func published() throws -> [Line] {
        try folder.text("out/a.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func relativeAddressesStartFromWhereThePageWasFetched() throws {
        let result = try galley("run", folder.path + "/pipeline.yaml")
        #expect(result.code == 2, "\(result.messages)")
        let lines = try published()
        #expect(lines.count == 9)
        #expect(lines.prefix(8).map(\.url) == (0..<8).map { "https://news.example/\($0).html" })
        #expect(lines.first?.source == folder.path + "/in/crawl.warc.gz#0")
        #expect(lines.last?.source == folder.path + "/in/pages.tar#../../up.txt")
        // Names of entries lead nowhere.
        #expect(try folder.names() == ["in", "out", "pipeline.yaml", "state"])
        #expect(try folder.names("in") == ["crawl.warc.gz", "pages.tar"])
    }

    @Test func anUnchangedArchiveIsNotReadAgain() throws {
        // What was changed just now may change again unseen.
        usleep(30_000)
        let first = try galley("run", folder.path + "/pipeline.yaml", "--allow-quarantine", "--format", "json")
        #expect(first.output.contains("\"unchangedSince\":null"))
        let second = try galley("run", folder.path + "/pipeline.yaml", "--allow-quarantine", "--format", "json")
        #expect(second.output.contains("\"unchangedSince\":1"), "\(second.output)")
        let plan = try galley("plan", folder.path + "/pipeline.yaml")
        #expect(plan.output.contains("nothing has changed since run 1"))
        #expect(plan.output.contains("would read     10 documents"))
    }

    @Test func aChangedArchiveIsReadAgainAndWhatIsKnownIsUsed() throws {
        _ = try galley("run", folder.path + "/pipeline.yaml")
        let old = try folder.bytes("in/crawl.warc.gz")
        let page = WebArchiveWriter.response(
            "https://news.example/new", "<article><h1>New</h1><p>\(Self.text(9))</p></article>")
        try folder.add("in/crawl.warc.gz", old + Packed.gzip(page))
        let result = try galley("run", folder.path + "/pipeline.yaml", "--allow-quarantine")
        let row = result.output.split(separator: "\n").first { $0.hasPrefix("article") }
        #expect(row?.split(separator: " ").map(String.init)[2...6] == ["10", "10", "0", "0", "9"], "\(result.output)")
        #expect(try published().count == 10)
    }

    @Test func aDocumentIsExplainedByItsPlace() throws {
        _ = try galley("run", folder.path + "/pipeline.yaml")
        let found = try galley("explain", "crawl.warc.gz#0", "--state", folder.path + "/state")
        #expect(found.code == 0, "\(found.messages)")
        #expect(found.output.contains("\(folder.path)/in/crawl.warc.gz#0"), "\(found.output)")
        let entry = try galley("explain", "pages.tar#../../up.txt", "--state", folder.path + "/state")
        #expect(entry.code == 0, "\(entry.messages)")
    }

    @Test func whatIsQuarantinedKeepsItsAddress() throws {
        let empty = WebArchiveWriter.response("https://news.example/empty", "<title>Nothing</title><nav>Home</nav>")
        try folder.add("in/crawl.warc.gz", Packed.gzip(empty))
        _ = try galley("run", folder.path + "/pipeline.yaml")
        let index = try folder.text("state/quarantine/containers/index.jsonl")
        #expect(index.contains("\"address\":\"https://news.example/empty\""), "\(index)")
        let retried = try galley(
            "quarantine", "retry", folder.path + "/pipeline.yaml")
        #expect(retried.code == 0 || retried.code == 2, "\(retried.messages)")
        #expect(try folder.text("state/quarantine/containers/index.jsonl").contains("https://news.example/empty"))
    }

    @Test func anArchiveMayComeThroughAPipe() throws {
        for (name, count) in [("crawl.warc.gz", 8), ("pages.tar", 1)] {
            let line = "galley run pipeline.yaml --set input=- --allow-quarantine < in/\(name)"
            let result = try Program.runLine(line, folder: folder.path)
            #expect(result.code == 0, "\(result.output)")
            #expect(try published().count == count)
        }
    }
}
