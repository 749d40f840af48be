import Documents

/// Splits English after a full stop, question or exclamation mark where an upper-case letter or a digit follows, so that
/// every summarizer is measured on the same sentences.
enum PlainSentences {
    private static let abbreviations: Set<String> = [
        "Mr", "Mrs", "Ms", "Dr", "St", "Sen", "Gov", "Gen", "Rep", "Lt", "Col", "Sgt", "Capt", "Jr", "Sr", "Jan", "Feb",
        "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec", "No", "vs", "Inc", "Co", "Corp", "Ltd", "Prof", "Rev", "U.S",
        "U.K", "U.N", "D.C", "a.m", "p.m",
    ]

    static func ranges(in text: String) -> [ByteRange] {
        var ranges: [ByteRange] = []
        var start = 0
        var offset = 0
        var words = text.split(separator: " ", omittingEmptySubsequences: false)[...]
        while let word = words.popFirst() {
            offset += word.utf8.count
            if words.isEmpty || isEnd(word, before: words.first ?? "") {
                if offset > start { ranges.append(ByteRange(start, offset)) }
                start = offset + 1
            }
            offset += 1
        }
        return ranges
    }

    private static func isEnd(_ word: Substring, before next: Substring) -> Bool {
        let core = word.trimmingSuffix { "\"'”’)]".contains($0) }
        guard let mark = core.last, ".!?".contains(mark) else { return false }
        let stem = String(core.dropLast().drop { "\"'“‘([".contains($0) })
        if mark == ".", abbreviations.contains(stem) || (stem.count == 1 && stem.first?.isUppercase == true) {
            return false
        }
        let first = next.first { !"\"'“‘([".contains($0) }
        return first.map { $0.isUppercase || $0.isNumber } ?? false
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
