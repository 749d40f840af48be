import Foundation
import TestSupport
import Testing

/// `galley schema`, held to an independent validator: what Galley takes the schema takes, and what a schema can see is
/// refused by it as well.
@Suite struct SchemaTests {
    private static let isInstalled = Python.isInstalled
    private static let skipped = Python.skipped
    private static let gallery = Program.project + "/Tests/Gallery/bad"

    /// What a schema can't refuse: these codes tell of several places at once, of files, of what parameters stand for, or
    /// of the spelling of a value.
    private static let unseen: Set = [
        "definition.bad-name", "definition.cycle", "definition.duplicate-reference", "definition.policy",
        "definition.secret",
        "definition.self-reference", "include.cycle", "include.name-taken", "include.several-ends",
        "include.too-large", "include.too-many", "include.unreadable", "definition.unknown-stage", "option.invalid",
        "parameter.choice",
        "parameter.environment", "parameter.in-default", "parameter.missing-value", "parameter.syntax",
        "parameter.too-large", "parameter.type", "parameter.unknown", "plan.ambiguous-combination",
        "plan.artifact-in-corpus", "plan.artifact-over-records", "plan.bad-option", "plan.condition-type",
        "plan.form-mismatch", "plan.input-from-sink", "plan.join-of-different-documents",
        "plan.layer-on-some-documents", "plan.missing-layer", "plan.shared-artifact",
        "plan.shared-standard-input",
        "plan.unknown-field", "test.ambiguous-source", "test.duplicate-name", "test.entry", "test.input", "test.layer",
        "test.missing-layer", "test.unreached-stage",
    ]

    /// Files of the gallery whose codes say that a schema could see them, and that it can't: it compares no two numbers.
    private static let unseenFiles: Set = ["condition-turned-round.yaml"]

    /// What is wrong with files, by path.
    private static func validate(_ files: [String]) throws -> [String: [String]] {
        let folder = try ScratchFolder()
        try folder.add("schema.json", text: try Program.run(["schema"]).output)
        let script = Program.project + "/Tests/EndToEndTests/Schema/validate.py"
        let result = try Python.run([script, folder.path + "/schema.json"] + files)
        #expect(result.code == 0, "\(result.messages)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: [String]])
    }

