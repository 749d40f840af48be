import Foundation
import TestSupport
import Testing

/// What a script that calls the program relies on: exit codes, which stream says what, and that nothing is written when
/// nothing should be.
@Suite struct CommandLineTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.add("in/a.txt", Array("Bridge closes\n\nThe harbour bridge will close on Monday.\n".utf8))
        try folder.add("in/b.txt", Array("Rates rise\n\nThe central bank raised its main rate by half a point.\n".utf8))
    }

    private func clean(_ more: String..., input: String = "in") throws -> Program.Result {
        try Program.run(
            ["run", "Pipelines/clean.yaml", "--set", "input=\(folder.path)/\(input)", "--set"]
                + ["output=\(folder.path)/out"] + more)
    }

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path + "/" + name) }

    @Test func aRunEndsWithAnAccountThatAddsUp() throws {
        let result = try clean()
        #expect(result.code == 0, "\(result.messages)")
        #expect(result.output.contains("published  \(folder.path)/out/articles.jsonl\n"))
        #expect(result.output.contains("2 documents in "))
        let published = try String(contentsOfFile: folder.path + "/out/articles.jsonl", encoding: .utf8)
        #expect(published.split(separator: "\n").count == 2)
        #expect(published.contains("\"title\":\"Bridge closes\""))
    }

    @Test func aThousandWarningsMakeNoWrongDefinitionRight() throws {
        let parameters = (0...1000).map { "  p\($0): x\n" }.joined()
        let text =
            "galley: 1\nname: a\nparameters:\n\(parameters)stages:\n"
            + "  read: { uses: ingest.files, with: { paths: [in] }, bogus: 1 }\n"
        try folder.add("a.yaml", Array(text.utf8))
        let checked = try Program.run(["check", folder.path + "/a.yaml"])
        #expect(checked.code == 65)
        #expect(checked.messages.contains("'bogus'"))
        #expect(try Program.run(["run", folder.path + "/a.yaml"]).code == 65)
    }

    @Test func theAccountAsJSON() throws {
        try folder.add("in/c.txt", [])
        let result = try clean("--format", "json")
        #expect(result.code == 2)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let stages = try #require(json["stages"] as? [[String: Any]])
        #expect(stages.map { $0["stage"] as? String } == ["read", "article", "lines"])
        for stage in stages {
            let number = { (name: String) in stage[name] as? Int ?? -1 }
            #expect(number("in") + number("added") == number("out") + number("filtered") + number("quarantined"))
        }
        #expect(json["quarantined"] as? Int == 1)
        #expect(json["quarantine"] as? String == folder.path + "/out/.galley/quarantine/clean")
    }

    @Test func documentsInQuarantineAreCodeTwoUnlessAllowed() throws {
        try folder.add("in/c.txt", [])
        #expect(try clean().code == 2)
        let allowed = try clean("--allow-quarantine")
        #expect(allowed.code == 0)
        #expect(allowed.output.contains("quarantine \(folder.path)/out/.galley/quarantine/clean/  (1 document"))
        let index = try folder.text("out/.galley/quarantine/clean/index.jsonl")
        #expect(index.contains("\"stage\":\"read\",\"code\":\"empty\",\"reason\":\"the file is empty\""))
    }

    @Test func aDryRunWritesNothingAndCountsWhatTheRunReads() throws {
        let result = try clean("--dry-run")
        #expect(result.code == 0)
        #expect(result.output.contains("would read     2 documents"))
        #expect(result.output.contains("would create   \(folder.path)/out/articles.jsonl by 'lines'"))
        #expect(!exists("out"))
        #expect(try contents(of: folder.path).count == 2)
    }

    @Test(arguments: [
        (["frobnicate"], "frobnicate"), (["run"], "<definition>"),
        (["run", "Pipelines/clean.yaml", "--jobs", "0"], "0"),
        (["run", "Pipelines/clean.yaml", "--set", "input"], "name=value"),
        (["graph", "Pipelines/clean.yaml", "--format", "pdf"], "pdf"),
        (["stages", "extract.nothing"], "extract.nothing"),
    ])
    func aWrongCommandLineIs64(arguments: [String], named: String) throws {
        let result = try Program.run(arguments)
        #expect(result.code == 64)
        #expect(result.output.isEmpty)
        #expect(result.messages.contains(named))
    }

    @Test func aWrongDefinitionIs65AndShowsItsPlaces() throws {
        try folder.add(
            "bad.yaml",
            Array(
                """
                galley: 1
                name: bad
                stages:
                  read: { uses: ingest.fils, with: { paths: [a] } }
                  article: { uses: normalize.article, from: raed }
                """.utf8))
        for command in ["check", "run", "plan", "graph"] {
            let result = try Program.run([command, folder.path + "/bad.yaml"])
            #expect(result.code == 65, "\(command)")
            #expect(result.output.isEmpty, "\(command)")
            #expect(result.messages.contains("bad.yaml:4:17: error: "), "\(command)")
            #expect(result.messages.contains("ingest.files"), "\(command)")
            #expect(result.messages.contains("bad.yaml:5:"), "\(command)")
        }
    }

    @Test func nothingThatIsShownSteersTheTerminal() throws {
        let hostile = "\u{1B}[31m\u{7}\u{9B}\u{202E}"
        try folder.add("bad.yaml", Array("galley: 1\nname: \"\\e[31m\\n\\a\"\nstages: { a: { uses: b } }\n".utf8))
        let results = [
            try Program.run(["check", folder.path + "/bad.yaml"]), try Program.run(["check", hostile]),
            try clean("--dry-run", input: hostile), try clean("--dry-run", "--state", folder.path + "/" + hostile),
            try clean("--state", folder.path + "/" + hostile),
        ]
        #expect(results.map(\.code) == [65, 66, 65, 0, 0])
        #expect(results[0].messages.contains("definition.bad-name"))
        for result in results {
            for scalar in (result.output + result.messages).unicodeScalars where scalar != "\n" {
                let isPlain = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value != 0x202E
                #expect(isPlain, "\(scalar.value)")
            }
        }
    }

    @Test func aClosedStandardInputIsAnErrorNotAWait() throws {
        let script = "exec \"$0\" check - <&-"
        let running = try Program.start(
            ["-c", script, Program.binary.path], executable: URL(fileURLWithPath: "/bin/bash"))
        #expect(running.wait().code == 66)
    }

    @Test func whatARunWritesIsNoneOfItsCorpus() throws {
        try folder.add(
            "loop.yaml",
            Array(
                """
                galley: 1
                name: loop
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: in/out/a.jsonl } }
                """.utf8))
        let refused = try Program.run(["check", "loop.yaml"], folder: folder.path)
        #expect(refused.code == 65)
        #expect(refused.messages.contains("plan.artifact-in-corpus"))
        // The definitions that ship leave out what they publish themselves.
        let pipeline = Program.project + "/Pipelines/clean.yaml"
        for _ in 0..<2 {
            let arguments = ["run", pipeline, "--set", "input=in", "--set", "output=in/out"]
            let result = try Program.run(arguments, folder: folder.path)
            #expect(result.code == 0, "\(result.messages)")
            #expect(result.output.contains("2 documents in "))
        }
    }

    @Test func aFailedRunAccountsForWhatWasDone() throws {
        try folder.add("in/c.txt", [])
        try folder.add(
            "strict.yaml",
            Array(
                """
                galley: 1
                name: strict
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read, on-error: fail, with: { minimum-words: 1000 } }
                  lines: { uses: publish.jsonl, from: article, with: { path: out/a.jsonl } }
                """.utf8))
        let result = try Program.run(["run", "strict.yaml", "--format", "json"], folder: folder.path)
        #expect(result.code == 1)
        #expect(result.messages.contains("stage 'article' can't process in/a.txt"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(json["outcome"] as? String == "failed")
        #expect(((json["stages"] as? [[String: Any]])?.first)?["in"] as? Int == 3)
        #expect(!exists("out/a.jsonl"))
    }

    @Test func warningsAreErrorsWhenStrictAndNeverOnStandardOutput() throws {
        try folder.add(
            "unwise.yaml",
            text: """
                galley: 1
                name: unwise
                parameters: { never: 1 }
                stages:
                  read: { uses: ingest.files, with: { paths: [in], format: auto } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: out/a.jsonl } }

                """)
        for command in ["check", "plan", "graph", "run"] {
            let strict = try Program.run([command, "unwise.yaml", "--strict"], folder: folder.path)
            #expect(strict.code == 65 && strict.output.isEmpty, "\(command)")
            #expect(strict.messages.contains("unwise.yaml:3:15: error: parameter 'never' is never used"), "\(command)")
            #expect(!exists("out"))
        }
        let check = try Program.run(["check", "unwise.yaml"], folder: folder.path)
        #expect(check.code == 0 && check.output.isEmpty)
        #expect(check.messages.hasSuffix("\n2 warnings\n"))
        let run = try Program.run(["run", "unwise.yaml"], folder: folder.path)
        #expect(run.code == 0 && run.messages.contains("warning: parameter 'never'"))
        #expect(!run.output.contains("warning"))
    }

    /// A definition may be run elsewhere: what isn't there now is no fault of it.
    @Test func filesThatAreNotThereAreAWarningHoweverStrict() throws {
        try folder.add(
            "elsewhere.yaml",
            text: """
                galley: 1
                name: elsewhere
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/*.txt", none] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: in } }
                  pages: { uses: publish.markdown, from: article, with: { path: in2 } }

                """)
        try folder.add("in2/by-hand.md")
        let check = try Program.run(["check", "elsewhere.yaml", "--strict"], folder: folder.path)
        #expect(check.code == 0)
        for place in ["4:59: warning: ", "6:62: warning: ", "7:65: warning: "] {
            #expect(check.messages.contains("elsewhere.yaml:\(place)"), "\(check.messages)")
        }
        #expect(try contents(of: folder.path).count == 4)
        // A plan tells what couldn't be written; what couldn't be read is an error there.
        let plan = try Program.run(["plan", "elsewhere.yaml"], folder: folder.path)
        #expect(plan.code == 66 && !plan.messages.contains("file.input"))
        #expect(
            plan.messages.contains("elsewhere.yaml:6:62: warning: option 'path' can't be written now: in: is a folder"))
    }

    @Test func whatTheEnvironmentNamesIsNotShownByACheck() throws {
        try folder.add(
            "secret.yaml",
            text: """
                galley: 1
                name: secret
                parameters: { place: { type: path, default: "${env:PLACE}" } }
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/*.txt", "${env:PLACE}", "${place}/b", "a[${env:PLACE}"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "in/a.txt/${env:PLACE}" } }

                """)
        for command in [["check"], ["check", "--strict", "--format", "json"], ["graph"]] {
            let result = try Program.run(
                command + ["secret.yaml"], environment: ["PLACE": "s3cret"], folder: folder.path)
            #expect(!(result.output + result.messages).contains("s3cret"), "\(result.output)\(result.messages)")
        }
    }

    @Test func problemsOfSeveralDefinitionsAreCounted() throws {
        try folder.add("bad.yaml", text: "galley: 1\nname: bad\nstages: { read: { uses: ingest.fils } }\n")
        let result = try Program.run(
            ["check", "bad.yaml", Program.project + "/Pipelines/clean.yaml"]
                + ["--set", "input=in"], folder: folder.path)
        #expect(result.code == 65)
        #expect(result.messages.hasSuffix("; 1 of 2 definitions is wrong\n"), "\(result.messages)")
        #expect(result.output.hasSuffix("clean.yaml: 'clean' is right, 3 stages\n"))
        let github = try Program.run(["check", "bad.yaml", "--format", "github"], folder: folder.path)
        #expect(github.code == 65 && github.messages.isEmpty)
        #expect(
            github.output.hasPrefix("::error file=bad.yaml,line=3,endLine=3,col=25,endColumn=36,title=plan.unknown"))
    }

    @Test func anUnknownParameterIs65() throws {
        let result = try Program.run(["check", "Pipelines/clean.yaml", "--set", "inptu=x"])
        #expect(result.code == 65)
        #expect(result.messages.contains("'input'"))
    }

    @Test func noInputIs66() throws {
        let missing = try clean(input: "none")
        #expect(missing.code == 66)
        #expect(missing.messages.contains("there is no '\(folder.path)/none'"))
        #expect(!exists("out/articles.jsonl"))
        #expect(try Program.run(["run", folder.path + "/none.yaml"]).code == 66)
    }

    @Test func anArtifactThatCantBeMadeIs73() throws {
        try folder.add("out", Array("a file where the folder should be".utf8))
        let result = try clean("--state", folder.path + "/state")
        #expect(result.code == 73)
        #expect(result.messages.contains("\(folder.path)/out"))
        #expect(result.messages.contains("nothing was published"))
    }

    @Test func aFullDiskIs74AndLeavesTheOldArtifact() throws {
        try folder.add("out/articles.jsonl", Array("old".utf8))
        let text = String(repeating: "The bridge is closed. ", count: 20_000)
        try folder.add("in/long.txt", Array("Bridge\n\n\(text)".utf8))
        let result = try Program.run([
            "run", "Pipelines/clean.yaml", "--set", "input=\(folder.path)/in", "--set", "output=\(folder.path)/out",
        ])
        #expect(result.code == 0)
        try folder.add("out/articles.jsonl", Array("old".utf8))
        let limited = try Program.runLimited(
            ["run", "Pipelines/clean.yaml", "--set", "input=\(folder.path)/in", "--set", "output=\(folder.path)/out"])
        #expect(limited.code == 74, "\(limited.messages)")
        #expect(try String(contentsOfFile: folder.path + "/out/articles.jsonl", encoding: .utf8) == "old")
        #expect(!exists("out/.articles.jsonl.galley-partial"))
    }

    private func addPipelineFromStandardInput(_ more: String = "") throws {
        let text = """
            galley: 1
            name: stdin
            parameters: { output: { type: path } }
            stages:
              read: { uses: ingest.files, with: { paths: ["-"]\(more) } }
              article: { uses: normalize.article, from: read }
              lines: { uses: publish.jsonl, from: article, with: { path: "${output}/a.jsonl" } }
            """
        try folder.add("stdin.yaml", text: text)
    }

    @Test func standardInputIsRead() throws {
        try addPipelineFromStandardInput()
        let arguments = ["run", folder.path + "/stdin.yaml", "--set", "output=\(folder.path)/out"]
        let result = try Program.run(arguments, input: "{\"title\":\"A\",\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n")
        #expect(result.code == 0, "\(result.messages)")
        let lines = try String(contentsOfFile: folder.path + "/out/a.jsonl", encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].contains("\"source\":\"<stdin>#1\""))
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
    func anInterruptDrainsAndPublishesNothing(signal: Int32, code: Int32) async throws {
        try addPipelineFromStandardInput(", format: jsonl")
        let running = try Program.start(["run", folder.path + "/stdin.yaml", "--set", "output=\(folder.path)/out"])
        running.input.write(Data("{\"title\":\"A\",\"text\":\"One.\"}\n".utf8))
        while running.process.isRunning, !exists("out/.a.jsonl.galley-partial") {
            try await Task.sleep(for: .milliseconds(20))
        }
        // The listener of signals is up before the first stage is opened; a little more for a loaded machine.
        try await Task.sleep(for: .milliseconds(300))
        kill(running.process.processIdentifier, signal)
        let result = running.wait()
        #expect(result.code == code)
        #expect(result.output.contains("nothing was published"))
        #expect(!exists("out/a.jsonl"))
        #expect(!exists("out/.a.jsonl.galley-partial"))
    }

    @Test func aReaderThatHasEnoughIsNoError() throws {
        let running = try Program.start(["stages", "--format", "markdown"])
        try running.output.close()
        running.process.waitUntilExit()
        #expect(running.process.terminationStatus == 0)
    }

    @Test func versionAndHelpGoToStandardOutput() throws {
        #expect(try Program.run(["version"]).output.hasPrefix("galley "))
        #expect(try Program.run(["--version"]).output.hasPrefix("galley "))
        for command in [
            "run", "plan", "preview", "check", "test", "graph", "stages", "schema", "completions", "version",
        ] {
            let help = try Program.run([command, "--help"])
            #expect(help.code == 0)
            #expect(help.output.contains("USAGE: galley \(command)"))
            #expect(help.messages.isEmpty)
        }
    }

    @Test func whatAStageTypeIsComesFromTheCode() throws {
        let page = try Program.run(["stages", "summarize.extractive"]).output
        for part in ["method: choice, default coverage", "coverage, lead, lexrank, textrank", "example: "] {
            #expect(page.contains(part))
        }
    }
}
