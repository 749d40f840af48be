public import StageKit

/// A graph of which only what was written down of a run is known: no definition, no plan.
public struct RecordedGraph: Sendable {
    /// A stage.
    public struct Stage: Sendable {
        /// The stage's id, and the name of its stage type.
        public let id: String, type: String
        /// What it does in the graph.
        public let shape: StageShape
        /// Whether its inputs are merged, not joined.
        public let isMerge: Bool
        /// The stages that it takes documents from, as places in the graph.
        public let inputs: [Int]
        /// What is to be said of it: a line each.
        public let notes: [String]

        /// Describes a stage.
        public init(id: String, type: String, shape: StageShape, isMerge: Bool, inputs: [Int], notes: [String]) {
            self.id = id
            self.type = type
            self.shape = shape
            self.isMerge = isMerge
            self.inputs = inputs
            self.notes = notes
        }
    }

    private let stages: [Stage]

    /// Takes stages, each after those that it takes documents from; inputs for which that doesn't hold are left out.
    public init(_ stages: [Stage]) { self.stages = stages }

    /// The graph as SVG for a ``ReportPage``, in which the box of a stage leads to `#stage-PLACE`; nil when it is too
    /// great.
    public var drawing: String? {
        VectorDrawing(
            stages.map { stage in
                VectorDrawing.Stage(
                    lines: [stage.id, stage.type] + stage.notes, shape: stage.shape,
                    colors: ReportPage.colors(ofType: stage.type), isMerge: stage.isMerge)
            }, inputs: stages.enumerated().map { place, stage in stage.inputs.filter { (0..<place).contains($0) } },
            marks: stages.map { _ in "" })?.text
    }
}
