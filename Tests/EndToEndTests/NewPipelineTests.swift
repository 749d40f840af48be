import Foundation
import TestSupport
import Testing

/// `galley new pipeline` writes definitions that check and run as they are.
@Suite struct NewPipelineTests {
    private func folder() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.link("articles", to: Program.project + "/seeds/texts")
        return folder
    }

    @Test(
        arguments: [
            ["--input", "articles"],
            ["--input", "articles", "--stages", "extractive", "--publish", "digest,markdown"],
            ["--input", "articles", "--stages", "keyphrases,statistics", "--stages", "deduplicate,language,sentences"],
            ["--input", "articles", "--publish", "publish.jsonl", "--output", "articles/out $ x"],
            ["--input", ".", "--output", "out"],
        ]) func whatIsWrittenIsRightWithoutAWarningAndRuns(_ arguments: [String]) throws
    {
        let folder = try folder()
        let written = try Program.run(["new", "pipeline", "news.yaml"] + arguments, folder: folder.path)
        #expect(written.code == 0, "\(written.messages)")
        #expect(written.output.contains("galley run news.yaml"))
        let checked = try Program.run(["check", "--strict", "news.yaml"], folder: folder.path)
        #expect(checked.code == 0, "\(checked.messages)")
        #expect(!checked.messages.contains("warning"), "\(checked.messages)")
        #expect(try Program.run(["plan", "news.yaml"], folder: folder.path).code == 0)
        if !arguments.contains("--output") {
            let run = try Program.run(["run", "news.yaml"], folder: folder.path)
            #expect(run.code == 0, "\(run.messages)")
            #expect(run.output.contains("published  build/news/"))
        }
    }

    @Test func aStageComesBehindWhatItNeedsAndReads() throws {
        let stages = "extractive,keyphrases,language,deduplicate"
        let text = try Program.run(["new", "pipeline", "-", "--input", "articles", "--stages", stages]).output
        let order = text.matches(of: /uses: (\S+)/).map { String($0.output.1) }
        #expect(
            order == [
                "ingest.files", "normalize.article", "normalize.deduplicate", "extract.language", "extract.keyphrases",
                "extract.sentences", "summarize.extractive", "publish.jsonl",
            ])
        #expect(text.contains("    #   count: 10  # how many phrases at most (1 to 200)\n"))
        #expect(text.contains("      path: \"${output}/articles.jsonl\"\n"))
    }

    @Test func withoutATerminalItAsksNothing() throws {
        let folder = try folder()
        let result = try Program.run(["new", "pipeline"], folder: folder.path)
        #expect(result.code == 64)
        #expect(result.messages.contains("missing the option '--input': there is no terminal to ask at"))
        #expect(try folder.names() == ["articles"])
    }

    @Test(
        arguments: [
            (["--stages", "extractve"], "there is no 'extractve'; did you mean 'extractive'?"),
            (["--publish", "paper"], "there is no 'paper', but "),
            (["--name", "My News"], "'My News' can't be the name of a pipeline"),
        ]) func whatItDoesNotKnowIsAWrongCommandLine(_ arguments: [String], _ message: String) throws
    {
        let folder = try folder()
        let result = try Program.run(["new", "pipeline", "--input", "articles"] + arguments, folder: folder.path)
        #expect(result.code == 64)
        #expect(result.messages.contains(message), "\(result.messages)")
        #expect(try folder.names() == ["articles"])
    }

    @Test func aFileThatIsThereStays() throws {
        let folder = try folder()
        try folder.add("pipeline.yaml", text: "mine")
        #expect(try Program.run(["new", "pipeline", "--input", "articles"], folder: folder.path).code == 73)
        #expect(try folder.text("pipeline.yaml") == "mine")
        #expect(try Program.run(["new", "pipeline", "--input", "articles", "--force"], folder: folder.path).code == 0)
        #expect(try folder.text("pipeline.yaml").contains("name: pipeline\n"))
    }

    /// `script`, of util-linux, gives a program a terminal.
    @Test(.enabled(if: Shells.find("script") != nil, "there is no 'script'"))
    func onATerminalItAsksAndAsksAgain() throws {
        let folder = try folder()
        let line = "cd '\(folder.path)' && '\(Program.binary.path)' new pipeline"
        let answers = "articles\nnonsense\nstatistics, 2\n-x\nmarkdown\nout\n"
        let result = try Shells.run("script", ["-qec", line, "/dev/null"], input: answers)
        #expect(result.code == 0, "\(result.output)")
        #expect(result.output.contains("Where are the articles? [articles]"))
        #expect(result.output.contains("there is no 'nonsense'"))
        #expect(result.output.contains("there is no '-x'"))
        let text = try folder.text("pipeline.yaml")
        let order = text.matches(of: /uses: (\S+)/).map { String($0.output.1) }
        #expect(
            order == [
                "ingest.files", "normalize.article", "extract.language", "extract.sentences", "extract.statistics",
                "publish.markdown",
            ])
        #expect(text.contains("default: out\n"))
        #expect(try Program.run(["check", "--strict", "pipeline.yaml"], folder: folder.path).code == 0)
    }
}
