import Foundation
import TestSupport
import Testing

/// What the README and `docs/` say, held to the program.
@Suite struct DocumentationTests {
    static let pages = ["README.md"] + docs
    private static let docs =
        (try? FileManager.default.contentsOfDirectory(atPath: Program.project + "/docs"))?
        .filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 } ?? []

    @Test(arguments: pages) func itsCommandsEndAndPrintAsItSays(page: String) throws {
        let page = try DocumentationPage(page)
        let folder = try page.folder()
        for command in page.commands {
            let result = try Program.runLine(command.line, folder: folder.path)
            #expect(result.code == command.code, "\(page.name): \(command.line)\n\(result.output)")
            #expect(command.differences(from: result.output) == [], "\(page.name): \(command.line)\n\(result.output)")
        }
    }

    @Test(arguments: pages) func itsLinksLeadSomewhere(page: String) throws {
        let page = try DocumentationPage(page)
        let base = (page.name as NSString).deletingLastPathComponent
        for (path, anchor) in page.links {
            let target = path.isEmpty ? page.name : ((base as NSString).appendingPathComponent(path))
            let exists = FileManager.default.fileExists(atPath: Program.project + "/" + target)
            #expect(exists, "\(page.name) links to \(path)")
            if exists, let anchor {
                #expect(
                    try DocumentationPage(target).anchors.contains(anchor), "\(page.name) links to \(path)#\(anchor)")
            }
        }
    }

    /// What builds, tests and installs takes too long to be run here; that it is there and can be read is looked at.
    @Test(arguments: pages) func whatItBuildsWithIsThere(page: String) throws {
        for command in try DocumentationPage(page).builds {
            let words = command.split(separator: " ").map { $0.trimmingCharacters(in: ["'"]) }
            switch words[0] {
            case "make":
                let result = try Shells.run("make", ["-C", Program.project, "-n"] + words.dropFirst())
                #expect(result.code == 0, "\(page): \(command)\n\(result.messages)")
            case "swift":
                try checkNames(words, "\(page): \(command)")
            case let script where script.hasPrefix("scripts/"):
                let path = "\(Program.project)/\(script)"
                #expect(FileManager.default.isExecutableFile(atPath: path), "\(page): \(command)")
                #expect(try Shells.run("bash", ["-n", path]).code == 0, "\(page): \(command)")
            default: break
            }
        }
    }

    /// The tests and products that `swift` is to filter or build are there.
    private func checkNames(_ words: [String], _ place: String) throws {
        let manifest = try String(contentsOfFile: Program.project + "/Package.swift", encoding: .utf8)
        let tests = try contents(of: Program.project + "/Tests").filter { $0.key.hasSuffix(".swift") }
        for (option, value) in zip(words, words.dropFirst()) {
            for name in value.split(separator: "|") where option == "--filter" {
                let isThere = tests.values.contains { String(decoding: $0, as: UTF8.self).contains(name) }
                #expect(isThere || manifest.contains("\"\(name)\""), "\(place): \(name)")
            }
            if option == "--product" || option == "--target" { #expect(manifest.contains("\"\(value)\""), "\(place)") }
        }
    }

    @Test func commandsAreFoundAtAll() throws {
        let commands = try Self.pages.flatMap { try DocumentationPage($0).commands }
        #expect(commands.count > 20)
        #expect(commands.contains { $0.line.hasPrefix("head ") })
        #expect(try Self.pages.flatMap { try DocumentationPage($0).builds }.count > 10)
        #expect(commands.contains { $0.code == 65 && !$0.output.isEmpty })
    }

    @Test func theReferenceOfStageTypesIsGeneratedAnew() throws {
        let page = try DocumentationPage("docs/stages.md").text
        let isSame = try Program.run(["stages", "--format", "markdown"]).output == page
        #expect(isSame, "write it again: galley stages --format markdown > docs/stages.md")
    }

    @Test func everyExitCodeIsExplained() throws {
        let source = try String(contentsOfFile: Program.project + "/Sources/Program/ExitCode.swift", encoding: .utf8)
        let codes = source.matches(of: /: Int32 = ([0-9]+)/).map { $0.output.1 }
        let rows = try DocumentationPage("docs/running.md").text.matches(of: /\n\| ([0-9]+) \|/).map { $0.output.1 }
        #expect(codes.count > 5)
        #expect(rows == codes)
    }

    @Test func everyPackageThatIsInstalledIsExplainedAndBuiltWith() throws {
        let read = { (path: String) in try String(contentsOfFile: Program.project + "/" + path, encoding: .utf8) }
        // And the one that pages can be read by instead.
        let installed = try read("scripts/packages.txt").split(separator: "\n").map(String.init)
        let packages = (installed + ["libxml2-dev"]).sorted()
        let page = try read("docs/dependencies.md")
        let rows = page.matches(of: /\| `([a-z0-9-]+-dev|lib[a-z0-9-]+[0-9])` \|/).map { String($0.output.1) }
        #expect(rows.sorted() == packages)
        let manifest = try read("Package.swift")
        for package in packages { #expect(manifest.contains(package), "\(package)") }
        #expect(manifest.matches(of: /[a-z0-9]+-dev/).count == packages.count { $0.hasSuffix("-dev") })
    }

    @Test func everyFieldOfAConditionIsExplained() throws {
        let page = try DocumentationPage("docs/definition.md").text
        let folder = Program.project + "/Sources/Documents"
        let names = try contents(of: folder).filter { $0.key.hasSuffix(".swift") }.flatMap { _, bytes in
            String(decoding: bytes, as: UTF8.self).matches(of: /Field\("([a-z-]+)"/).map { String($0.output.1) }
        }
        #expect(names.count > 10)
        for name in names { #expect(page.contains("`\(name)`"), "\(name)") }
    }
}
