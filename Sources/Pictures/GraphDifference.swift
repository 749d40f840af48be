public import Planning

extension Graph {
    /// The graph of a difference: the new plan, with what is removed of the old one, everything that differs marked.
    public init(_ difference: PlanDifference) {
        let (old, new) = (difference.old, difference.new)
        let union = GraphUnion(old: old, new: new, origins: difference.origins)
        let stages = union.order.map { member -> GraphStage in
            switch member {
            case .new(let place):
                return GraphStage(new.stages[place], mark: difference.rerun.contains(place) ? .rerun : nil)
            case .removed(let place): return GraphStage(old.stages[place], mark: .removed)
            }
        }
        self.init(name: new.name, stages: stages, edges: union.edges(), isDifference: true)
        for entry in difference.entries {
            switch entry {
            case .added(let place): self.stages[union.place(ofNew: place)].mark = .added
            case .removed: break
            case .changed(_, let place, let changes):
                let place = union.place(ofNew: place)
                self.stages[place].mark = changes.map(\.aspect) == [.id] ? .renamed : .changed
                self.stages[place].notes = changes.map(\.text)
            }
        }
    }
}

/// The stages of two plans in one order, that of the new plan, removed stages as early as they can be.
private struct GraphUnion {
    enum Member: Hashable {
        case new(Int)
        case removed(Int)
    }

    let old: Plan
    let new: Plan
    private(set) var order: [Member] = []
    private var places: [Member: Int] = [:]
    /// What every stage of the old plan is now.
    private let heirs: [Member]

    init(old: Plan, new: Plan, origins: [Int?]) {
        self.old = old
        self.new = new
        var heirs = old.stages.indices.map { Member.removed($0) }
        for (place, origin) in origins.enumerated() { if let origin { heirs[origin] = .new(place) } }
        self.heirs = heirs
        let isRemoved = heirs.map { if case .removed = $0 { true } else { false } }
        var waiting = old.stages.indices.filter { isRemoved[$0] }
        for place in new.stages.indices {
            add(.new(place))
            waiting.removeAll { candidate in
                let isReady = old.stages[candidate].inputs.allSatisfy { places[heirs[$0]] != nil }
                if isReady { add(.removed(candidate)) }
                return isReady
            }
        }
        for candidate in waiting { add(.removed(candidate)) }
    }

    private mutating func add(_ member: Member) {
        places[member] = order.count
        order.append(member)
    }

    func place(ofNew place: Int) -> Int { places[.new(place)] ?? 0 }

    /// The edges of both plans.
    func edges() -> [GraphEdge] {
        let now = new.stages.indices.flatMap { place in
            new.stages[place].inputs.map { [self.place(ofNew: $0), self.place(ofNew: place)] }
        }
        let before = old.stages.indices.flatMap { place in
            old.stages[place].inputs.compactMap { input -> [Int]? in
                guard let from = places[heirs[input]], let to = places[heirs[place]] else { return nil }
                return [from, to]
            }
        }
        let (nowSet, beforeSet) = (Set(now), Set(before))
        let edges =
            now.map { GraphEdge(from: $0[0], to: $0[1], mark: beforeSet.contains($0) ? nil : .added) }
            + before.filter { !nowSet.contains($0) }.map { GraphEdge(from: $0[0], to: $0[1], mark: .removed) }
        return edges.sorted { ($0.to, $0.from) < ($1.to, $1.from) }
    }
}
