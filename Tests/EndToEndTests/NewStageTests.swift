import Foundation
import TestSupport
import Testing

@testable import GalleyProgram

/// `galley new` in a copy of the project: what it writes and where. That it builds is what `OwnPackageTests` is for.
@Suite struct NewStageTests {
    @Test(arguments: NewShape.allCases) func aStageComesWithItsTestItsPlaceInTheListAndInTheReference(
        _ shape: NewShape
    ) throws {
        let clone = try CloneCopy()
        let old = try clone.folder.text("docs/stages.md")
        let result = try clone.run(["stage", "extract.long-word", "--shape", shape.rawValue])
        #expect(result.code == 0, "\(result.messages)")
        #expect(result.output.contains("  Plugins/Extract/ExtractLongWord.swift\n"))
        let source = try clone.folder.text("Plugins/Extract/ExtractLongWord.swift")
        let code = source.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
        #expect(code.count < 30)
        #expect(try clone.folder.text("Tests/ExtractTests/ExtractLongWordTests.swift").contains("checkStage("))
        let list = try clone.folder.text("Plugins/Extract/ExtractPlugin.swift")
        #expect(list.contains("ExtractLanguage.self, ExtractLongWord.self, ExtractSentences.self"))
        let page = try clone.folder.text("docs/stages.md")
        let section = try #require(page.firstRange(of: "## extract.long-word\n"))
        let next = try #require(page.firstRange(of: "## extract.sentences\n"))
        #expect(try #require(page.firstRange(of: "## extract.language\n")).upperBound < section.lowerBound)
        #expect(page[..<section.lowerBound] + page[next.lowerBound...] == old)
    }

