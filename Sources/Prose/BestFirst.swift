/// What decides between two candidates for a phrase.
struct Rank {
    let score: Double
    let firstWord: Int
    let length: Int
    /// The candidate's number.
    let index: Int

    /// By score; among equals the earlier and then the longer one.
    func isBetter(than other: Rank) -> Bool {
        if score != other.score { return score > other.score }
        return (firstWord, other.length) < (other.firstWord, length)
    }
}

/// Gives ranks best first without sorting them all, for only the first few are asked for: a binary heap.
struct BestFirst: IteratorProtocol {
    /// Every rank is better than those at twice its place and one or two more.
    private var heap: [Rank]

    /// Linear in the number of ranks.
    init(_ ranks: [Rank]) {
        heap = ranks
        for place in (0..<heap.count / 2).reversed() { sink(place) }
    }

    /// The best one that is left; logarithmic in the number of ranks.
    mutating func next() -> Rank? {
        guard let best = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink(0)
        }
        return best
    }

    private mutating func sink(_ start: Int) {
        var place = start
        let rank = heap[place]
        while 2 * place + 1 < heap.count {
            var child = 2 * place + 1
            if child + 1 < heap.count, heap[child + 1].isBetter(than: heap[child]) { child += 1 }
            guard heap[child].isBetter(than: rank) else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = rank
    }
}
