/// Guesses what a user meant by a word that is not known.
enum Suggestion {
    /// The candidate that the word is most likely a slip of, or `nil` if none is near.
    ///
    /// Near is a third of the word's letters, at least one slip and at most three; or a candidate that the word begins.
    /// Of several as near, the first one wins.
    static func closest(to word: String, among candidates: [String]) -> String? {
        let letters = Array(word.utf8)
        let weight = letters.count { $0 != UInt8(ascii: "-") }
        let limit = min(3, max(1, weight / 3))
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            guard let distance = distance(letters, Array(candidate.utf8), limit: min(limit, (best?.distance ?? 9) - 1))
            else { continue }
            best = (candidate, distance)
        }
        return best?.candidate ?? candidates.first { weight >= 2 && $0.hasPrefix(word) }
    }

    /// The slips between two words: letters inserted, left out, replaced, or swapped with their neighbour
    /// (F. J. Damerau 1964; optimal string alignment by the table of R. A. Wagner and M. J. Fischer 1974);
    /// `nil` if there are more than the limit.
    static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
                var slips = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    slips = min(slips, beforePrevious[column - 1] + 1)
                }
                current.append(slips)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
