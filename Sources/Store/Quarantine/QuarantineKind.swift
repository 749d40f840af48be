/// How often documents went to quarantine at a stage for the same code.
public struct QuarantineKind: Sendable, Equatable {
    /// The id of the stage.
    public let stage: String
    /// The stable code of the reason.
    public let code: String
    /// How often.
    public private(set) var count: Int

    /// Counts reasons: the most frequent first, of equally many the first.
    static func kinds(of reasons: some Sequence<(stage: String, code: String)>) -> [QuarantineKind] {
        var places: [[String]: Int] = [:]
        var kinds: [QuarantineKind] = []
        for (stage, code) in reasons {
            let place = places[[stage, code]] ?? kinds.count
            if place == kinds.count {
                places[[stage, code]] = place
                kinds.append(QuarantineKind(stage: stage, code: code, count: 0))
            }
            kinds[place].count += 1
        }
        return kinds.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(
            \.element)
    }
}
