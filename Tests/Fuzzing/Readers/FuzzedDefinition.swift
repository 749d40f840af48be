internal import BuiltIn
internal import Definition
internal import Diagnostics
internal import Pictures
internal import Planning
internal import StageKit

/// Whatever the bytes, a definition is read, planned and drawn, or what is wrong with it is told, each problem at a place
/// that the file has.
struct FuzzedDefinition: FuzzedReader {
    init(reading bytes: [UInt8]) {
        let file = SourceFile(path: "fuzz.yaml", bytes: bytes)
        // A file that includes itself under another name meets every bound of includes.
        let (definition, problems) = DefinitionReader.read(
            file, environment: ["HOME": "/home/secret"], reading: { _ in bytes })
        check(problems)
        guard let definition else {
            require(problems.hasErrors, "there is no definition, and nobody is told why")
            return
        }
        let (plan, more) = Planner.plan(definition, registry: registry)
        check(more)
        if let plan {
            let graph = Graph(plan)
            _ = (graph.text(), graph.mermaid, graph.dot, graph.page, graph.json)
        } else {
            require(problems.hasErrors || more.hasErrors, "there is no plan, and nobody is told why")
        }
    }
}

private let registry: Registry = {
    do { return try Registry(plugins: builtInPlugins) } catch { fatalError("\(error)") }
}()

/// Every place is in its file, and every rendering ends.
private func check(_ problems: Diagnostics) {
    for problem in problems {
        for location in [problem.location] + problem.notes.map(\.location) {
            guard let location, let range = location.range else { continue }
            require(range.start >= 0 && range.end <= location.file.bytes.count, "\(problem.code) is out of place")
        }
        require(!problem.message.isEmpty && !problem.code.isEmpty, "a problem that says nothing")
    }
    _ = TerminalRenderer(width: 80).render(problems)
    _ = JSONRenderer().render(problems)
}
