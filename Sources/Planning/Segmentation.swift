internal import StageKit

extension Segment {
    /// Fuses chains: a stage goes on in the segment of its input where it is the only one that takes from it, and where
    /// that one neither reads a source nor waits for an order. A limit of one stage must not slow down its neighbours,
    /// so only stages of the same limit are fused.
    /// - Parameter jobs: For every stage how many batches it works on at the same time, at most.
    static func fuse(_ nodes: [FlowNode], isBounded: [Bool], jobs: [Int?]) -> [Segment] {
        var consumers = [Int](repeating: 0, count: nodes.count)
        for node in nodes { for input in node.inputs { consumers[input] += 1 } }
        var chains: [(stages: [Int], inputs: [Int])] = []
        var place: [Int] = []
        for (index, node) in nodes.enumerated() {
            if node.inputs.count == 1, consumers[node.inputs[0]] == 1, nodes[node.inputs[0]].type.shape == .transform,
                jobs[node.inputs[0]] == jobs[index]
            {
                place.append(place[node.inputs[0]])
                chains[place[index]].stages.append(index)
            } else {
                place.append(chains.count)
                chains.append(([index], node.inputs.map { place[$0] }))
            }
        }
        return chains.map { chain in
            Segment(
                stages: chain.stages, inputs: chain.inputs, isBounded: chain.stages.first.map { isBounded[$0] } ?? true,
                jobs: chain.stages.first.flatMap { jobs[$0] })
        }
    }
}
