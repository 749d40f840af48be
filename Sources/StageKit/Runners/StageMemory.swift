package import Documents

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What tells a stage's results from those of other stages, in a run that remembers.
package struct StageMemory: Sendable {
    /// Its place in the plan.
    package let place: Int
    /// The digest of its stage type, the version of that, and its configuration.
    package let digest: Digest

    package init(place: Int, digest: Digest) {
        self.place = place
        self.digest = digest
    }
}

/// Goes through a batch with a stage, and tells the trails of the documents what it did with them. Does nothing in a run
/// that remembers nothing.
struct Recorder {
    private let memory: StageMemory?
    /// What is written and then copied.
    var archive = ArchiveWriter()
    var content = ArchiveWriter()
    private var last: UInt64

    init(_ memory: StageMemory?) {
        self.memory = memory
        last = memory == nil ? 0 : Self.nanoseconds
    }

    /// Read as the system gives it: the difference of two instants is a division by 128 bits, for each document at each
    /// stage.
    private static var nanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: time.tv_nsec)
    }

    /// What tells this call of the stage from all others; nil where nothing is remembered, or where it can't be told what
    /// it is given.
    mutating func key(_ document: DocumentMemory?, _ layers: some LayerSet) -> Digest? {
        guard let memory, let content = document?.content else { return nil }
        archive.removeAll()
        memory.digest.store(in: &archive)
        content.store(in: &archive)
        layers.store(in: &archive)
        return archive.digest(from: 0)
    }

    /// Microseconds since the last call.
    mutating func lap() -> Int {
        guard memory != nil else { return 0 }
        let now = Self.nanoseconds
        defer { last = now }
        return Int(now &- last) / 1000
    }

    /// Tells a trail that the stage has done with its document.
    /// - Parameter share: What it took beside what was taken since the last call, in microseconds.
    mutating func note(
        _ document: DocumentMemory?, _ outcome: TrailStep.Outcome, isKnown: Bool = false, given: Int = 1,
        reason: String? = nil, share: Int = 0
    ) {
        guard let memory, let document else { return }
        document.trail.add(
            TrailStep(
                stage: memory.place, outcome: outcome, isKnown: isKnown, microseconds: share + lap(), given: given,
                reason: reason))
    }

    /// Tells a trail that its document was refused.
    mutating func note(_ document: DocumentMemory?, _ reason: DocumentError, share: Int = 0) {
        note(document, .quarantined, given: 0, reason: "\(reason.code): \(reason.message)", share: share)
    }
}

extension Drop {
    /// Why, in words.
    package var reason: String {
        guard let inFavourOf else { return code }
        return "\(code) of \(inFavourOf), \(Int((similarity * 100).rounded())) % alike"
    }
}
