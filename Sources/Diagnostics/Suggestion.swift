/// Finds what the user probably meant.
public enum Suggestion {
    /// The candidate that is closest to a misspelt text; nil when none is close.
    ///
    /// The distance is the number of inserted, left-out, changed and swapped neighbouring letters (optimal string
    /// alignment: Damerau 1964, Levenshtein 1966), case aside. One such slip is allowed in three letters. Of several
    /// that are equally close, the one that starts with the same letter wins, then the first in alphabetical order. Where
    /// none is close, it is one that begins with the text.
    /// - Parameters:
    ///   - text: The misspelt text.
    ///   - candidates: What it could be, in any order.
    public static func closest(to text: String, among candidates: some Sequence<String>) -> String? {
        let wanted = letters(text)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        var best: (rank: Int, name: String)?
        for candidate in candidates where candidate != text {
            let letters = letters(candidate)
            let allowed = max(1, max(wanted.count, letters.count) / 3)
            guard !letters.isEmpty, letters.count <= 64, abs(wanted.count - letters.count) <= allowed else { continue }
            let distance = distance(wanted, letters)
            guard distance <= allowed, distance < max(wanted.count, letters.count) else { continue }
            let rank = 2 * distance + (letters[0] == wanted[0] ? 0 : 1)
            if let best, (best.rank, best.name) <= (rank, candidate) { continue }
            best = (rank, candidate)
        }
        return best?.name ?? (wanted.count < 3 ? nil : candidates.filter { $0 != text && $0.hasPrefix(text) }.min())
    }

    /// The way out as a sentence, for ``Diagnostic/help``.
    public static func help(for text: String, among candidates: some Sequence<String>) -> String? {
        closest(to: text, among: candidates).map { "did you mean '\($0)'?" }
    }

    private static func letters(_ text: String) -> [Unicode.Scalar] {
        Array(text.lowercased().unicodeScalars.prefix(65))
    }

    private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in 1...first.count {
            var current = [row]
            current.reserveCapacity(second.count + 1)
            for column in 1...second.count {
                let isSame = first[row - 1] == second[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[second.count]
    }
}
