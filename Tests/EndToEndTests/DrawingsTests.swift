import Foundation
import StageTesting
import TestSupport
import Testing

/// The drawings of the definitions that ship, against `Golden/`. After a change that is meant, write them anew with
/// `GALLEY_UPDATE_GOLDEN=1 swift test --filter DrawingsTests`.
@Suite struct DrawingsTests {

    @Test(arguments: PipelinesTests.names, ["text": "txt", "mermaid": "mmd", "dot": "dot"])
    func theDrawingIsAsItWas(name: String, format: (key: String, value: String)) throws {
        let result = try Program.run(["graph", "Pipelines/\(name).yaml", "--format", format.key])
        #expect(result.code == 0 && result.messages.isEmpty)
        #expect(try Golden("Golden/\(name).\(format.value)").difference(from: result.output) == nil)
    }

    @Test func aDrawingGoesToAFile() throws {
        let folder = try ScratchFolder()
        let file = folder.path + "/new/graph.dot"
        let result = try Program.run(["graph", "Pipelines/clean.yaml", "--format", "dot", "-o", file])
        #expect(result.code == 0 && result.output.isEmpty)
        #expect(try folder.text("new/graph.dot").hasPrefix("digraph"))
    }

    @Test(.enabled(if: Shells.find("dot") != nil), arguments: PipelinesTests.names)
    func graphvizDrawsIt(name: String) throws {
        let drawing = try Program.run(["graph", "Pipelines/\(name).yaml", "--format", "dot"]).output
        let picture = try Shells.run("dot", ["-Tsvg"], input: drawing)
        #expect(picture.code == 0 && picture.messages.isEmpty, "\(picture.messages)")
        #expect(picture.output.contains("<svg"))
        for stage in ["read", "article"] { #expect(picture.output.contains(">\(stage)<")) }
    }
}
