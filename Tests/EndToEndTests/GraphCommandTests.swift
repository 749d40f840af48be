import Foundation
import TestSupport
import Testing

/// `galley graph`: pictures in all formats, parts of graphs, and differences.
@Suite struct GraphCommandTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.add("in/a.txt", text: "Bridge closes\n\nThe harbour bridge will close on Monday.\n")
        try folder.add("old.yaml", text: Self.definition)
    }

    private static let definition = """
        galley: 1
        name: small
        stages:
          read: { uses: ingest.files, with: { paths: ["in/**"] } }
          article: { uses: normalize.article, from: read }
          split: { uses: extract.sentences, from: article }
          lines: { uses: publish.jsonl, from: split, with: { path: out/a.jsonl } }
          plain: { uses: publish.jsonl, from: article, with: { path: out/b.jsonl } }
        """

    private func graph(_ arguments: String..., path: String = "/usr/bin:/bin") throws -> Program.Result {
        try Program.run(["graph"] + arguments, environment: ["PATH": path], folder: folder.path)
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path + "/" + name) }

    // MARK: - Text

    @Test func aNarrowTerminalHasMoreRowsThenAList() throws {
        let narrow = try Program.run(["graph", "old.yaml"], environment: ["COLUMNS": "30"], folder: folder.path)
        #expect(narrow.output.split(separator: "\n").allSatisfy { $0.count <= 30 })
        #expect(narrow.output.contains("┃ plain"))
        let list = try Program.run(["graph", "old.yaml"], environment: ["COLUMNS": "12"], folder: folder.path)
        #expect(
            list.output.hasPrefix(
                """
                read  ingest.files
                    gives  RawDocument
                    to     article
                article  normalize.article
                    from   read
                """))
    }

    @Test func mergesAndConditionsCanBeToldApart() throws {
        try folder.add(
            "merge.yaml",
            text: """
                galley: 1
                name: merge
                stages:
                  one: { uses: ingest.files, with: { paths: ["in/a.txt"] } }
                  two: { uses: ingest.files, with: { paths: ["in/*"] } }
                  all: { uses: normalize.article, from: [one, two] }
                  lines: { uses: publish.jsonl, from: all, when: { title: "it's #1" }, with: { path: out/m.jsonl } }
                """)
        #expect(
            try graph("merge.yaml").output == """
                ╭───────────────╮  ╭───────────────╮
                │ one           │  │ two           │
                │ ingest.files  │  │ ingest.files  │
                │ → RawDocument │  │ → RawDocument │
                ╰───────┬───────╯  ╰───────┬───────╯
                        │             ╭────╯
                       ┌▽─────────────▽────┐
                       │ all               │
                       │ normalize.article │
                       │ merge of 2        │
                       │ → Article         │
                       └─────────┬─────────┘
                                 │
                     ┏━━━━━━━━━━━▼━━━━━━━━━━━┓
                     ┃ lines                 ┃
                     ┃ publish.jsonl         ┃
                     ┃ when title: "it's #1" ┃
                     ┗━━━━━━━━━━━━━━━━━━━━━━━┛

                """)
        let mermaid = try graph("merge.yaml", "--format", "mermaid").output
        #expect(mermaid.contains("s0 --o|\"RawDocument\"| s2") && mermaid.contains("s2 -.->|\"Article\"| s3"))
        #expect(mermaid.contains("<i>when title: &quot;it's #35;1&quot;</i>"))
        let dot = try graph("merge.yaml", "--format", "dot").output
        #expect(dot.matches(of: /arrowhead=empty/).count == 2 && dot.matches(of: /style=dashed/).count == 1)
    }

    /// A line for every stage past all that follow it: nobody could follow those.
    @Test func aGraphThatIsTooGreatIsAList() throws {
        let count = 250
        let chain = (1..<count).map {
            "  s\($0): { uses: extract.sentences, from: \($0 == 1 ? "article" : "s\($0 - 1)") }\n"
        }
        let all = (1..<count).map { "s\($0)" }.joined(separator: ", ")
        let end = "  end: { uses: publish.jsonl, from: [\(all)], with: { path: out/z.jsonl } }\n"
        try folder.add("great.yaml", text: Self.definition + "\n" + chain.joined() + end)
        #expect(try graph("great.yaml").output.hasPrefix("read  ingest.files\n    gives  RawDocument\n"))
        let page = try graph("great.yaml", "--format", "html").output
        #expect(page.contains("too great to be drawn") && !page.contains("<svg"))
        #expect(page.contains("<li><a href=\"#stage-0\">read</a> ingest.files</li>"))
    }

    @Test func aPipeHasNoColoursAndUTF8WhateverTheLocale() throws {
        let plain = try Program.run(["graph", "old.yaml"], environment: ["LC_ALL": "C"], folder: folder.path).output
        #expect(plain.contains("╭") && !plain.contains("\u{1B}"))
    }

    /// Through `script`, which gives the program a terminal.
    @Test(.enabled(if: Shells.find("script") != nil, "util-linux's 'script' isn't installed"))
    func aTerminalHasColoursAndWhatItsLocaleCanShow() throws {
        func onTerminal(_ environment: [String: String]) throws -> String {
            let line =
                "\(Program.binary.path) graph \(folder.path)/old.yaml; \(Program.binary.path) graph "
                + "\(folder.path)/old.yaml --format png"
            let script = try #require(Shells.find("script"))
            let running = try Program.start(["-qec", line, "/dev/null"], environment: environment, executable: script)
            try running.input.close()
            return running.wait().output
        }
        let colored = try onTerminal(["LC_ALL": "C.UTF-8", "TERM": "xterm"])
        #expect(colored.contains("\u{1B}[34m╭") && colored.contains("┏"))
        #expect(colored.contains("Error: a PNG picture isn't for a terminal"))
        let ascii = try onTerminal(["LC_ALL": "C", "TERM": "xterm", "NO_COLOR": "1"])
        #expect(ascii.contains("| article ") && ascii.contains("-> RawDocument"))
        #expect(ascii.prefix { $0 != "E" }.unicodeScalars.allSatisfy(\.isASCII) && !ascii.contains("\u{1B}["))
    }

    // MARK: - Files and Graphviz

    @Test func theNameOfAFileTellsTheFormat() throws {
        for (name, start) in [("a.dot", "digraph"), ("a.mmd", "flowchart"), ("a.html", "<!DOCTYPE"), ("a.json", "{")] {
            #expect(try graph("old.yaml", "-o", "new/\(name)").code == 0)
            #expect(try folder.text("new/\(name)").hasPrefix(start), "\(name)")
        }
        #expect(try graph("old.yaml", "-o", "a.html", "--format", "mermaid").code == 0)
        #expect(try folder.text("a.html").hasPrefix("flowchart"))
    }

    @Test(
        .enabled(if: Shells.find("dot") != nil, "Graphviz isn't installed"), arguments: ["clean", "branches", "digest"])
    func graphvizLaysOutSVGAndPNG(name: String) throws {
        let definition = "\(Program.project)/Pipelines/\(name).yaml"
        let svg = try graph(definition, "--format", "svg")
        #expect(svg.code == 0 && svg.messages.isEmpty)
        #expect(svg.output.contains("<svg") && svg.output.contains(">article</text>"))
        #expect(try graph(definition, "-o", "a.png").code == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.png"))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test func withoutGraphvizThereIsAWayOut() throws {
        let missing = try graph("old.yaml", "-o", "a.svg", path: folder.path + "/none")
        #expect(missing.code == 69)
        #expect(
            missing.messages
                == """
                error: '--format svg' needs Graphviz to lay out the graph, and there is no 'dot' on PATH
                  install it (Debian: apt-get install graphviz, macOS: brew install graphviz), or use '--format html', \
                which needs nothing

                """)
        try folder.add("bin/dot", text: "#!/bin/sh\necho 'dot: no fonts' >&2\nexit 3\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/bin/dot")
        let broken = try graph("old.yaml", "-o", "a.svg", path: folder.path + "/bin:/usr/bin:/bin")
        #expect(broken.code == 69)
        #expect(broken.messages.contains("it ended with code 3: dot: no fonts"))
        #expect(!exists("a.svg"))
    }

    // MARK: - JSON, dry-run

    @Test func theJSONHasStagesAndEdges() throws {
        let pipeline = "\(Program.project)/Pipelines/branches.yaml"
        let data = Data(try graph(pipeline, "--format", "json").output.utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let stages = try #require(json["stages"] as? [[String: Any]])
        let summary = try #require(stages.first { $0["stage"] as? String == "summary" })
        #expect(summary["family"] as? String == "summarize" && summary["shape"] as? String == "transform")
        #expect(summary["when"] as? [String] == ["language: en", "words: {at-least: 300}"])
        #expect(summary["layersIn"] as? [String] == ["Language", "Sentences", "Statistics"])
        let options = try #require(summary["options"] as? [[String: Any]])
        #expect(options.contains { $0["name"] as? String == "sentences" && $0["given"] as? Bool == false })
        let edges = try #require(json["edges"] as? [[String: Any]])
        let edge = try #require(edges.first { $0["from"] as? String == "keyphrases" })
        #expect(edge["to"] as? String == "everything" && edge["combination"] as? String == "join")
        #expect(edge["adds"] as? [String] == ["Keyphrases"] && edge["form"] as? String == "Article")
    }

    @Test func theDryRunIsLaidOverThePicture() throws {
        try folder.add("out/a.jsonl", text: "old")
        let result = try graph("old.yaml", "--plan")
        #expect(result.code == 0)
        for text in ["would read 1 document", "would replace out/a.jsonl", "would create out/b.jsonl"] {
            #expect(result.output.contains(text), "\(text)\n\(result.output)")
        }
        #expect(!exists("out/b.jsonl"))
        try FileManager.default.removeItem(atPath: folder.path + "/in")
        #expect(try graph("old.yaml", "--plan").code == 66)
    }

    // MARK: - Parts

    @Test func aPartIsDrawnPlannedAndRun() throws {
        #expect(try graph("old.yaml", "--to", "lines", "--format", "json").output.contains("\"stage\":\"split\""))
        #expect(try !graph("old.yaml", "--to", "lines", "--format", "json").output.contains("\"stage\":\"plain\""))
        let plan = try Program.run(["plan", "old.yaml", "--only", "plain"], folder: folder.path)
        #expect(plan.output.contains("3 stages") && !plan.output.contains("lines"))
        let run = try Program.run(["run", "old.yaml", "--from", "split"], folder: folder.path)
        #expect(run.code == 0, "\(run.messages)")
        #expect(exists("out/a.jsonl") && !exists("out/b.jsonl"))
    }

    @Test func aPartIsTheSameBytes() throws {
        #expect(try Program.run(["run", "old.yaml"], folder: folder.path).code == 0)
        let whole = try folder.text("out/a.jsonl")
        try FileManager.default.removeItem(atPath: folder.path + "/out")
        #expect(try Program.run(["run", "old.yaml", "--to", "lines"], folder: folder.path).code == 0)
        #expect(try folder.text("out/a.jsonl") == whole)
    }

    @Test(arguments: [
        (["graph", "old.yaml", "--to", "slpit"], "'small' has no stage 'slpit'\n  did you mean 'split'?"),
        (["plan", "old.yaml", "--from", "lines", "--to", "plain"], "no path leads from lines to plain"),
        (
            ["run", "old.yaml", "--to", "split"],
            "publishes nothing: there is no sink in it\n  choose one of the sinks (lines, plain)"
        ),
        (["plan", "old.yaml", "--only", "split", "--to", "lines"], "'--only' can't be combined"),
        (["graph", "old.yaml", "--exit-code"], "'--exit-code' is only of use with '--diff'"),
        (["graph", "old.yaml", "--diff", "old.yaml", "--to", "split"], "'--diff' compares whole definitions"),
        (["graph", "-", "--diff", "-"], "standard input can't hold both"),
    ]) func whatCantBeMeantIs64(arguments: [String], message: String) throws {
        let result = try Program.run(arguments, folder: folder.path)
        #expect(result.code == 64)
        #expect(result.output.isEmpty)
        #expect(result.messages.contains(message), "\(result.messages)")
        #expect(!exists("out"))
    }

    // MARK: - Differences

    @Test func aDifferenceIsToldAndDrawn() throws {
        let new = Self.definition.replacing("  plain:", with: "  # renamed\n  whole:")
            .replacing("from: article }", with: "from: article, with: { abbreviations: [Dept] } }")
        try folder.add("new.yaml", text: new)
        let result = try graph("new.yaml", "--diff", "old.yaml", "--exit-code")
        #expect(result.code == 1)
        #expect(
            result.output
                == """
                'small': 2 stages differ

                ~ split  extract.sentences
                    option abbreviations: [] → [Dept]
                ~ whole  publish.jsonl
                    id: plain → whole

                runs again: split, lines (2 of 5 stages)

                """)
        let json = try graph("new.yaml", "--diff", "old.yaml", "--format", "json").output
        #expect(json.contains("\"difference\":\"renamed\"") && json.hasSuffix("\"runsAgain\":[\"split\",\"lines\"]}\n"))
        let dot = try graph("new.yaml", "--diff", "old.yaml", "--format", "dot")
        #expect(dot.code == 0 && dot.output.contains("<i>changed</i>") && dot.output.contains("<i>renamed</i>"))
    }

    /// The edges of both definitions together go in a circle.
    @Test func stagesThatChangedPlacesAreDrawn() throws {
        let middle = """
              a: { uses: extract.language, from: article }
              b: { uses: extract.sentences, from: a }
              c: { uses: publish.jsonl, from: b, with: { path: out/c.jsonl } }
            """
        let turned = middle.replacing("from: article", with: "from: b").replacing("from: a }", with: "from: article }")
            .replacing("from: b, with", with: "from: a, with")
        try folder.add("there.yaml", text: Self.definition + "\n" + middle)
        try folder.add("back.yaml", text: Self.definition + "\n" + turned)
        let told = try graph("back.yaml", "--diff", "there.yaml").output
        #expect(told.contains("runs again: b, a, c (3 of 8 stages)"), "\(told)")
        for format in ["html", "dot", "mermaid"] {
            let drawn = try graph("back.yaml", "--diff", "there.yaml", "--format", format)
            #expect(drawn.code == 0 && drawn.messages.isEmpty)
            #expect(drawn.output.contains("from: a → article"), "\(format)")
        }
    }

    @Test func noDifferenceIsCodeZero() throws {
        try folder.add(
            "same.yaml",
            text: "# comment\n"
                + Self.definition.replacing("{ uses: extract", with: "{ on-error: quarantine, uses: extract"))
        let result = try graph("same.yaml", "--diff", "old.yaml", "--exit-code")
        #expect(result.code == 0)
        #expect(result.output == "'small': no stage differs\n")
    }

    @Test func aSecretIsNotShownByAnyPicture() throws {
        let secret = Self.definition.replacing("\"in/**\"", with: "\"in/**\", \"${env:PLACE}\"")
        try folder.add("secret.yaml", text: secret)
        for arguments in [
            ["--format", "json"], ["--format", "html"], ["--diff", "old.yaml"],
            ["--diff", "old.yaml", "--format", "dot"],
        ] {
            let result = try Program.run(
                ["graph", "secret.yaml"] + arguments, environment: ["PLACE": "hush"], folder: folder.path)
            #expect(result.code == 0)
            #expect(result.output.contains("${env:PLACE}"), "\(arguments)")
            #expect(!result.output.contains("hush"), "\(arguments)")
        }
    }
}
