import Foundation
import Testing

@testable import GalleyProgram

/// The edits of Swift sources and of the reference, by themselves.
@Suite struct TypeListTests {
    private func adding(_ name: String, to list: String) -> String? {
        TypeList(in: "    public static var stageTypes: [any StageType.Type] \(list)\n}\n", after: "var stageTypes")?
            .source(adding: name) { $0 < name }.split(separator: " ", maxSplits: 8, omittingEmptySubsequences: false)
            .dropFirst(8).joined()
    }

    @Test func aNameIsAddedWhereItBelongs() {
        #expect(adding("B", to: "{ [A.self, C.self] }") == "[any StageType.Type] { [A.self, B.self, C.self] }\n}\n")
        #expect(adding("D", to: "{ [A.self, C.self] }") == "[any StageType.Type] { [A.self, C.self, D.self] }\n}\n")
        #expect(adding("B", to: "{ [] }") == "[any StageType.Type] { [B.self] }\n}\n")
        #expect(adding("A", to: "{ [A.self] }") == "[any StageType.Type] { [A.self] }\n}\n")
        #expect(
            adding("B", to: "{\n        [\n            A.self,\n        ]\n    }")
                == "[any StageType.Type] { [A.self, B.self] }\n}\n")
    }

    @Test func aListIsBrokenAsSwiftFormatBreaksIt() throws {
        let names = (0..<9).map { "ExtractSomething\($0)" }
        let list = "{\n        [\(names.dropLast(4).map { $0 + ".self" }.joined(separator: ", "))]\n    }"
        let one = try #require(adding(names[5], to: "{ [\(names[0]).self] }"))
        #expect(one == "[any StageType.Type] { [\(names[0]).self, \(names[5]).self] }\n}\n")
        let many = try #require(adding(names[5], to: list))
        #expect(many.contains("\n        [\n            ExtractSomething0.self, ExtractSomething1.self,"))
        #expect(many.hasSuffix("ExtractSomething5.self,\n        ]\n    }\n}\n"))
        #expect(many.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test(arguments: [
        "{ [A.self, // why\n B.self] }", "{ all + [A.self] }", "{ [A.self] + all }", "{ [A.make()] }", "",
    ])
    func aListThatIsMoreThanNamesIsLeftAlone(_ list: String) {
        #expect(adding("B", to: list) == nil)
    }

    @Test func aSectionReplacesTheOneOfItsName() throws {
        let page = try #require(StagesPage("# Stage types\n\nGenerated.\n\n## a.a\n\nA.\n\n## a.c\n\nC.\n"))
        let with = page.adding("B.\n", of: "a.b")
        #expect(with == "# Stage types\n\nGenerated.\n\n## a.a\n\nA.\n\n## a.b\n\nB.\n\n## a.c\n\nC.\n")
        #expect(StagesPage(with)?.adding("B.\n", of: "a.b") == with)
        #expect(page.adding("Z.\n", of: "a.z").hasSuffix("## a.c\n\nC.\n\n## a.z\n\nZ.\n"))
        #expect(StagesPage("# Something else\n") == nil)
    }

    @Test func everyModuleOfGalleyIsTaken() throws {
        let manifest = try String(contentsOfFile: Program.project + "/Package.swift", encoding: .utf8)
        let targets = manifest.matches(of: /(?:library|plugin)\(\s*"([A-Za-z]+)"/).map { String($0.output.1) }
        #expect(targets.count > 25)
        for name in targets + ["Swift", "testing", "Galley"] { #expect(ModuleNames.isTaken(name), "\(name)") }
        #expect(!ModuleNames.isTaken("Gazette"))
    }
}
