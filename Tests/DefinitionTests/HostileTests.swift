import Definition
import Diagnostics
import Testing

/// Definitions that are meant to hurt: refused with an error, at little cost.
@Suite struct HostileTests {
    private func codes(_ text: String) -> [String] {
        let (_, diagnostics) = DefinitionReader.read(SourceFile(path: "a.yaml", text: text))
        return diagnostics.map(\.code)
    }

    private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test func aHundredMegabytesAreNotParsed() {
        let file = SourceFile(path: "a.yaml", bytes: [UInt8](repeating: UInt8(ascii: "["), count: 100_000_000))
        let (_, diagnostics) = DefinitionReader.read(file)
        #expect(diagnostics.map(\.code) == ["yaml.too-large"])
        #expect(
            TerminalRenderer().render(diagnostics) == """
                a.yaml: error: the file has 100000000 bytes, more than the 1000000 that are allowed [yaml.too-large]
                  help: is this a definition? lists of documents belong in files of their own

                """)
    }

    @Test func aliasesCannotMultiply() {
        var text = "galley: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        #expect(codes(text) == ["yaml.too-many-nodes"])
    }

    @Test func mergeKeysCannotMultiply() {
        var text = "galley: 1\na0: &a0 { k0: 1, l0: 2 }\n"
        for level in 1...40 {
            text += "a\(level): &a\(level) { k\(level): { <<: *a\(level - 1) }, <<: *a\(level - 1) }\n"
        }
        #expect(codes(text) == ["yaml.too-many-nodes"])
    }

    @Test(arguments: ["[", "{a: ", "- ", "{? ", "[[],"])
    func nestingIsBounded(opening: String) {
        let text = "galley: 1\nname: \n  " + repeated(opening, 200_000 / opening.utf8.count)
        let found = codes(text)
        #expect(found == ["yaml.too-deep"] || found == ["yaml.syntax"], "\(found)")
    }

    @Test func aliasesCannotNest() {
        var text = "galley: 1\na0: &a0 [x]\n"
        for level in 1...100 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(codes(text) == ["yaml.too-deep"])
    }

    @Test func manyProblemsAreCountedNotKept() {
        let keys = (0..<20_000).map { "key\($0): x\n" }.joined()
        let (_, diagnostics) = DefinitionReader.read(SourceFile(path: "a.yaml", text: "galley: 1\n" + keys))
        #expect(diagnostics.sorted.count == 1001)
        #expect(diagnostics.sorted.last?.message == "19002 more problems aren't shown")
    }

    /// Where each stands is found in one go through the text.
    @Test func manyParametersInOneTextAreFilledIn() {
        let head = "galley: 1\nname: a\nparameters: { p: x }\nstages: { read: { uses: a.b, with: { a: \"${p}"
        #expect(codes(head + repeated("${p}", 150_000) + "\" } } }\n") == [])
        let broken = codes(head + repeated("${", 150_000) + "\" } } }\n")
        #expect(Set(broken) == ["parameter.syntax", "diagnostics.omitted"])
    }

    @Test func manyStagesMayTakeFromAnIncludeOfMany() {
        let count = 8_000
        let chain = (1..<count).map { "  s\($0): { uses: a.b, from: s\($0 - 1) }\n" }.joined()
        let takers = (0..<count).map { "  t\($0): { uses: a.b, from: f }\n" }.joined()
        let (definition, problems) = DefinitionReader.read(
            SourceFile(path: "a.yaml", text: "galley: 1\nname: a\ninclude: { f: f.yaml }\nstages:\n" + takers),
            reading: BadDefinition.reading(["f.yaml": "galley: 1\nname: f\nstages:\n  s0: { uses: a.b }\n" + chain]))
        #expect(problems.isEmpty)
        #expect(definition?.stages.last?.from.map(\.value) == ["f.s\(count - 1)"])
    }

    @Test func warningsHideNoError() {
        let parameters = (0..<1500).map { "  p\($0): x\n" }.joined()
        let text = "galley: 1\nname: a\nparameters:\n\(parameters)stages: { read: { uses: a.b, on-error: explode } }\n"
        let (_, diagnostics) = DefinitionReader.read(SourceFile(path: "a.yaml", text: text))
        #expect(diagnostics.hasErrors)
        #expect(diagnostics.filter { $0.severity == .error }.count == 1)
        #expect(diagnostics.omitted == 501)
    }

    @Test func manyStagesAreReadAndManyBadReferencesToo() {
        let count = 10_000
        let chain = (0..<count).map { "  s\($0): { uses: a.b, from: s\(($0 + count - 1) % count) }\n" }.joined()
        #expect(codes("galley: 1\nname: a\nstages:\n" + chain) == ["definition.cycle"])
        let bad = (0..<count).map { "  s\($0): { uses: a.b, from: t\($0) }\n" }.joined()
        #expect(codes("galley: 1\nname: a\nstages:\n" + bad).count == 1001)
    }

    @Test func casesAreBoundedAndManyBadOnesAreRead() {
        let stages =
            "galley: 1\nname: a\nparameters: { b: 1 }\nstages: { read: { uses: a.b, with: { c: \"${b}\" } } }\ntests:\n"
        let good = (0...1000).map { "  - { name: n\($0), input: a, set: { b: 2 }, expect: { read: 1 } }\n" }.joined()
        #expect(codes(stages + good) == ["test.too-many"])
        let bad = (0..<1000).map { "  - { name: n\($0), input: a, set: { c: 2 }, expect: { raed: { x: {} } } }\n" }
        #expect(codes(stages + bad.joined()).count == 1001)
        let deep = repeated("{ not: ", 50) + "1" + repeated(" }", 50)
        #expect(codes(stages + "  - { name: a, input: a, expect: { read: { documents: \(deep) } } }\n") == [])
    }

    @Test func parametersCannotMultiply() {
        let uses = (0..<1000).map { "  s\($0): { uses: a.b, with: { a: \"x${long}\" } }\n" }.joined()
        let text = "galley: 1\nname: a\nparameters: { long: \(repeated("y", 500_000)) }\nstages:\n" + uses
        let (_, diagnostics) = DefinitionReader.read(SourceFile(path: "a.yaml", text: text))
        #expect(Set(diagnostics.map(\.code)).subtracting(["diagnostics.omitted"]) == ["parameter.too-large"])
    }

    @Test func nothingIsAMatterOfEncoding() {
        for bytes: [UInt8] in [
            [0xFF, 0xFE, 0x61, 0], [0x61, 0x3A, 0x20, 0xC3], [0xED, 0xA0, 0x80], [0xF5], [0xC0, 0x80],
        ] {
            let (_, diagnostics) = DefinitionReader.read(SourceFile(path: "a.yaml", bytes: bytes))
            #expect(diagnostics.map(\.code) == ["yaml.encoding"])
        }
    }
}
