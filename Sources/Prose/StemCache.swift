internal import Synchronization

/// Remembers the stems of words that came before in half a megabyte, for stemming is most of the work on a text and texts
/// share their words.
///
/// What is remembered is a function of the word and the language alone, so nobody can tell whether it was, but for words
/// with the same hash of 64 bits. A slot holds two numbers that are written one after the other without a lock; the first
/// is the key mixed with the second, so that halves of two writers don't pass for an entry (R. Hyatt, T. Mann, "A
/// lock-less transposition table", 2002).
final class StemCache: Sendable {
    private static let size = 32768

    /// Checks at even places, stems at odd ones.
    private let slots = InlineArray<65536, Atomic<UInt64>> { _ in Atomic(0) }

    /// The stem's key that was remembered for a word's, or nil.
    func stem(of key: UInt64) -> UInt64? {
        let place = Self.place(of: key)
        return stem(of: key, at: place) ?? stem(of: key, at: place ^ 2)
    }

    private func stem(of key: UInt64, at place: Int) -> UInt64? {
        let stem = slots[place + 1].load(ordering: .relaxed)
        return slots[place].load(ordering: .relaxed) ^ stem == key ? stem : nil
    }

    /// Remembers a stem's key. What had its place gets the one beside it, and what had that is forgotten.
    func remember(_ stem: UInt64, of key: UInt64) {
        let place = Self.place(of: key)
        slots[place ^ 2].store(slots[place].load(ordering: .relaxed), ordering: .relaxed)
        slots[(place ^ 2) + 1].store(slots[place + 1].load(ordering: .relaxed), ordering: .relaxed)
        slots[place].store(key ^ stem, ordering: .relaxed)
        slots[place + 1].store(stem, ordering: .relaxed)
    }

    private static func place(of key: UInt64) -> Int { 2 * (Int(truncatingIfNeeded: key) & (size - 1)) }
}

/// A cache that is made when it is first asked for: a stage that is only checked needs none, and half a megabyte for each
/// of a thousand stages takes a second to make and to take down.
final class LateStemCache: Sendable {
    private let cache = AtomicLazyReference<StemCache>()

    /// The one cache, whoever asks first.
    var made: StemCache { cache.load() ?? cache.storeIfNil(StemCache()) }
}
