/// How one plan differs from another in what it means: comments, the order of keys and options that are written out with
/// their default don't count.
public struct PlanDifference: Sendable {
    /// A stage that isn't in both plans as it is.
    public enum Entry: Sendable, Equatable {
        /// It is only in the new plan, at this place.
        case added(Int)
        /// It is only in the old plan, at this place.
        case removed(Int)
        /// It is in both, and not the same.
        case changed(old: Int, new: Int, [StageChange])
    }

    /// The older plan.
    public let old: Plan
    /// The newer plan.
    public let new: Plan
    /// What differs: what is in the new plan in its order, then what is removed in the order of the old one.
    public let entries: [Entry]
    /// The stages of the new plan whose results the old plan's don't stand for: those that differ in more than their id
    /// and how they are run, and all that come after; in order.
    public let rerun: [Int]
    /// For every stage of the new plan its place in the old one.
    public let origins: [Int?]

    /// Whether both plans do the same under the same names.
    public var isEmpty: Bool { entries.isEmpty }

    /// Compares two plans. Stages are the same when they have the same id, or when nothing but the id differs. Time grows
    /// with the number of stages and edges; of stages that do the same under other ids, with the square.
    public init(from old: Plan, to new: Plan) {
        self.old = old
        self.new = new
        let origins = Self.match(old, new)
        let kept = Set(origins.compactMap(\.self))
        var entries: [Entry] = []
        var touched: Set<Int> = []
        for (place, origin) in origins.enumerated() {
            guard let origin else {
                entries.append(.added(place))
                touched.insert(place)
                continue
            }
            let changes = Self.changes(old, origin, new, place, origins)
            if !changes.isEmpty { entries.append(.changed(old: origin, new: place, changes)) }
            if changes.contains(where: \.aspect.affectsResults) { touched.insert(place) }
        }
        self.origins = origins
        self.entries = entries + old.stages.indices.filter { !kept.contains($0) }.map { .removed($0) }
        rerun = GraphPart(inputs: new.stages.map(\.inputs)).downstream(of: touched).sorted()
    }

    /// For every new stage the place of the old one that it is: first by id, then, in order, what differs in its id alone.
    private static func match(_ old: Plan, _ new: Plan) -> [Int?] {
        let places = Dictionary(old.stages.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var origins = new.stages.map { places[$0.id] }
        let kept = Set(origins.compactMap(\.self))
        var left = Dictionary(grouping: old.stages.indices.filter { !kept.contains($0) }) { old.stages[$0].meaning }
        for place in new.stages.indices where origins[place] == nil {
            let meaning = new.stages[place].meaning
            guard let twins = left[meaning] else { continue }
            if let twin = twins.firstIndex(where: { isFedAlike(old, $0, new, place, origins) }) {
                origins[place] = left[meaning]?.remove(at: twin)
            }
        }
        return origins
    }

    private static func changes(_ old: Plan, _ origin: Int, _ new: Plan, _ place: Int, _ origins: [Int?])
        -> [StageChange]
    {
        let (before, now) = (old.stages[origin], new.stages[place])
        var changes: [StageChange] = []
        if before.id != now.id { changes.append(StageChange(.id, old: before.id, new: now.id)) }
        changes += now.changes(since: before)
        if !isFedAlike(old, origin, new, place, origins) {
            changes.append(StageChange(.inputs, old: ids(before.inputs, old), new: ids(now.inputs, new)))
        }
        if before.combination != now.combination, before.inputs.count > 1, now.inputs.count > 1 {
            changes.append(StageChange(.combination, old: before.combination.rawValue, new: now.combination.rawValue))
        }
        return changes
    }

    private static func ids(_ places: [Int], _ plan: Plan) -> String? {
        places.isEmpty ? nil : places.map { plan.stages[$0].id }.joined(separator: ", ")
    }

    /// Whether two stages take documents from the same stages. Only a merge, which takes from them in turns, minds the
    /// order.
    private static func isFedAlike(_ old: Plan, _ origin: Int, _ new: Plan, _ place: Int, _ origins: [Int?]) -> Bool {
        let before = old.stages[origin].inputs
        let now = new.stages[place].inputs.map { origins[$0] ?? -1 }
        return new.stages[place].combination == .merge ? before == now : before.sorted() == now.sorted()
    }
}
