import Diagnostics

/// Reads the `tests` of a definition.
struct TestReader {
    private let stages: [String]
    private let knownStages: Set<String>
    private let parameters: [String: Parameter]
    private let parameterNames: [String]

    static let keys = ["name", "input", "at", "set", "expect"]
    /// How many cases there may be: for each that sets parameters the definition is read once more.
    private static let limit = 1000

    private static let synonyms = [
        "title": "name", "description": "name", "test": "name", "inputs": "input", "given": "input", "from": "input",
        "stage": "at", "with": "set", "parameters": "set", "params": "set", "expects": "expect", "expected": "expect",
        "assert": "expect", "then": "expect",
    ]
    private static let example = "for example '- { name: one comes out, input: a.txt, expect: { read: 1 } }'"

    /// Reads cases about these stages, which may give these parameters values.
    init(stages: [String], parameters: [Parameter]) {
        self.stages = stages
        knownStages = Set(stages)
        self.parameters = Dictionary(parameters.map { ($0.name.value, $0) }) { first, _ in first }
        parameterNames = parameters.map(\.name.value)
    }

    /// The cases that could be read; what is wrong is reported.
    func read(_ node: YAMLNode, _ problems: inout Problems) -> [TestCase] {
        if node.isNull { return [] }
        guard let elements = node.elements else {
            problems.wrongType(node, "a list of cases", for: "'tests'", help: Self.example)
            return []
        }
        if elements.count > Self.limit {
            problems.error(
                "test.too-many", "a definition has at most \(Self.limit) cases, found \(elements.count)",
                at: elements[Self.limit].range, help: "put the others into a definition of their own")
        }
        var names: [String: SourceRange] = [:]
        return elements.prefix(Self.limit).compactMap { element in
            let fields = Fields(
                element, "a case of 'tests'", at: element.range, keys: Self.keys, synonyms: Self.synonyms,
                to: &problems)
            guard let fields else { return nil }
            let name = name(fields, &names, &problems)
            let input = input(fields, &problems)
            let entry = entry(fields, &problems)
            let overrides = overrides(fields, &problems)
            let expectations = expectations(fields, &problems)
            guard let name, let input, !expectations.isEmpty else { return nil }
            return TestCase(name: name, input: input, entry: entry, overrides: overrides, expectations: expectations)
        }
    }

    private func name(
        _ fields: Fields, _ names: inout [String: SourceRange], _ problems: inout Problems
    ) -> Located<String>? {
        let help = "say what it shows, for example 'name: a wire story keeps its dateline'"
        guard let name = fields.requiredText("name", help: help, to: &problems) else { return nil }
        problems.checkLine(name)
        if let place = names[name.value] {
            problems.error(
                "test.duplicate-name", "two cases are named '\(name.value.shortened)'", at: name.range,
                help: "give one of them another name", notes: [problems.note("the other one is here", at: place)])
        }
        names[name.value] = names[name.value] ?? name.range
        return name
    }

    private func input(_ fields: Fields, _ problems: inout Problems) -> TestInput? {
        let help = "name a file, or write a document: 'input: { source: a.txt, text: … }'"
        guard let node = fields.required("input", help: help, to: &problems) else { return nil }
        let elements = node.elements ?? [node]
        let files = elements.compactMap { element in element.scalar.map { Located($0.text, at: element.range) } }
        let documents = elements.compactMap { element in
            element.pairs.map { GivenDocument(fields: $0, range: element.range) }
        }
        if !elements.isEmpty, files.count == elements.count {
            for file in files where file.value.isEmpty {
                problems.error("test.input", "the name of a file is empty", at: file.range, help: help)
            }
            return .files(files)
        }
        if !elements.isEmpty, documents.count == elements.count { return .documents(documents) }
        let place = node.isNull ? YAMLNode(.null, at: fields.keyRange("input")) : node
        problems.wrongType(
            place, "a file, a list of files, a document or a list of documents", for: "'input' of a case", help: help)
        return nil
    }

    private func entry(_ fields: Fields, _ problems: inout Problems) -> Located<String>? {
        guard let entry = fields.text("at", to: &problems) else { return nil }
        return isStage(entry, &problems) ? entry : nil
    }

    private func isStage(_ id: Located<String>, _ problems: inout Problems) -> Bool {
        if knownStages.contains(id.value) { return true }
        problems.error(
            "definition.unknown-stage", "there is no stage '\(id.value.shortened)'", at: id.range,
            help: problems.help(for: id.value, among: stages))
        return false
    }

    private func overrides(_ fields: Fields, _ problems: inout Problems) -> [YAMLPair] {
        guard let node = fields["set"], !node.isNull else { return [] }
        guard let pairs = node.pairs else {
            problems.wrongType(node, "a mapping of parameters to values", for: "'set' of a case")
            return []
        }
        return pairs.filter { pair in
            guard let parameter = parameters[pair.key.value] else {
                problems.error(
                    "parameter.unknown", "there is no parameter '\(pair.key.value.shortened)'", at: pair.key.range,
                    help: parameters.isEmpty
                        ? "the definition declares none"
                        : problems.help(for: pair.key.value, among: parameterNames))
                return false
            }
            return ParameterReader.takes(pair.value, parameter, &problems)
        }
    }

    private func expectations(_ fields: Fields, _ problems: inout Problems) -> [StageExpectation] {
        let help = "name a stage and what must come out, for example 'expect: { \(stages.last ?? "read"): 1 }'"
        guard let node = fields.required("expect", help: help, to: &problems) else { return [] }
        if node.isNull || node.pairs?.isEmpty == true {
            let place = node.isNull ? fields.keyRange("expect") : node.range
            problems.error("test.no-expectation", "the case expects nothing", at: place, help: help)
            return []
        }
        guard let pairs = node.pairs else {
            problems.wrongType(node, "a mapping of stages to what must come out", for: "'expect' of a case", help: help)
            return []
        }
        return pairs.compactMap { pair in
            let expectation = ExpectationReader.read(pair, &problems)
            return isStage(pair.key, &problems) ? expectation : nil
        }
    }
}
