import Definition
import Diagnostics
import StageKit
import Testing

@testable import Planning

/// The plan of a definition with these stages, a line each.
func planned(_ stages: String) throws -> Plan {
    let indented = stages.split(separator: "\n").map { "  \($0)\n" }.joined()
    let file = SourceFile(path: "p.yaml", text: "galley: 1\nname: p\nstages:\n" + indented)
    let (definition, diagnostics) = DefinitionReader.read(file)
    let (plan, more) = Planner.plan(
        try #require(definition, "\(diagnostics.map(\.message))"), registry: try Registry(plugins: [TestPlugin.self]))
    return try #require(plan, "\((diagnostics.sorted + more.sorted).map(\.message))")
}
