import Foundation
import TestArchives
import TestSupport
import Testing

/// Feeds, mail, items of the press, office documents and tables, read by the program.
@Suite struct FormatsTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        let samples = Program.project + "/Tests/Fuzzing/Samples"
        // Of office documents and of the web there are also parts that are no documents by themselves.
        let parts = { (name: String) in
            name.hasPrefix("web/") || name.hasPrefix("office/") && (name.hasSuffix(".xml") || name.hasSuffix(".opf"))
        }
        for (name, bytes) in try contents(of: samples) where !parts(name) { try folder.add("in/\(name)", Array(bytes)) }
        let message = try folder.text("in/mime/plain.eml")
        try folder.add("in/mime/all.mbox", text: "From x\n\(message)\nFrom y\n\(message)")
        try folder.add("in/table.csv", text: "title;body\nOne;Text of one.\nTwo;\n")
        try folder.add("in/paper.pdf", PDFMaker.document("It ran late.", title: "Ferry late", author: "Jane Roe"))
        try folder.add("in/broken.pdf", text: "%PDF-1.4\nand nothing else\n")
        try folder.add(
            "pipeline.yaml",
            text: """
                galley: 1
                name: formats
                state: \(folder.path)/state
                parameters:
                  input: { type: path, default: "\(folder.path)/in" }
                stages:
                  read: { uses: ingest.files, with: { paths: ["${input}"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out/a.jsonl" } }
                """)
    }

    private func galley(_ arguments: String...) throws -> Program.Result { try Program.run(arguments) }

    private struct Line: Decodable {
        let source: String
        let title: String?
        let text: String
    }

    private func published() throws -> [Line] {
        try folder.text("out/a.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test func allBecomeArticles() throws {
        let result = try galley("run", folder.path + "/pipeline.yaml")
        #expect(result.code == 2, "\(result.messages)")
        let lines = try published()
        let places: [String] = lines.map { String($0.source.dropFirst(folder.path.count + 4)) }
        let expected: [String] = [
            "feed/atom.xml#https://harbour.example/1.html", "feed/atom.xml#2", "feed/feed.json#1",
            "feed/rdf.xml#https://harbour.example/1", "feed/rss.xml#https://harbour.example/1",
            "mime/all.mbox#1", "mime/all.mbox#2", "mime/mixed.eml", "mime/plain.eml", "office/book.epub#a.xhtml",
            "office/text.odt", "office/word.docx", "paper.pdf", "press/newsml.xml#1", "press/nitf.xml", "table.csv#2",
        ]
        #expect(places == expected)
        #expect(lines.allSatisfy { !$0.text.isEmpty })
        #expect(lines.first { $0.source.hasSuffix("mixed.eml") }?.text == "Die Fähre kam spät. Wieder.")
        #expect(lines.first { $0.source.hasSuffix("word.docx") }?.title == "Ferry late")
        #expect(lines.first { $0.source.hasSuffix("paper.pdf") }?.text == "It ran late.")
        let index = try folder.text("state/quarantine/formats/index.jsonl")
        #expect(index.contains("table.csv#3") && index.contains("without-text"))
        #expect(index.contains("broken.pdf") && index.contains("\"pdf\""))
    }

    @Test func whatIsUnchangedIsNotReadAgain() throws {
        // What was changed just now may change again unseen.
        usleep(30_000)
        _ = try galley("run", folder.path + "/pipeline.yaml", "--allow-quarantine")
        let second = try galley("run", folder.path + "/pipeline.yaml", "--allow-quarantine", "--format", "json")
        #expect(second.output.contains("\"unchangedSince\":1"), "\(second.output)")
        let plan = try galley("plan", folder.path + "/pipeline.yaml")
        #expect(plan.output.contains("would read     18 documents"), "\(plan.output)")
    }

    @Test func aFeedMayComeThroughAPipe() throws {
        let line = "galley run pipeline.yaml --set input=- < in/feed/rss.xml"
        let result = try Program.runLine(line, folder: folder.path)
        #expect(result.code == 0, "\(result.output)")
        #expect(try published().map(\.source) == ["<stdin>#https://harbour.example/1"])
    }

    @Test func whatWasQuarantinedIsTriedAgainWithWhatTheFeedSaid() throws {
        try folder.add(
            "in/feed/rss.xml", text: "<rss><channel><item><title>Only a title</title></item></channel></rss>")
        _ = try galley("run", folder.path + "/pipeline.yaml")
        #expect(try folder.text("state/quarantine/formats/index.jsonl").contains("rss.xml#1"))
        let retried = try galley("quarantine", "retry", folder.path + "/pipeline.yaml")
        #expect(retried.output.contains("rss.xml#1") || retried.messages.contains("rss.xml#1"), "\(retried)")
    }
}
