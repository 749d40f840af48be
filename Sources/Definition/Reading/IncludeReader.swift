import Diagnostics
import StageKit

/// Reads the definitions that a definition includes.
///
/// What all of them take is bounded together, so that files which include each other many times over cost no more than
/// one great definition.
struct IncludeReader {
    let environment: [String: String]
    /// What filling in parameters may still add.
    var budget = Substitution.Budget()

    private let limits: YAMLLimits
    private let reading: (String) throws -> [UInt8]
    /// The paths of the files under way, each included by the one before it.
    private var open: [String]
    private var filesLeft = Self.maximumFiles
    private var bytesLeft: Int

    /// How many files may be included, one twice counted twice.
    static let maximumFiles = 64
    /// How many definitions may include each other in a row.
    static let maximumDepth = 8

    init(
        from file: SourceFile, environment: [String: String], limits: YAMLLimits,
        reading: @escaping (String) throws -> [UInt8]
    ) {
        self.environment = environment
        self.limits = limits
        self.reading = reading
        open = [file.path]
        bytesLeft = limits.bytes - file.bytes.count
    }

    /// The included definitions in order; what is wrong with them is reported.
    mutating func read(
        _ node: YAMLNode?, _ substitution: inout Substitution, _ problems: inout Problems
    ) -> [IncludedDefinition] {
        guard let node, !node.isNull else { return [] }
        guard let pairs = node.pairs else {
            problems.wrongType(node, "a mapping of names to definitions", for: "'include'", help: Self.example)
            return []
        }
        return pairs.map { pair in
            let name = pair.key
            guard problems.checkIdentifier(name, "name of an include") else {
                return IncludedDefinition(name: name, nil)
            }
            let filled = substitution.fill(pair.value, &problems)
            budget = substitution.budget
            defer { substitution.budget = budget }
            return IncludedDefinition(name: name, definition(name, filled, &problems))
        }
    }

    private static let example = "for example 'include: { front: cleaning.yaml }'"

    /// The definition that an entry names; nil when its stages can't be known.
    private mutating func definition(
        _ name: Located<String>, _ node: YAMLNode, _ problems: inout Problems
    ) -> PipelineDefinition? {
        let subject = "include '\(name.value)'"
        if node.scalar != nil {
            let path = problems.isOpen(node, subject) ? node.scalar.map { Located($0.text, at: node.range) } : nil
            return path.flatMap { definition(name, $0, values: [], &problems) }
        }
        let fields = Fields(
            node, subject, at: name.range, keys: ["file", "with"],
            synonyms: ["path": "file", "uses": "file", "definition": "file", "parameters": "with", "set": "with"],
            to: &problems)
        guard let fields else { return nil }
        let values = fields["with"] ?? YAMLNode(.null, at: name.range)
        if values.pairs == nil, !values.isNull {
            problems.wrongType(values, "a mapping of parameters to values", for: "'with' of \(subject)")
        }
        guard let path = fields.requiredText("file", help: "name the definition's file", to: &problems) else {
            return nil
        }
        return definition(name, path, values: values.pairs ?? [], &problems)
    }

    private mutating func definition(
        _ name: Located<String>, _ path: Located<String>, values: [YAMLPair], _ problems: inout Problems
    ) -> PipelineDefinition? {
        guard let (root, file) = tree(path, &problems) else { return nil }
        open.append(file)
        defer { open.removeLast() }
        let reader = ParameterReader(include: .init(name: name, pairs: values), environment: environment)
        return DefinitionReader.definition(root, reader, &self, &problems)
    }

    /// A path as seen from the folder of the file that names it. A `..` stays where it is: what a linked folder takes
    /// back is another folder than the one before it.
    private static func path(_ path: String, from file: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }

    /// The tree of a file, and the file's path.
    private mutating func tree(
        _ path: Located<String>, _ problems: inout Problems
    ) -> (root: YAMLNode, path: String)? {
        let resolved = Self.path(path.value, from: open[open.count - 1])
        let normalized = Path(resolved).normalized
        if let first = open.firstIndex(where: { Path($0).normalized == normalized }) {
            let chain = (open[first...].map { Path($0).normalized } + [normalized]).joined(separator: " → ")
            problems.error(
                "include.cycle", "definitions include each other in a circle", at: path.range,
                help: "remove one of these includes", notes: [DiagnosticNote("the circle is \(chain)")])
            return nil
        }
        filesLeft -= 1
        guard filesLeft >= 0, open.count <= Self.maximumDepth else {
            let what =
                filesLeft < 0
                ? "more than \(Self.maximumFiles) definitions are included"
                : "more than \(Self.maximumDepth) definitions include each other in a row"
            problems.error("include.too-many", what, at: path.range, help: "put them together")
            return nil
        }
        let bytes: [UInt8]
        do {
            bytes = try reading(resolved)
        } catch {
            problems.error(
                "include.unreadable", "the included definition can't be read: \(error)", at: path.range,
                help: "a path is looked up from the folder of the definition that names it")
            return nil
        }
        bytesLeft -= bytes.count
        guard bytesLeft >= 0 else {
            problems.error(
                "include.too-large",
                "with '\(path.value.shortened)' the definition has more than the \(limits.bytes) bytes that are allowed",
                at: path.range, help: "is it a definition? lists of documents belong in files of their own")
            return nil
        }
        let file = SourceFile(path: resolved, bytes: bytes)
        let number = problems.include(file, at: path.range)
        let (root, diagnostics) = YAMLReader.read(file, number: number, limits: limits)
        problems.add(diagnostics, in: number)
        return root.map { ($0, resolved) }
    }
}
