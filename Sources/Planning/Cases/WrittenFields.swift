internal import Definition
internal import Diagnostics
internal import Documents

/// The fields of a document that a case has written out, by the types that are wanted.
struct WrittenFields {
    /// Something that is wrong with them.
    struct Problem {
        let code: String
        let message: String
        let range: SourceRange
        let help: String?
    }

    private(set) var problems: [Problem] = []
    private let document: GivenDocument
    private let nodes: [String: YAMLNode]

    /// Reports fields that aren't known.
    init(_ document: GivenDocument, known: [String]) {
        self.document = document
        nodes = Dictionary(document.fields.map { ($0.key.value, $0.value) }) { first, _ in first }
        for pair in document.fields where !known.contains(pair.key.value) {
            let close = Suggestion.help(for: pair.key.value, among: known)
            report(
                "plan.unknown-field", "a document that is put in has no field '\(pair.key.value)'", at: pair.key.range,
                help: close ?? "fields here are \(known.joined(separator: ", "))")
        }
    }

    /// A text.
    mutating func text(_ name: String) -> String? {
        guard let node = nodes[name] else { return nil }
        if let scalar = node.scalar { return scalar.text }
        return wrong(name, node, "text")
    }

    /// A text or several.
    mutating func texts(_ name: String) -> [String]? {
        guard let node = nodes[name] else { return nil }
        let texts = (node.elements ?? [node]).compactMap { $0.scalar?.text }
        return texts.count == node.elements?.count ?? 1 ? texts : wrong(name, node, "text or a list of texts")
    }

    /// A date as in ISO 8601.
    mutating func date(_ name: String) -> PublicationDate? {
        guard let node = nodes[name] else { return nil }
        return node.scalar.flatMap { PublicationDate($0.text) } ?? wrong(name, node, "a date such as 2014-03-14")
    }

    /// The fields of a layer; nil when there are none, or one was reported.
    mutating func values(of layer: LayerRequirement) -> [String: FieldValue]? {
        var values: [String: FieldValue] = [:]
        for (name, type) in layer.fields.sorted(by: { $0.key < $1.key }) {
            guard let node = nodes[name] else { continue }
            let value: FieldValue? =
                switch type {
                case .text, .texts:
                    node.elements == nil ? node.scalar.map { .text($0.text) } : texts(name).map { .texts($0) }
                case .number: node.scalar?.number.map { .number($0) }
                case .flag: node.scalar?.flag.map { .flag($0) }
                }
            values[name] = value ?? wrong(name, node, "a \(type.rawValue)")
        }
        return values.isEmpty ? nil : values
    }

    /// Reports a field that must be given.
    mutating func missing(_ name: String) {
        report(
            "definition.missing-key", "a document that is put in must have the key '\(name)'", at: document.range,
            help: "for example '{ source: a.txt, text: … }'")
    }

    /// Reports a layer that can't be made of its fields.
    mutating func incomplete(_ layer: LayerRequirement) {
        let names = layer.fields.keys.sorted().filter { nodes[$0] != nil }
        let range = document.fields.first { names.contains($0.key.value) }?.key.range ?? document.range
        report(
            "test.layer", "the layer \(layer.name) can't be made of \(names.joined(separator: ", "))", at: range,
            help: "let the input enter at the stage that provides the layer")
    }

    private mutating func wrong<Value>(_ name: String, _ node: YAMLNode, _ expected: String) -> Value? {
        report(
            "definition.type", "'\(name)' must be \(expected), found \(node.displayText)", at: node.range, help: nil)
        return nil
    }

    private mutating func report(_ code: String, _ message: String, at range: SourceRange, help: String?) {
        problems.append(Problem(code: code, message: message, range: range, help: help))
    }
}
