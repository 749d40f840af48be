import Definition
import Diagnostics
import Testing

/// A definition that is wrong, and exactly what its author is told.
struct BadDefinition: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let overrides: [(name: String, value: String)]
    private let files: [String: String]
    private let isReadable: Bool
    private let source: String
    private let expected: String

    /// - Parameters:
    ///   - files: What can be included.
    ///   - isReadable: Whether a definition is given all the same, so that what it names can be checked too.
    init(
        _ title: String, overrides: [(String, String)] = [], files: [String: String] = [:], isReadable: Bool = true,
        _ source: String, reports expected: String
    ) {
        testDescription = title
        self.overrides = overrides.map { (name: $0.0, value: $0.1) }
        self.files = files
        self.isReadable = isReadable
        self.source = source
        self.expected = expected
    }

    func check() {
        let file = SourceFile(path: "a.yaml", text: source)
        let (definition, diagnostics) = DefinitionReader.read(file, overrides: overrides, reading: Self.reading(files))
        #expect(TerminalRenderer(width: 100).render(diagnostics) == expected)
        #expect((definition != nil) == isReadable)
    }

    /// Reads files that aren't on a disk.
    static func reading(_ files: [String: String]) -> (String) throws -> [UInt8] {
        { path in
            guard let text = files[path] else { throw Missing(description: "\(path): no such file") }
            return Array(text.utf8)
        }
    }

    private struct Missing: Error, CustomStringConvertible {
        let description: String
    }
}
