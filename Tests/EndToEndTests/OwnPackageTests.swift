import Foundation
import TestSupport
import Testing

@testable import GalleyProgram

/// A package outside of the project, with a path dependency on it and a stage of every shape, built and run.
///
/// What is built is kept in `build/own-package`, so that only the first time takes minutes.
@Suite struct OwnPackageTests {
    private static let scratch = Program.project + "/build/own-package"

    @Test func itIsBuiltTestedAndRunWithAStageOfEveryShape() throws {
        let folder = try ScratchFolder()
        let package = folder.path + "/gazette"
        let made = try Program.run(["new", "package", "gazette", "--galley", Program.project], folder: folder.path)
        #expect(made.code == 0, "\(made.messages)")
        for shape in NewShape.allCases where shape != .annotator {
            let stage = try Program.run(["new", "stage", shape.rawValue, "--shape", shape.rawValue], folder: package)
            #expect(stage.code == 0, "\(stage.messages)")
        }
        let plugin = try Program.run(["new", "plugin", "Herald", "--stage", "marks"], folder: package)
        #expect(plugin.code == 0, "\(plugin.messages)")

        let built = try Toolchain.run(
            ["build", "--build-tests", "--scratch-path", Self.scratch], folder: package)
        try #require(built.code == 0, "\(built.output)\(built.messages)")
        #expect(!built.output.contains("warning:"), "\(built.output)")
        let tested = try Toolchain.run(["test", "--skip-build", "--scratch-path", Self.scratch], folder: package)
        #expect(tested.code == 0, "\(tested.output)\(tested.messages)")
        #expect((tested.output + tested.messages).contains("14 tests in 7 suites passed"), "\(tested.output)")

        try theProgramHasItsStages(package)
        try itsPipelineRuns(package)
        try resultsOfAnotherBuildAreTold(package)
        try theReferenceIsThatOfTheProgram(package)
    }

    private func gazette(_ arguments: [String], _ package: String) throws -> Program.Result {
        let running = try Program.start(
            arguments, folder: package, executable: URL(fileURLWithPath: Self.scratch + "/debug/gazette"))
        try running.input.close()
        return running.wait()
    }

    private func theProgramHasItsStages(_ package: String) throws {
        let stages = try gazette(["stages"], package).output
        for name in NewShape.allCases.map(\.rawValue) where name != "annotator" {
            #expect(stages.contains("gazette.\(name) "), "\(stages)")
        }
        #expect(stages.contains("gazette.phrase ") && stages.contains("herald.marks "))
        #expect(stages.contains("normalize.article "))
        #expect(try gazette(["version"], package).output == Program.run(["version"]).output)
    }

    private func itsPipelineRuns(_ package: String) throws {
        let checked = try gazette(["check", "--strict", "pipeline.yaml"], package)
        #expect(checked.code == 0, "\(checked.messages)")
        let tested = try gazette(["test", "pipeline.yaml"], package)
        #expect(tested.code == 0, "\(tested.output)")
        let run = try gazette(["run", "pipeline.yaml"], package)
        #expect(run.code == 0, "\(run.messages)")
        let line = try String(contentsOfFile: package + "/build/articles.jsonl", encoding: .utf8)
        #expect(line.contains(#""keyphrases":[{"text":"spring","score":1.0,"occurrences":[[101,107]]}]"#), "\(line)")

        let all = """
            galley: 1
            name: all
            stages:
              texts: { uses: gazette.source, with: { texts: ["Rates rise\\n\\nBy half.\\n\\nSign up now.", "Rates rise\\n\\nAgain."] } }
              article: { uses: normalize.article, from: texts }
              clean: { uses: gazette.transform, from: article }
              first: { uses: gazette.selection, from: clean }
              marked: { uses: herald.marks, from: first, with: { phrase: half } }
              list: { uses: gazette.aggregate, from: marked }
              lines: { uses: gazette.sink, from: first, with: { path: build/headlines.txt } }
              made: { uses: publish.jsonl, from: list, with: { path: build/list.jsonl } }

            """
        try Data(all.utf8).write(to: URL(fileURLWithPath: package + "/all.yaml"))
        let whole = try gazette(["run", "all.yaml"], package)
        #expect(whole.code == 0, "\(whole.messages)")
        #expect(try String(contentsOfFile: package + "/build/headlines.txt", encoding: .utf8) == "- Rates rise\n")
        let list = try String(contentsOfFile: package + "/build/list.jsonl", encoding: .utf8)
        #expect(list.contains(#""text":"Rates rise""#), "\(list)")
    }

