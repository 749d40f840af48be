internal import Diagnostics
public import Planning

/// What a picture shows: the stages of a plan, the edges between them, and what is said of them.
public struct Graph: Sendable {
    /// The pipeline's name.
    public let name: String
    /// The stages; each comes after those that it takes documents from, but for edges that were removed.
    public internal(set) var stages: [GraphStage]
    /// The edges, in the order of the stages that they lead to.
    public internal(set) var edges: [GraphEdge]
    /// Whether it shows a difference: then colours tell what changed, not the family.
    public let isDifference: Bool

    init(name: String, stages: [GraphStage], edges: [GraphEdge], isDifference: Bool) {
        self.name = name
        self.stages = stages
        self.edges = edges
        self.isDifference = isDifference
    }

    /// The graph of a plan.
    public init(_ plan: Plan) {
        let edges = plan.stages.enumerated().flatMap { place, stage in
            stage.inputs.map { GraphEdge(from: $0, to: place) }
        }
        self.init(name: plan.name, stages: plan.stages.map { GraphStage($0) }, edges: edges, isDifference: false)
    }

    /// Writes a line more at a stage; what would end the line is shown by a sign.
    public mutating func note(_ text: String, at place: Int) {
        stages[place].notes.append(DisplayText.printable(text))
    }

    /// For every stage those that it takes documents from and that come before it.
    var inputs: [[Int]] {
        edges.reduce(into: stages.map { _ in [Int]() }) { inputs, edge in
            if edge.from < edge.to { inputs[edge.to].append(edge.from) }
        }
    }

    /// The families of the stages, sorted.
    var families: [String] { Set(stages.map(\.planned.type.family)).sorted() }
}

/// A stage in a picture.
public struct GraphStage: Sendable {
    /// The stage.
    public let planned: PlannedStage
    /// What is to be said of it besides what it is: a line each.
    public internal(set) var notes: [String] = []
    /// How it differs, in the picture of a difference.
    public internal(set) var mark: GraphMark?

    init(_ planned: PlannedStage, notes: [String] = [], mark: GraphMark? = nil) {
        self.planned = planned
        self.notes = notes
        self.mark = mark
    }
}

/// An edge in a picture.
public struct GraphEdge: Sendable, Equatable {
    /// The place of the stage that gives.
    public let from: Int
    /// The place of the stage that takes.
    public let to: Int
    /// ``GraphMark/added`` or ``GraphMark/removed``, in the picture of a difference.
    public let mark: GraphMark?

    init(from: Int, to: Int, mark: GraphMark? = nil) {
        self.from = from
        self.to = to
        self.mark = mark
    }
}

/// How a part of a graph differs from an older one.
public enum GraphMark: String, Sendable, CaseIterable {
    /// It wasn't there.
    case added
    /// It isn't there any more.
    case removed
    /// It isn't as it was.
    case changed
    /// Only its id isn't as it was.
    case renamed
    /// It is as it was, but takes what isn't.
    case rerun = "runs again"
}

extension GraphStage {
    /// What documents are and carry behind the stage, for an edge: the form, and the layers that the stage adds.
    var edgeLabel: String { ([planned.type.output?.name ?? ""] + addedLayers).joined(separator: " ") }

    /// What the stage gives, in a few words: its form where that isn't the form it took, and what it adds; nil for
    /// nothing new.
    var gives: String? {
        guard let form = planned.type.output, form != planned.type.input else {
            return addedLayers.isEmpty ? nil : addedLayers.joined(separator: " ")
        }
        return "→ " + edgeLabel
    }

    /// How its inputs meet and what holds for the documents that it takes: a line each.
    var remarks: [String] {
        let meeting =
            planned.combination == .single ? [] : ["\(planned.combination.rawValue) of \(planned.inputs.count)"]
        return meeting + (planned.conditionsText.map { ["when " + $0] } ?? [])
    }

    private var addedLayers: [String] { planned.type.provides.map { "+" + $0.name + ($0.isOptional ? "?" : "") } }
}
