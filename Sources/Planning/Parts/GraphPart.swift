/// A part of a graph: what is chosen, and all that it takes documents from, so that the part can be run.
package struct GraphPart {
    /// For every stage those that it takes documents from; each comes after its inputs.
    package let inputs: [[Int]]

    package init(inputs: [[Int]]) { self.inputs = inputs }

    /// The stages that are in one of these or take documents from it, however far down.
    func downstream(of starts: Set<Int>) -> Set<Int> {
        inputs.indices.reduce(into: starts) { found, stage in
            if inputs[stage].contains(where: { found.contains($0) }) { found.insert(stage) }
        }
    }

    /// These and the stages that they take documents from, however far up.
    package func upstream(of ends: Set<Int>) -> Set<Int> {
        inputs.indices.reversed().reduce(into: ends) { found, stage in
            if found.contains(stage) { found.formUnion(inputs[stage]) }
        }
    }

    /// The chosen stages: downstream of one of `from` and upstream of one of `to`, where these are given, or `only`;
    /// without what they need.
    func chosen(from: Set<Int>?, to: Set<Int>?, only: Set<Int>?) -> Set<Int> {
        var chosen = Set(inputs.indices)
        if let from { chosen.formIntersection(downstream(of: from)) }
        if let to { chosen.formIntersection(upstream(of: to)) }
        if let only { chosen.formIntersection(only) }
        return chosen
    }
}