    @Test func itIsTheSameEveryTimeAndKnowsEveryStageType() throws {
        let schema = try Program.run(["schema"])
        #expect(schema.code == 0)
        #expect(try Program.run(["schema"]).output == schema.output)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) as? [String: Any])
        let definitions = try #require(json["definitions"] as? [String: Any])
        let types = try Program.run(["stages"]).output.split(separator: "\n").compactMap {
            $0.split(separator: " ").first
        }
        #expect(types.count > 8)
        for type in types { #expect(definitions["with-\(type)"] != nil, "\(type)") }
        let folder = try ScratchFolder()
        #expect(try Program.run(["schema", "-o", "s.json"], folder: folder.path).output.isEmpty)
        #expect(try folder.text("s.json") == schema.output)
    }

    @Test(.enabled(if: isInstalled, skipped)) func whatGalleyTakesIsValid() throws {
        let folder = try ScratchFolder()
        var files = PipelinesTests.names.map { Program.project + "/Pipelines/\($0).yaml" }
        for page in DocumentationTests.pages {
            for (name, text) in try DocumentationPage(page).files where name.hasSuffix(".yaml") {
                try folder.add(name, text: text)
                if try Program.run(["check", name], folder: folder.path).code == 0 {
                    files.append(folder.path + "/" + name)
                }
            }
        }
        for (number, text) in Self.good.enumerated() {
            try folder.add("good-\(number).yaml", text: text)
            let path = "\(folder.path)/good-\(number).yaml"
            let check = try Program.run(["check", path])
            #expect(check.code == 0, "\(check.messages)")
            files.append(path)
        }
        #expect(files.count > 8)
        for (path, problems) in try Self.validate(files) { #expect(problems.isEmpty, "\(path)") }
    }

    @Test(.enabled(if: isInstalled, skipped)) func whatASchemaCanSeeIsRefused() throws {
        let folder = try ScratchFolder()
        var files: [String] = []
        for (number, bad) in Self.bad.enumerated() {
            try folder.add("bad-\(number).yaml", text: bad)
            files.append("\(folder.path)/bad-\(number).yaml")
        }
        let problems = try Self.validate(files)
        for (number, file) in files.enumerated() {
            #expect(problems[file]?.isEmpty == false, "taken by the schema:\n\(Self.bad[number])")
            #expect(try Program.run(["check", file]).code == 65, "taken by galley:\n\(Self.bad[number])")
        }
    }

    /// The gallery of bad definitions, where there is one: a file whose errors have codes that a schema can see is
    /// refused, but for those that are listed.
    @Test(
        .enabled(if: isInstalled, skipped),
        .enabled(if: FileManager.default.fileExists(atPath: gallery), "there is no gallery of bad definitions"))
    func theGalleryIsRefused() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.gallery)
        let files = names.filter { $0.hasSuffix(".yaml") && !Self.unseenFiles.contains($0) }.sorted()
            .map { Self.gallery + "/" + $0 }
        let problems = try Self.validate(files)
        for file in files {
            let output = try Program.run(["check", "--format", "json", file]).output
            let told = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]] ?? []
            let seen = told.filter { problem in
                let notes = problem["notes"] as? [[String: Any]] ?? []
                let isOfParameter = notes.contains { ($0["message"] as? String ?? "").contains("parameter '") }
                let code = problem["code"] as? String ?? ""
                return problem["severity"] as? String == "error" && !isOfParameter && !code.hasPrefix("yaml.")
                    && !Self.unseen.contains(code)
            }
            guard !seen.isEmpty else { continue }
            let codes = seen.compactMap { $0["code"] as? String }
            #expect(problems[file]?.isEmpty == false, "\(file): a schema should see \(codes)")
        }
    }

    private static func pipeline(_ stages: String, _ more: String = "") -> String {
        "galley: 1\nname: a\n\(more)\nstages:\n" + stages.split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    private static let read = "read: { uses: ingest.files, with: { paths: [a] } }\n"
    private static let front = read + "article: { uses: normalize.article, from: read }\n"
    private static let lines = "lines: { uses: publish.jsonl, from: article, with: { path: a.jsonl } }\n"

    /// Definitions that use what the pipelines and the documentation don't.
    private static let good = [
        pipeline(
            """
            read:
              uses: ingest.files
              with: { paths: "${paths}", maximum-size: 20 MB, format: "${format}", charset: null, fields: { title: h, url: 1 } }
              on-error: "${policy}"
            article: { uses: normalize.article, from: [read] }
            split: { uses: extract.sentences, from: article, with: , when: { title: { not: [a, b], known: yes } } }
            phrases: { uses: extract.keyphrases, from: split, with: { count: "${count}", maximum-words: 2 } }
            lines: { uses: publish.jsonl, from: phrases, with: { path: "${env:OUT:-x}.jsonl" } }
            """,
            """
            x-mine: { a: [1, { b: c }] }
            state: build/a
            parameters:
              paths: [a, b]
              format: text
              policy: { default: skip, values: [skip, fail], description: what happens }
              count: { type: number, default: 1_0 }
            """),
        pipeline(
            """
            language: { uses: extract.language, from: article, with: { <<: *common, declared-fallback: no, languages: [en, no] } }
            lines: { uses: publish.jsonl, from: language, with: { path: 2024 } }
            """.replacing("language: { uses", with: front + "language: { uses"),
            "x-common: &common { minimum-confidence: 0.25 }"),
        pipeline(
            front
                + "language: { uses: extract.language, from: article, with: { declared-fallback: \"${fallback}\" } }\n"
                + lines.replacing("from: article", with: "from: language"), "parameters: { fallback: true }"),
        pipeline(
            """
            read: { uses: ingest.files, with: { paths: [a] }, rate: 1_000 / h, max-failures: 2.5 % }
            article:
              uses: normalize.article
              from: read
              retry: { attempts: "${attempts}", first: 1 min, factor: 1.5, most: 2h, jitter: 0, on: [error, timeout] }
              timeout: "${time}"
              rate: 10/s
              max-failures: 1_000
              jobs: "${jobs}"
            split: { uses: extract.sentences, from: article, retry: "${attempts}", timeout: 200ms, max-failures: "${share}" }
            lines: { uses: publish.jsonl, from: split, with: { path: a.jsonl }, retry: { on: error }, jobs: 4 }
            """, "parameters: { attempts: 5, time: 30s, jobs: 2, share: 5% }"),
    ]

    /// Every kind of badness that a schema can see.
    private static let bad = [
        "- a",
        "galley: 2\nname: a\nstages: { \(read) }",
        "name: a\nstages: { \(read) }",
        "galley: 1\nstages: { \(read) }",
        "galley: 1\nname: a",
        "galley: 1\nname: a\nstages: {}",
        pipeline(read, "steps: a"),
        pipeline(read, "parameters: { Size: 3 }"),
        pipeline(read, "include: [a.yaml]"),
        pipeline(read, "include: { front: { with: { a: 1 } } }"),
        pipeline(read, "parameters: { size: { type: nubmer, default: 3 } }"),
        pipeline(read, "parameters: { size: { defualt: 3 } }"),
        pipeline("Read: { uses: ingest.files, with: { paths: [a] } }"),
        pipeline("read: { use: ingest.files }"),
        pipeline("read: ingest.files"),
        pipeline("read: { uses: ingest.fils, with: { paths: [a] } }"),
        pipeline("read: { uses: ingest.files }"),
        pipeline("read: { uses: ingest.files, with: { path: [a] } }"),
        pipeline("read: { uses: ingest.files, with: { paths: a } }"),
        pipeline("read: { uses: ingest.files, with: { paths: [a], format: txt } }"),
        pipeline("read: { uses: ingest.files, with: { paths: [a], maximum-size: large } }"),
        pipeline("read: { uses: ingest.files, with: { paths: [a] }, on-error: retry }"),
        pipeline("read: { uses: ingest.files, with: { paths: [a] }, from: read }"),
        pipeline("read: { uses: ingest.files, with: { paths: [a] }, when: { path: a } }"),
        pipeline(read + "article: { uses: normalize.article }"),
        pipeline(read + "article: { uses: normalize.article, from: [] }"),
        pipeline(read + "article: { uses: normalize.article, from: read, when: { path: [] } }"),
        pipeline(read + "article: { uses: normalize.article, from: read, when: { bytes: { atleast: 3 } } }"),
        pipeline(read + "article: { uses: normalize.article, from: read, when: { bytes: { at-least: many } } }"),
        pipeline(read + "article: { uses: normalize.article, from: read, combine: zip }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, with: { count: 1 } }"),
        pipeline(front + "phrases: { uses: extract.keyphrases, from: article, with: { count: 0 } }"),
        pipeline(front + "phrases: { uses: extract.keyphrases, from: article, with: { count: \"3\" } }"),
        pipeline(front + "phrases: { uses: extract.keyphrases, from: article, with: { count: 1.5 } }"),
        pipeline(front + "language: { uses: extract.language, from: article, with: { declared-fallback: perhaps } }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, retry: often }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, retry: 0 }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, retry: { times: 3 } }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, retry: { jitter: 2 } }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, retry: { on: [] } }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, timeout: 30 }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, timeout: 3 days }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, rate: 10 }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, max-failures: some }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, max-failures: -1 }"),
        pipeline(front + "split: { uses: extract.sentences, from: article, jobs: 0 }"),
        pipeline(front + lines, "tests: { name: a }"),
        pipeline(front + lines, "tests: [{ name: a, input: a.txt }]"),
        pipeline(front + lines, "tests: [{ name: a, input: a.txt, expect: {} }]"),
        pipeline(front + lines, "tests: [{ name: a, input: a.txt, expect: { lines: {} } }]"),
        pipeline(front + lines, "tests: [{ name: a, inputs: a.txt, expect: { lines: 1 } }]"),
        pipeline(front + lines, "tests: [{ name: a, input: [], expect: { lines: 1 } }]"),
        pipeline(front + lines, "tests: [{ name: a, input: a.txt, expect: { lines: { title: { has: a } } } }]"),
    ]
}
