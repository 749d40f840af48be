/// How long stages took in earlier runs that went through.
public struct StagePace: Sendable {
    /// Seconds for a document that wasn't known before, by the digest of the stage's configuration.
    public let seconds: [String: Double]
    /// How long workers were busy for each second that stages took.
    public let overhead: Double

    /// Makes a pace.
    public init(seconds: [String: Double], overhead: Double) {
        self.seconds = seconds
        self.overhead = overhead
    }
}

extension RunHistory {
    /// How long the stages of a pipeline took; nil when no run went through.
    public func pace(of pipeline: String) throws(DatabaseError) -> StagePace? {
        let known = try database.has("known", in: "run_stages") ? "known" : "0"
        let rows = try database.rows(
            """
            SELECT configuration, sum(run_stages.seconds), sum(taken - \(known)) FROM run_stages
            JOIN runs ON run = number WHERE pipeline = ? AND outcome = 'done' AND taken > \(known) GROUP BY configuration
            """, [.text(pipeline)]
        ) { (configuration: $0.text(0) ?? "", seconds: $0.real(1), documents: $0.integer(2)) }
        let totals = try database.rows(
            """
            SELECT sum(seconds * jobs), sum((SELECT sum(seconds) FROM run_stages WHERE run = number)) FROM runs
            WHERE pipeline = ? AND outcome = 'done'
            """, [.text(pipeline)]
        ) { (busy: $0.real(0), stages: $0.real(1)) }
        guard !rows.isEmpty, let total = totals.first, total.stages > 0 else { return nil }
        return StagePace(
            seconds: Dictionary(rows.map { ($0.configuration, $0.seconds / Double($0.documents)) }) { first, _ in first
            },
            overhead: total.busy / total.stages)
    }
}
