import Diagnostics

/// A key as it is read.
struct MappingKey {
    let name: Located<String>
    let isMerge: Bool
}

/// Collects the pairs of a mapping: no key twice, merged keys after the mapping's own (YAML merge key type, 2005).
struct MappingPairs {
    private var pairs: [YAMLPair] = []
    private var indices: [String: Int] = [:]
    private var sources: [YAMLNode] = []

    /// Adds a pair; when the key is there already, gives its place and leaves the mapping as it is.
    mutating func add(_ key: Located<String>, _ value: YAMLNode) -> SourceRange? {
        if let index = indices[key.value] { return pairs[index].key.range }
        indices[key.value] = pairs.count
        pairs.append(YAMLPair(key: key, value: value))
        return nil
    }

    /// Remembers a mapping or a list of mappings whose keys stand in where the mapping has none; false for all else.
    mutating func merge(_ value: YAMLNode) -> Bool {
        if value.content == .unresolved { return true }
        let mappings = value.elements ?? [value]
        guard mappings.allSatisfy({ $0.pairs != nil || $0.content == .unresolved }) else { return false }
        sources += mappings
        return true
    }

    /// The mapping's own pairs, then what the merged ones add; of several, the first counts.
    var merged: [YAMLPair] {
        if sources.isEmpty { return pairs }
        var result = pairs
        var names = Set(indices.keys)
        for pair in sources.flatMap({ $0.pairs ?? [] }) where names.insert(pair.key.value).inserted {
            result.append(pair)
        }
        return result
    }
}
