import Foundation
import TestSupport
import Testing

/// Files that commands write beside what pipelines publish never take the place of anything of a pipeline.
@Suite struct OutputFileTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for number in 0..<3 { try folder.add("in/\(number).txt", text: "Title \(number)\n\nSome text of \(number).\n") }
        try folder.add("in/empty.txt", text: "")
        try folder.add(
            "front.yaml",
            text: """
                galley: 1
                name: front
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read }
                """)
        try folder.add(
            "p.yaml",
            text: """
                galley: 1
                name: p
                state: .galley
                include: { front: front.yaml }
                stages:
                  lines: { uses: publish.jsonl, from: front, with: { path: out/lines.jsonl } }
                  pages: { uses: publish.markdown, from: front, with: { path: out/pages } }
                """)
        let run = try Program.run(["run", "p.yaml"], folder: folder.path)
        #expect(run.code == 2, "\(run.messages)")
        try folder.link("other", to: folder.path + "/out")
        try folder.link("corpus.txt", to: folder.path + "/in/0.txt")
        try FileManager.default.linkItem(atPath: folder.path + "/p.yaml", toPath: folder.path + "/twin.yaml")
    }

    private static let places = [
        ("p.yaml", "would write over the definition"), ("twin.yaml", "would write over the definition"),
        ("front.yaml", "would write over 'front.yaml', which the definition includes"),
        (".galley/state.db", "over the run's records"), (".galley/state.db-wal", "over the run's records"),
        (".galley/cache.db", "over the run's records"), (".galley/places/x", "over the run's records"),
        (".galley/quarantine/index.jsonl", "over the run's records"), ("ABSOLUTE/.galley/lock", "the run's records"),
        ("in/new.html", "what stage 'front.read' reads"), ("ABSOLUTE/in/0.txt", "what stage 'front.read' reads"),
        ("corpus.txt", "what stage 'front.read' reads"), ("out/lines.jsonl", "what stage 'lines' publishes"),
        ("./x/../out/pages/new.html", "what stage 'pages' publishes"), ("other/pages", "what stage 'pages' publishes"),
        ("-", "takes a file"),
    ]

    @Test(arguments: [
        ["runs", "last", "--pipeline", "p.yaml", "--html"], ["run", "p.yaml", "--events"],
        ["run", "p.yaml", "--metrics"],
        ["run", "p.yaml", "--to", "lines", "--events"], ["graph", "p.yaml", "--output"],
        ["graph", "p.yaml", "--to", "front.article", "--format", "html", "--output"],
        ["graph", "p.yaml", "--diff", "p.yaml", "-o"],
    ])
    func nothingOfAPipelineIsWrittenOver(command: [String]) throws {
        let before = try contents(of: folder.path)
        for (place, message) in Self.places {
            let path = place.replacing("ABSOLUTE", with: folder.path)
            let result = try Program.run(command + [path], folder: folder.path)
            #expect(result.code == 64 && result.output.isEmpty, "\(place): \(result)")
            #expect(result.messages.contains(message), "\(place): \(result.messages)")
            #expect(result.messages.contains("give "), "\(result.messages)")
        }
        #expect(try contents(of: folder.path) == before)
    }

    /// What is added to a file gets into no other by a name that doesn't show it.
    @Test func eventsGoIntoNoOtherFile() throws {
        try folder.link("later", to: "in/later.txt")
        try FileManager.default.linkItem(atPath: folder.path + "/in/0.txt", toPath: folder.path + "/hard")
        let before = try contents(of: folder.path)
        for (place, message) in [("later", "a link that leads nowhere"), ("hard", "a file with other names")] {
            let result = try Program.run(["run", "p.yaml", "--events", place], folder: folder.path)
            #expect(result.code == 64 && result.messages.contains(message), "\(result)")
        }
        #expect(try contents(of: folder.path) == before)
    }

    @Test func withoutTheDefinitionARunKnowsWhatItPublished() throws {
        for (place, message) in [
            ("out/lines.jsonl", "over 'out/lines.jsonl', which run 1 published"),
            ("out/pages/x.html", "over 'out/pages/', which run 1 published"), (".galley/state.db", "the run's records"),
        ] {
            let result = try Program.run(["runs", "1", "--html", place], folder: folder.path)
            #expect(result.code == 64 && result.messages.contains(message), "\(result)")
        }
    }

    @Test func aReportReplacesNothingButAReport() throws {
        try folder.add("empty.html", text: "")
        for name in ["new.html", "empty.html", "new.html"] {
            let result = try Program.run(["runs", "1", "--html", name], folder: folder.path)
            #expect(result.code == 0 && result.messages.isEmpty, "\(name): \(result)")
            #expect(try folder.text(name).contains("<h1>run 1 of p</h1>"))
        }
        _ = try Program.run(["graph", "p.yaml", "-o", "graph.html"], folder: folder.path)
        try folder.add("mine.html", text: "<!DOCTYPE html>\n<title>Mine</title>\n")
        for name in ["graph.html", "mine.html"] {
            let before = try folder.text(name)
            let result = try Program.run(["runs", "1", "--html", name], folder: folder.path)
            #expect(result.code == 64, "\(name)")
            #expect(result.messages.contains("would replace a file that isn't a report of a run that Galley wrote"))
            #expect(try folder.text(name) == before)
        }
    }

    @Test func aSchemaReplacesNothingButASchema() throws {
        for _ in 0..<2 {
            #expect(try Program.run(["schema", "--output", "galley.schema.json"], folder: folder.path).code == 0)
        }
        try folder.add("galley.schema.json", text: "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\"\n}\n")
        #expect(try Program.run(["schema", "--output", "galley.schema.json"], folder: folder.path).code == 0)
        let before = try folder.text("p.yaml")
        let result = try Program.run(["schema", "--output", "p.yaml"], folder: folder.path)
        #expect(result.code == 64 && result.messages.contains("a file that isn't a JSON Schema"), "\(result)")
        #expect(try folder.text("p.yaml") == before)
    }

    @Test func pagesAreNotWrittenOverByTheirTexts() throws {
        try folder.add("web/a.html", text: "<p>Some text of a page.</p>")
        for name in ["web/a.html", "web/new.html", "ABSOLUTE/web/b.html.gz"] {
            let path = name.replacing("ABSOLUTE", with: folder.path)
            let result = try Program.run(["extract", "--pages", "web", "--out", path], folder: folder.path)
            #expect(result.code == 64 && result.messages.contains("would write a page of"), "\(result)")
        }
        #expect(try contents(of: folder.path + "/web").count == 1)
        #expect(try Program.run(["extract", "--pages", "web", "--out", "web/all.json"], folder: folder.path).code == 0)
    }
}