    /// A build is known by its time: one that does the same is another one, too.
    private func resultsOfAnotherBuildAreTold(_ package: String) throws {
        let note = "note: results of 'marked' (gazette.phrase, 1 document) were taken over from another build"
        #expect(try !gazette(["run", "pipeline.yaml"], package).messages.contains("note:"))
        let program = Self.scratch + "/debug/gazette"
        try FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: program)
        #expect(try !gazette(["run", "pipeline.yaml", "--no-cache"], package).messages.contains("note:"))
        let told = try gazette(["run", "pipeline.yaml"], package)
        #expect(told.code == 0 && told.messages.contains(note), "\(told.messages)")
        #expect(told.messages.contains("raise the 'version' of its type"))
        #expect(try !gazette(["run", "pipeline.yaml"], package).messages.contains("note:"))
    }

    /// What `galley new` writes into `docs/stages.md` is what the program that was built prints of the stage.
    private func theReferenceIsThatOfTheProgram(_ package: String) throws {
        let clone = try CloneCopy()
        #expect(try clone.run(["plugin", "Gazette", "--stage", "phrase"]).code == 0)
        for shape in NewShape.allCases where shape != .annotator {
            #expect(
                try clone.run(["stage", shape.rawValue, "--family", "gazette", "--shape", shape.rawValue]).code == 0)
        }
        let sections = { (page: String) in
            page.split(separator: "\n## ").filter { $0.hasPrefix("gazette.") }.map { String($0.trimmed) }
        }
        let printed = sections(try gazette(["stages", "--format", "markdown"], package).output)
        #expect(printed.count == NewShape.allCases.count)
        #expect(sections(try clone.folder.text("docs/stages.md")) == printed)
    }

    @Test(
        arguments: [
            (["Gazette"], 64, "'Gazette' can't be the name of a package"),
            (["galley"], 64, "a module has it"),
            (["documents"], 64, "a module has it"),
            (["gazette"], 66, "it can't be told where Galley's package is"),
            (["gazette", "--galley", "/nowhere"], 66, "'/nowhere' isn't Galley's package"),
            (["gazette", "--galley", "https://example.org/\"x"], 64, "isn't the URL of a repository"),
        ] as [([String], Int32, String)])
    func aPackageThatCannotBeIsRefused(_ arguments: [String], _ code: Int32, _ message: String) throws {
        let folder = try ScratchFolder()
        // A copy elsewhere, which doesn't know the clone that it was built in.
        let program = folder.path + "/galley"
        try FileManager.default.copyItem(at: Program.binary, to: URL(fileURLWithPath: program))
        let running = try Program.start(
            ["new", "package"] + arguments, folder: folder.path, executable: URL(fileURLWithPath: program))
        try running.input.close()
        let result = running.wait()
        #expect(result.code == code)
        #expect(result.messages.contains(message), "\(result.messages)")
        #expect(try folder.names() == ["galley"])
    }

    @Test func aRepositoryIsDependedOnByItsName() throws {
        let folder = try ScratchFolder()
        let url = "https://example.org/press/Galley-Fork.git"
        #expect(try Program.run(["new", "package", "gazette", "--galley", url], folder: folder.path).code == 0)
        let manifest = try folder.text("gazette/Package.swift")
        #expect(manifest.contains(".package(url: \"\(url)\", branch: \"main\")"))
        #expect(manifest.contains(".product(name: \"StageKit\", package: \"galley-fork\")"))
    }
}
