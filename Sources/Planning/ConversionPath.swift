internal import Documents
internal import StageKit

/// Finds the stage types that make documents of one form out of documents of another.
enum ConversionPath {
    /// The shortest way over the registry's forms, breadth first: for each step the stage types that take it, sorted by
    /// name. Of ways of the same length the one that begins with the first name; empty when there is none.
    static func shortest(from given: FormType, to wanted: FormType, _ registry: Registry) -> [[StageDescriptor]] {
        var ways: [FormType: [[StageDescriptor]]] = [given: []]
        var next = [given]
        while !next.isEmpty, ways[wanted] == nil {
            var found: [FormType] = []
            for form in next {
                let takers = registry.stageTypes.filter { $0.input == form }
                for output in takers.compactMap(\.output) where ways[output] == nil {
                    ways[output] = (ways[form] ?? []) + [takers.filter { $0.output == output }]
                    found.append(output)
                }
            }
            next = found
        }
        return ways[wanted] ?? []
    }
}

/// Finds the stage types that provide a layer, with those that provide what they need themselves.
enum ProviderChain {
    /// Chains of stage types in the order in which they are run, the shortest first, then by name; empty when nothing
    /// provides the layer.
    static func shortest(
        providing layer: LayerRequirement, on layers: LayerFlow, _ registry: Registry
    ) -> [[StageDescriptor]] {
        chains(providing: layer, on: layers, registry, open: [])
    }

    private static func chains(
        providing layer: LayerRequirement, on layers: LayerFlow, _ registry: Registry, open: Set<LayerKey>
    ) -> [[StageDescriptor]] {
        guard open.count < 6 else { return [] }
        let open = open.union([layer.key])
        let found = registry.stageTypes.compactMap { type -> [StageDescriptor]? in
            guard type.provides.contains(where: { $0.key == layer.key && !$0.isOptional }) else { return nil }
            var chain: [StageDescriptor] = []
            for need in type.reads where !need.isOptional && !layers.contains(need) {
                if chain.contains(where: { $0.provides.contains { $0.key == need.key } }) { continue }
                guard !open.contains(need.key),
                    let before = chains(providing: need, on: layers, registry, open: open).first
                else { return nil }
                chain += before.filter { stage in !chain.contains { $0.name == stage.name } }
            }
            return chain + [type]
        }
        return found.sorted { ($0.count, $0.last?.name ?? "") < ($1.count, $1.last?.name ?? "") }
    }
}
