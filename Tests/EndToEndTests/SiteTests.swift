import Foundation
import TestSupport
import Testing

/// The site that `make docs` makes: DocC finds nothing to complain of, and every page is there.
@Suite struct SiteTests {
    private static let docs = Program.project + "/docs"
    private static let isPossible = Shells.find("docc") != nil

    @Test(.enabled(if: isPossible)) func theSiteHasEveryPage() throws {
        let folder = try ScratchFolder()
        let built = Program.binary.deletingLastPathComponent().path
        let running = try Program.start(
            [Program.project + "/scripts/docs-site", "--built", built, folder.path + "/site"],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""],
            executable: URL(fileURLWithPath: "/bin/bash"))
        try running.input.close()
        let result = running.wait()
        try #require(result.code == 0, "\(result.output)\(result.messages)")
        let pages = try contents(of: Self.docs).keys.filter { $0.hasSuffix(".md") && !$0.contains("/") }
        let stages = try Program.run(["stages", "--format", "json"]).output.matches(of: /"name":"([a-z]+\.[a-z-]+)"/)
            .map { String($0.output.1).replacing(".", with: "-") }
        #expect(pages.count > 15 && stages.count > 10)
        let site = folder.path + "/site/documentation/"
        for name in pages.map({ String($0.dropLast(3)) }) + stages {
            #expect(FileManager.default.fileExists(atPath: "\(site)galley/\(name)/index.html"), "\(name)")
        }
        for module in ["stagekit", "documents", "stagetesting"] {
            #expect(FileManager.default.fileExists(atPath: "\(site)\(module)/index.html"), "\(module)")
        }
        #expect(try folder.text("site/data/tutorials/galley/yourfirststage.json").contains("extract.terms"))
    }

    @Test func everyPageIsNamedOnTheFirst() throws {
        let first = try String(contentsOfFile: Self.docs + "/site/Galley.md", encoding: .utf8)
        for page in try contents(of: Self.docs).keys where page.hasSuffix(".md") && !page.contains("/") {
            #expect(first.contains("- <doc:\(page.dropLast(3))>"), "\(page)")
        }
    }
}

/// The code of the tutorial's steps compiles, and its last step is the stage that the tests run.
@Suite struct TutorialTests {
    private static let steps = Program.project + "/docs/site/Resources"
    private static let own = Program.project + "/Tests/BuiltInTests"

    private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func everyStepOfTheStageCompiles() throws {
        for step in 1...5 {
            #expect(try Compiler.messages(of: "\(Self.steps)/first-stage-\(step).swift") == [], "\(step)")
        }
    }

    @Test func theLastStepIsTheStageThatIsTested() throws {
        #expect(try read(Self.steps + "/first-stage-5.swift") == read(Self.own + "/ExtractTerms.swift"))
    }

    @Test func itsTestsAreRun() throws {
        let tests = try read(Self.own + "/ExtractTermsTests.swift") + read(Self.own + "/TestingAStageTests.swift")
        for step in 1...2 {
            let text = try read("\(Self.steps)/first-stage-test-\(step).swift")
            let pieces = text.components(separatedBy: "    @Test ").dropFirst()
            #expect(pieces.count == step)
            for piece in pieces {
                let body = "    @Test " + (piece.components(separatedBy: "\n    }\n").first ?? "") + "\n    }\n"
                #expect(tests.contains(body), "\(body)")
            }
        }
    }

    @Test func whatItRunsIsWhatThePageRuns() throws {
        let page = try read(Program.project + "/docs/writing-a-stage.md")
        for name in ["first-stage.yaml", "first-stage-run.txt"] {
            #expect(try page.contains(read(Self.steps + "/" + name)), "\(name)")
        }
    }
}
