import Documents
import StageKit
import Testing

@testable import Planning

private func node(
    _ type: any StageType.Type, _ inputs: Int..., combine: Combination? = nil, mayFilter: Bool = false
) -> FlowNode {
    FlowNode(type: type.descriptor, inputs: inputs, combination: combine, mayFilter: mayFilter)
}

private var sentences: LayerRequirement { LayerRequirement(Sentences.self, isOptional: false) }
private var language: LayerRequirement { LayerRequirement(Language.self, isOptional: false) }

@Suite struct FlowTests {
    @Test func layersAddUpAlongAChain() {
        let flow = FlowAnalysis([node(Read.self), node(Tell.self, 0), node(Split.self, 1), node(Write.self, 2)])
        #expect(flow.problems.isEmpty)
        #expect(flow.into[3].layers.always.map(\.name) == ["Language", "Sentences"])
    }

    @Test func aMissingLayerIsFound() {
        let flow = FlowAnalysis([node(Read.self), node(Split.self, 0)])
        #expect(flow.problems == [.missingLayer(stage: 1, language, isSometimesThere: false)])
    }

    @Test func aJoinHasTheLayersOfAllBranches() {
        let flow = FlowAnalysis([
            node(Read.self), node(Tell.self, 0), node(Split.self, 1), node(Sift.self, 1), node(Write.self, 2, 3),
        ])
        #expect(flow.problems.isEmpty)
        #expect(flow.combinations[4] == .join)
    }

    /// What only the branch has that leaves documents out, isn't on those that it left out.
    @Test func aLayerOfABranchThatFiltersIsThereSometimes() {
        let flow = FlowAnalysis([
            node(Read.self), node(Tell.self, 0), node(Split.self, 1, mayFilter: true), node(Sift.self, 1),
            node(Write.self, 1, 2),
        ])
        #expect(flow.problems == [.missingLayer(stage: 4, sentences, isSometimesThere: true)])
    }

    @Test func twoBranchesThatBothFilterGuaranteeOnlyWhatBothHave() {
        let flow = FlowAnalysis([
            node(Read.self), node(Tell.self, 0), node(Split.self, 1, mayFilter: true), node(Sift.self, 1),
            node(Write.self, 2, 3),
        ])
        #expect(flow.problems == [.missingLayer(stage: 4, sentences, isSometimesThere: true)])
        #expect(flow.into[4].layers.always.map(\.name) == ["Language"])
    }

    @Test func differentSourcesAreMerged() {
        let flow = FlowAnalysis([
            node(Read.self), node(Read.self), node(Tell.self, 0), node(Split.self, 2), node(Write.self, 1, 3),
        ])
        #expect(flow.combinations[4] == .merge)
        #expect(flow.problems == [.missingLayer(stage: 4, sentences, isSometimesThere: true)])
    }

    @Test func aMixOfOriginsIsAmbiguousUnlessItIsSaid() {
        let nodes = [node(Read.self), node(Read.self), node(Tell.self, 0)]
        #expect(
            FlowAnalysis(nodes + [node(Tell.self, 0, 1, 2)]).problems == [.ambiguousCombination(stage: 3)])
        #expect(FlowAnalysis(nodes + [node(Tell.self, 0, 1, 2, combine: .merge)]).problems.isEmpty)
        #expect(
            FlowAnalysis(nodes + [node(Tell.self, 0, 1, combine: .join)]).problems
                == [.joinOfDifferentDocuments(stage: 3)])
    }

    @Test func onlyStagesOfTheSameLimitAreFused() {
        let nodes = [node(Read.self), node(Tell.self, 0), node(Sift.self, 1), node(Sift.self, 2), node(Write.self, 3)]
        let segments = Segment.fuse(
            nodes, isBounded: FlowAnalysis(nodes).isBounded, jobs: [nil, nil, 2, 2, 1])
        #expect(segments.map(\.stages) == [[0], [1], [2, 3], [4]])
        #expect(segments.map(\.inputs) == [[], [0], [1], [2]])
        #expect(segments.map(\.jobs) == [nil, nil, 2, 1])
    }

    @Test func chainsAreFusedUpToForksAndOrder() {
        let nodes = [
            node(Read.self), node(Tell.self, 0), node(Sift.self, 1), node(Split.self, 2), node(Write.self, 3),
            node(Write.self, 3),
        ]
        let segments = Segment.fuse(
            nodes, isBounded: FlowAnalysis(nodes).isBounded, jobs: nodes.map { _ in nil })
        #expect(segments.map(\.stages) == [[0], [1, 2, 3], [4], [5]])
        #expect(segments.map(\.inputs) == [[], [0], [1], [1]])
    }
}
