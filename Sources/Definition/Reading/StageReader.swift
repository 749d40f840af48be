import Diagnostics

/// Reads the `stages` of a definition.
enum StageReader {
    /// The stages that could be read, or nil when there are none; what is wrong is reported.
    /// - Parameter included: The definitions whose stages they may name.
    static func read(
        _ node: YAMLNode, at range: SourceRange, _ included: [IncludedDefinition], _ problems: inout Problems
    ) -> [StageDefinition]? {
        guard let pairs = node.pairs else {
            if node.isNull {
                problems.error("definition.no-stages", "a definition must have stages", at: range, help: example)
            } else {
                problems.wrongType(node, "a mapping of ids to stages", for: "'stages'", help: mended(node) ?? example)
            }
            return nil
        }
        if pairs.isEmpty {
            problems.error("definition.no-stages", "a definition must have stages", at: node.range, help: example)
            return nil
        }
        let names = IncludedNames(included, besides: pairs.map(\.key), &problems)
        let stages = pairs.compactMap { stage($0, &problems) }.map { names.resolved($0, &problems) }
        GraphCheck.references(of: stages, among: pairs.map(\.key.value) + names.ids, &problems)
        GraphCheck.cycles(of: stages, &problems)
        return stages
    }

    private static let example = "for example 'stages: { read: { uses: ingest.files } }'"
    /// How the first stage of a list is written under its id.
    private static func mended(_ node: YAMLNode) -> String? {
        guard let first = node.elements?.first, let uses = first["uses"]?.scalar?.text else { return nil }
        let id = first["id"] ?? first["name"] ?? first["stage"]
        return "write each stage under its id: '\(id?.scalar?.text.shortened ?? "…"): { uses: \(uses.shortened), … }'"
    }

    private static let keys = ["uses", "with", "from", "when", "on-error", "combine"] + PolicyReader.keys
    private static let synonyms = PolicyReader.synonyms.merging([
        "type": "uses", "plugin": "uses", "stage": "uses", "use": "uses", "options": "with", "config": "with",
        "settings": "with", "args": "with", "input": "from", "inputs": "from", "needs": "from", "depends-on": "from",
        "depends_on": "from", "after": "from", "if": "when", "filter": "when", "where": "when",
    ]) { policy, _ in policy }

    private static func stage(_ pair: YAMLPair, _ problems: inout Problems) -> StageDefinition? {
        _ = problems.checkIdentifier(pair.key, "id of a stage")
        let subject = "stage '\(pair.key.value.shortened)'"
        guard pair.value.pairs != nil else {
            let help = pair.value.scalar.map { "write '{ uses: \($0.text.shortened) }'" } ?? example
            let place = pair.value.isNull ? YAMLNode(.null, at: pair.key.range) : pair.value
            problems.wrongType(place, "a mapping", for: subject, help: help)
            return nil
        }
        let fields = Fields(
            pair.value, subject, at: pair.key.range, keys: keys, synonyms: synonyms,
            remark: "options of the stage type stand under 'with'", to: &problems)
        guard let fields else { return nil }
        let uses = fields.requiredText("uses", help: "name a stage type; 'galley stages' lists them", to: &problems)
        let options = options(fields, &problems)
        let from = references(fields, &problems)
        let when = fields["when"].map { WhenReader.read($0, subject, &problems) } ?? []
        let onError: Located<StageDefinition.OnError>? = fields.choice("on-error", to: &problems)
        let combine: Located<StageDefinition.Combine>? = fields.choice("combine", to: &problems)
        let policies = PolicyReader.read(fields, &problems)
        // What is wrong with id and edges is reported; the stage is kept, so that its options are checked as well.
        guard let uses else { return nil }
        return StageDefinition(
            id: pair.key, uses: uses, options: options, from: from ?? [], hasUnreadInputs: from == nil, when: when,
            onError: onError, combine: combine, policies: policies)
    }

    private static func options(_ fields: Fields, _ problems: inout Problems) -> YAMLNode? {
        guard let node = fields["with"], !node.isNull else { return nil }
        if node.pairs != nil { return node }
        problems.wrongType(
            node, "a mapping of options to values", for: "'with' of \(fields.subject)",
            help: node.elements == nil ? nil : "write the options without '- '")
        return YAMLNode(.unresolved, at: node.range)
    }

    /// The stages that are named by `from`; nil when that can't be known.
    private static func references(_ fields: Fields, _ problems: inout Problems) -> [Located<String>]? {
        guard let node = fields["from"] else { return [] }
        if node.content == .unresolved { return nil }
        let nodes = node.elements ?? [node]
        let texts = nodes.compactMap { node in node.scalar.map { Located($0.text, at: node.range) } }
        guard texts.count == nodes.count, !nodes.isEmpty else {
            let place = node.isNull ? YAMLNode(.null, at: fields.keyRange("from")) : node
            problems.wrongType(place, "the id of a stage or a list of ids", for: "'from' of \(fields.subject)")
            return nil
        }
        let areOpen = nodes.map { problems.isOpen($0, "'from' of \(fields.subject)") }
        return areOpen.allSatisfy(\.self) ? texts : nil
    }
}
