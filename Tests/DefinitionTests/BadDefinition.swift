import Definition
import Diagnostics
import Testing

/// A definition that is wrong, and exactly what its author is told.
struct BadDefinition: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let overrides: [(name: String, value: String)]
    private let isReadable: Bool
    private let source: String
    private let expected: String

    /// - Parameter isReadable: Whether a definition is given all the same, so that what it names can be checked too.
    init(
        _ title: String, overrides: [(String, String)] = [], isReadable: Bool = true, _ source: String,
        reports expected: String
    ) {
        testDescription = title
        self.overrides = overrides.map { (name: $0.0, value: $0.1) }
        self.isReadable = isReadable
        self.source = source
        self.expected = expected
    }

    func check() {
        let file = SourceFile(path: "a.yaml", text: source)
        let (definition, diagnostics) = DefinitionReader.read(file, overrides: overrides)
        #expect(TerminalRenderer(width: 100).render(diagnostics) == expected)
        #expect((definition != nil) == isReadable)
    }
}
