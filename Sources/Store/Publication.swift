package import Documents
internal import Files

/// What is remembered of a pipeline's latest publication.
package struct Publication: Sendable {
    /// The pipeline's number.
    package var pipeline: Int
    /// The digest of the plan; nil before anything was published.
    package var plan: Digest?
    /// The digest of all that the sources read; nil when it couldn't be told.
    package var corpus: Digest?
    /// What tells the quarantine and the list of dropped documents from changed ones.
    package var records: Digest?
    /// The number of the run; nil before anything was published.
    package var run: Int?
    /// The digest of the ways that documents can take in the plan.
    package var shape: Digest?
    /// What the sinks published.
    package var sinks: [PublishedSink] = []

    /// A digest of what a run goes by.
    var seal: Int {
        var archive = ArchiveWriter()
        for digest in [plan, shape, corpus, records] { digest.store(in: &archive) }
        run.store(in: &archive)
        return Int(Int64(bitPattern: archive.digest(from: 0).low))
    }
}

/// What a sink published.
package struct PublishedSink: Sendable {
    /// The stage's id.
    package var stage: String
    /// What tells its artifacts from changed ones; nil when it can't be told.
    package var artifact: Digest?
    /// The digest of the list of places; nil when there is none.
    package var places: Digest?

    package init(stage: String, artifact: Digest?, places: Digest?) {
        self.stage = stage
        self.artifact = artifact
        self.places = places
    }
}

/// Numbers of rows, a bit each.
package struct RowSet: Sendable {
    private var words: [UInt64] = []

    package init() {}

    package mutating func insert(_ row: Int) {
        while words.count <= row >> 6 { words.append(contentsOf: [UInt64](repeating: 0, count: words.count + 1)) }
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    package func contains(_ row: Int) -> Bool {
        row >> 6 < words.count && words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }
}
