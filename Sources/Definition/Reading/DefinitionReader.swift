public import Diagnostics

/// Reads definitions.
public enum DefinitionReader {
    /// Reads a definition and checks all that can be checked without a registry.
    ///
    /// Everything wrong is reported at once. A definition can come with errors, so that what it names can be checked
    /// too; it may be planned for a run only when there are none. It is nil when no stages can be read.
    /// - Parameters:
    ///   - file: The text, with its path as the user gave it.
    ///   - overrides: Values of parameters from outside (`--set name=value`); of several for a name the last counts.
    ///   - caseValues: Values of parameters from a case of the definition's own tests; they come before `overrides`.
    ///   - environment: The variables that `${env:NAME}` finds.
    ///   - limits: How great the definition may be, with all that it includes.
    ///   - readsTests: Whether `tests` are read.
    ///   - reading: Reads a file that is included, and throws what a user can be told when it can't.
    /// - Returns: The definition, and what is to be said.
    public static func read(
        _ file: SourceFile, overrides: [(name: String, value: String)] = [], caseValues: [YAMLPair] = [],
        environment: [String: String] = [:], limits: YAMLLimits = .standard, readsTests: Bool = true,
        reading: @escaping (_ path: String) throws -> [UInt8] = { _ in throw NoIncludes() }
    ) -> (definition: PipelineDefinition?, diagnostics: Diagnostics) {
        let (root, diagnostics) = YAMLReader.read(file, limits: limits)
        var problems = Problems([file])
        problems.add(diagnostics)
        guard let root else { return (nil, problems.diagnostics) }
        let parameters = ParameterReader(overrides: overrides, caseValues: caseValues, environment: environment)
        var includes = IncludeReader(from: file, environment: environment, limits: limits, reading: reading)
        let definition = definition(root, parameters, readsTests: readsTests, &includes, &problems)
        return (definition, problems.diagnostics)
    }

    /// What is thrown where there is nobody to read an included file.
    public struct NoIncludes: Error, CustomStringConvertible {
        /// Makes the error.
        public init() {}
        /// `nothing can be included here`.
        public var description: String { "nothing can be included here" }
    }

    private static let keys = ["galley", "name", "description", "parameters", "include", "state", "stages", "tests"]
    private static let synonyms = [
        "version": "galley", "title": "name", "params": "parameters", "variables": "parameters", "vars": "parameters",
        "inputs": "parameters", "steps": "stages", "jobs": "stages", "pipeline": "stages", "tasks": "stages",
        "includes": "include", "import": "include", "imports": "include", "extends": "include",
    ]

    static func definition(
        _ root: YAMLNode, _ reader: ParameterReader, readsTests: Bool = true, _ includes: inout IncludeReader,
        _ problems: inout Problems
    ) -> PipelineDefinition? {
        let start = root.range.with(end: root.pairs?.first?.key.range.end ?? root.range.start)
        if root.isNull {
            problems.error(
                "yaml.empty", "the file holds nothing but comments", at: nil,
                help: "a definition begins with 'galley: 1'")
            return nil
        }
        // Of another version nothing else can be said.
        guard checkVersion(root, at: start, &problems) else { return nil }
        let fields = Fields(
            root, "a definition", at: start, keys: keys, synonyms: synonyms, allowsExtensions: true, to: &problems)
        guard let fields else { return nil }
        let name = fields.requiredText("name", help: "for example 'name: news-digest'", to: &problems)
        if let name { problems.checkLine(name) }
        let description = fields.text("description", to: &problems)
        var reader = reader
        let parameters = reader.read(fields["parameters"], &problems)
        var substitution = Substitution(
            parameters: Dictionary(parameters.map { ($0.name.value, $0) }) { first, _ in first },
            environment: includes.environment, budget: includes.budget)
        // Where it keeps records and what its tests are matters only when a definition is read for itself.
        let isIncluded = reader.include != nil
        let state =
            isIncluded ? YAMLNode(.null, at: start) : state(fields, parameters, &substitution, &problems)
        let help = "for example 'stages: { read: { uses: ingest.files } }'"
        guard let node = fields.required("stages", help: help, to: &problems) else { return nil }
        let included = includes.read(fields["include"], &substitution, &problems)
        let filled = substitution.fill(node, &problems)
        includes.budget = substitution.budget
        let used = substitution.used.union(reader.named)
        // What an included definition does with its parameters is told when it is checked by itself.
        for parameter in parameters
        where !isIncluded
            && parameter.value != nil && !used.contains(parameter.name.value)
        {
            let name = parameter.name.value.shortened
            problems.warning(
                "parameter.unused", "parameter '\(name)' is never used", at: parameter.name.range,
                help: "remove it, or write '${\(name)}' where its value belongs")
        }
        let range = fields.keyRange("stages")
        guard let stages = StageReader.read(filled, at: range, included, &problems) else { return nil }
        let ids = included.flatMap { ($0.stages ?? []).map(\.id.value) } + (node.pairs ?? []).map(\.key.value)
        let tests = isIncluded ? nil : TestReader(stages: ids, parameters: parameters)
        return PipelineDefinition(
            files: problems.files, name: name ?? Located(problems.file(of: start).path, at: start),
            description: description, parameters: parameters, state: state,
            stages: included.flatMap { $0.stages ?? [] } + stages,
            isComplete: included.allSatisfy(\.isComplete) && filled.pairs?.count == stages.count
                && !stages.contains(where: \.hasUnreadInputs),
            tests: readsTests ? fields["tests"].flatMap { tests?.read($0, &problems) } ?? [] : [])
    }

    /// Whether the rest can be read.
    private static func checkVersion(_ root: YAMLNode, at start: SourceRange, _ problems: inout Problems) -> Bool {
        guard root.pairs != nil else { return true }
        guard let pair = root.pairs?.first(where: { $0.key.value == "galley" }) else {
            // Reported as a key that isn't known.
            if root["version"] != nil { return true }
            problems.error(
                "definition.missing-version", "a definition must tell the version of its syntax", at: start,
                help: "write 'galley: 1' as the first line")
            return true
        }
        if pair.value.scalar?.wholeNumber == 1 { return true }
        let isNewer = pair.value.scalar?.number.map { $0 > 1 } ?? false
        problems.error(
            "definition.version", "the version of the syntax must be 1, found \(pair.value.phrase)",
            at: pair.value.isNull ? pair.key.range : pair.value.range,
            help: isNewer ? "this definition needs a newer galley" : "write 'galley: 1'")
        return false
    }

    private static func state(
        _ fields: Fields, _ parameters: [Parameter], _ substitution: inout Substitution, _ problems: inout Problems
    ) -> YAMLNode {
        if let node = fields["state"] {
            let filled = substitution.fill(node, &problems)
            if filled.scalar == nil { problems.wrongType(filled, "a path", for: "'state'") }
            return filled
        }
        let output = parameters.first { $0.name.value == "output" }
        let path = output == nil || output?.type == .list ? ".galley" : "${output}/.galley"
        let node = YAMLNode(.scalar(YAMLScalar(path, style: .quoted)), at: output?.name.range ?? fields.range)
        return substitution.fill(node, &problems)
    }
}
