extension RunHistory {
    /// The stage types, with their versions, of the latest run of a pipeline that went through and kept results; none when
    /// this build of the program did it, or when it isn't known which one did.
    public func types(of pipeline: String, byAnotherBuildThan program: String) throws(DatabaseError) -> [String: Int] {
        guard try database.has("program", in: "runs") else { return [:] }
        let rows = try database.rows(
            """
            SELECT type, run_stages.version FROM run_stages JOIN runs ON runs.number = run
            WHERE program <> ? AND run = (
                SELECT number FROM runs WHERE pipeline = ? AND outcome = 'done' AND program IS NOT NULL
                ORDER BY number DESC LIMIT 1
            )
            """, [.text(program), .text(pipeline)]
        ) { (type: $0.text(0) ?? "", version: $0.integer(1)) }
        return Dictionary(rows.map { ($0.type, $0.version) }) { first, _ in first }
    }
}
