internal import Documents
internal import StageKit

/// What a stage of some options declares: layers that are named are looked for among those that are known.
struct CommandDeclaration {
    let declaration: BatchDeclaration

    /// - Throws: `OptionProblem` for a layer that no program can provide.
    init(_ options: CommandOptions, known: [LayerRequirement]) throws {
        let layers = Dictionary(known.map { ($0.key.memberName, $0.required) }) { first, _ in first }
        let reads = options.reads.map { layers[$0] ?? LayerRequirement(named: $0, nil) }
        var provides: [LayerRequirement] = []
        for (index, name) in options.provides.enumerated() {
            guard let layer = layers[name], layer.read != nil else {
                let names = layers.filter { $0.value.read != nil }.keys.sorted().joined(separator: ", ")
                throw OptionProblem(
                    "provides", at: .element(index), "names no layer that a program can give: '\(name)'",
                    help: "one of \(names); values of your own go under 'values'")
            }
            provides.append(layer)
        }
        let fields = known.flatMap { $0.fields.keys }
        for name in options.values.keys.sorted() {
            guard layers[name] == nil, !fields.contains(name), let type = options.values[name] else {
                throw OptionProblem(
                    "values", at: .key(name), "can't hold '\(name)', which belongs to a layer",
                    help: layers[name] == nil ? "give it another name" : "name it under 'provides'")
            }
            provides.append(LayerRequirement(named: name, type.fieldType))
        }
        let multiplicity: Multiplicity =
            switch options.gives {
            case .layers, .article: .one
            case .filter: .optional
            case .documents: .many
            }
        declaration = BatchDeclaration(
            reads: reads, provides: provides, multiplicity: multiplicity,
            keepsLayers: options.gives == .layers || options.gives == .filter)
    }
}