    @Test func whatIsWrittenIsFormatted() throws {
        let clone = try CloneCopy()
        for shape in NewShape.allCases {
            #expect(
                try clone.run(["stage", "a-\(shape.rawValue)", "--family", "publish", "--shape", shape.rawValue]).code
                    == 0)
        }
        #expect(try clone.run(["plugin", "Gazette", "--stage", "marks", "--shape", "sink"]).code == 0)
        let linted = try Toolchain.run(
            [
                "format", "lint", "--strict", "--configuration", Program.project + "/.swift-format", "--recursive",
                "Package.swift", "Plugins", "Tests",
            ], folder: clone.folder.path)
        #expect(linted.code == 0, "\(linted.messages)")
    }

    @Test func aPluginIsNamedWhereverPluginsAre() throws {
        let clone = try CloneCopy()
        let result = try clone.run(["plugin", "Gazette", "--stage", "marks"])
        #expect(result.code == 0, "\(result.messages)")
        #expect(try clone.folder.text("Plugins/Gazette/GazettePlugin.swift").contains("{ [GazetteMarks.self] }"))
        #expect(clone.folder.has("Plugins/Gazette/GazetteMarks.swift"))
        #expect(clone.folder.has("Tests/GazetteTests/GazetteMarksTests.swift"))
        let list = try clone.folder.text("Plugins/BuiltIn/BuiltIn.swift")
        #expect(list.contains("internal import Extract\ninternal import Gazette\ninternal import Ingest\n"))
        #expect(list.contains(/RunPlugin\.self,\s+GazettePlugin\.self,/))
        // The manifest isn't only right to the eye.
        let dumped = try Toolchain.run(["package", "dump-package"], folder: clone.folder.path)
        let manifest = try JSONSerialization.jsonObject(with: Data(dumped.output.utf8)) as? [String: Any]
        let targets = try #require(manifest?["targets"] as? [[String: Any]])
        let names = targets.compactMap { $0["name"] as? String }
        #expect(names.contains("Gazette") && names.contains("GazetteTests"))
        let builtIn = try #require(targets.first { $0["name"] as? String == "BuiltIn" })
        #expect("\(builtIn["dependencies"] ?? "")".contains("Gazette"))
        #expect(try clone.run(["stage", "more", "--family", "gazette"]).code == 0)
        #expect(
            try clone.folder.text("Plugins/Gazette/GazettePlugin.swift").contains(
                "[GazetteMarks.self, GazetteMore.self]"))
    }

    @Test(
        arguments: [
            (["stage", "Terms", "--family", "extract"], 64, "'Terms' can't be the name of a stage"),
            (["stage", "plugin", "--family", "extract"], 64, "its type would be the plugin's"),
            (["stage", "a.b.c"], 64, "isn't a name such as"),
            (["stage", "normalize.terms", "--family", "extract"], 64, "isn't a name such as"),
            (["stage", "terms"], 64, "missing the option '--family'"),
            (["stage", "terms", "--family", "nope"], 66, "there is no plugin of the family 'nope'"),
            (["stage", "terms", "--plugin", "Nope"], 66, "there is no plugin 'Nope'"),
            (["stage", "terms", "--family", "gazette", "--plugin", "Extract"], 64, "holds the family 'extract' alone"),
            (["stage", "jsonl", "--family", "publish"], 73, "there is a stage type 'publish.jsonl' already"),
            (["stage", "language", "--family", "extract"], 73, "ExtractLanguage.swift' is there already"),
            (["stage", String(repeating: "long", count: 12), "--family", "extract"], 64, "is longer than 40 letters"),
            (["plugin", "gazette"], 64, "give a capital"),
            (["plugin", "Documents"], 64, "a module has it"),
            (["plugin", "Self"], 64, "a word of Swift's"),
            (["plugin", "Extract"], 73, "there is a plugin 'Extract' already"),
        ] as [([String], Int32, String)])
    func whatCannotBeIsRefusedAndNothingIsWritten(_ arguments: [String], _ code: Int32, _ message: String) throws {
        let clone = try CloneCopy()
        let before = try contents(of: clone.folder.path)
        let result = try clone.run(arguments)
        #expect(result.code == code)
        #expect(result.messages.contains(message), "\(result.messages)")
        #expect(try contents(of: clone.folder.path) == before)
    }

    @Test func whereOneFileCannotBeWrittenNoneIs() throws {
        let clone = try CloneCopy()
        try FileManager.default.removeItem(atPath: clone.folder.path + "/Tests")
        try clone.folder.add("Tests", text: "a file where a folder is needed")
        let before = try contents(of: clone.folder.path)
        let result = try clone.run(["stage", "terms", "--family", "extract"])
        #expect(result.code == 73)
        #expect(result.messages.contains("nothing was written"))
        #expect(try contents(of: clone.folder.path) == before)
    }

    @Test func onlyForceWritesOverAFile() throws {
        let clone = try CloneCopy()
        let path = "Plugins/Extract/ExtractTerms.swift"
        #expect(try clone.run(["stage", "terms", "--family", "extract"]).code == 0)
        let first = try contents(of: clone.folder.path)
        try clone.folder.add(path, text: "mine")
        #expect(try clone.run(["stage", "terms", "--family", "extract"]).code == 73)
        #expect(try clone.folder.text(path) == "mine")
        #expect(try clone.run(["stage", "terms", "--family", "extract", "--force"]).code == 0)
        #expect(try contents(of: clone.folder.path) == first)
    }

    @Test func outsideOfAPackageItSaysWhereToGo() throws {
        let folder = try ScratchFolder()
        let result = try Program.run(["new", "stage", "terms", "--family", "extract"], folder: folder.path)
        #expect(result.code == 66)
        #expect(result.messages.contains("galley new package NAME"))
    }
}

/// A copy of the files that `galley new` reads and writes in a clone.
struct CloneCopy {
    let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for name in ["Package.swift", "Plugins"] {
            try FileManager.default.copyItem(atPath: Program.project + "/" + name, toPath: folder.path + "/" + name)
        }
        try folder.add(
            "docs/stages.md", Array(Data(contentsOf: URL(fileURLWithPath: Program.project + "/docs/stages.md"))))
        try FileManager.default.createDirectory(atPath: folder.path + "/Tests", withIntermediateDirectories: true)
    }

    /// Runs `galley new` in it.
    func run(_ arguments: [String]) throws -> Program.Result {
        try Program.run(["new"] + arguments, folder: folder.path)
    }
}

/// The Swift toolchain that the tests themselves were built with.
enum Toolchain {
    static func run(_ arguments: [String], folder: String) throws -> Program.Result {
        let environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GALLEY_") }
        let running = try Program.start(
            ["swift"] + arguments, environment: environment, folder: folder,
            executable: URL(fileURLWithPath: "/usr/bin/env"))
        try running.input.close()
        return running.wait()
    }
}
