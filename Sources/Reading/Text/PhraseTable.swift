/// Phrases by their first byte: a line is compared with the few that can stand at a place.
struct PhraseTable: Sendable {
    /// All phrases, one after the other, sorted by their first bytes.
    private let bytes: [UInt8]
    /// Where each phrase starts; the last entry is the end.
    private let offsets: [Int]
    /// The first phrase with each first byte; the last entry is the number of phrases.
    private let firsts: [Int]

    /// Takes phrases in lower case.
    init(_ list: [String]) {
        let phrases = list.map { Array($0.utf8) }.filter { !$0.isEmpty }.sorted { $0[0] < $1[0] }
        bytes = Array(phrases.joined())
        offsets = phrases.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        firsts = (0...256).map { byte in phrases.firstIndex { Int($0[0]) >= byte } ?? phrases.count }
    }

    /// The length of the longest phrase that stands at an offset of a line in lower case; 0 when none does.
    func length(at offset: Int, in line: [UInt8]) -> Int {
        let first = Int(line[offset])
        var longest = 0
        for phrase in firsts[first]..<firsts[first + 1] {
            let (lower, upper) = (offsets[phrase], offsets[phrase + 1])
            guard upper - lower > longest, line.count - offset >= upper - lower else { continue }
            var index = lower + 1
            while index < upper, bytes[index] == line[offset + index - lower] { index += 1 }
            if index == upper { longest = upper - lower }
        }
        return longest
    }

    /// Whether a line starts with one of the phrases.
    func starts(_ line: [UInt8]) -> Bool { !line.isEmpty && length(at: 0, in: line) > 0 }

    /// Where words start from an offset on at which one of the phrases stands, and the phrase's length.
    func places(in line: [UInt8], from start: Int) -> [(offset: Int, length: Int)] {
        var places: [(offset: Int, length: Int)] = []
        line.withUnsafeBufferPointer { bytes in
            var previous: UInt8 = start > 0 ? bytes[start - 1] : 0x20
            for offset in start..<max(start, bytes.count) {
                // After a space, an opening parenthesis, a bar or a slash.
                let isStart = previous == 0x20 || previous == 0x28 || previous == 0x7C || previous == 0x2F
                previous = bytes[offset]
                guard isStart, firsts[Int(previous)] < firsts[Int(previous) + 1] else { continue }
                let length = length(at: offset, in: line)
                if length > 0 { places.append((offset, length)) }
            }
        }
        return places
    }

    /// Whether one of the phrases stands anywhere from an offset on, within words, too.
    func occurs(in line: [UInt8], from start: Int) -> Bool {
        (start..<max(start, line.count)).contains { length(at: $0, in: line) > 0 }
    }
}

/// A line as the rules look at it: its text, and the same bytes with letters in lower case.
struct RuleLine {
    let text: String
    let folded: [UInt8]

    init(_ text: String) {
        self.text = text
        folded = text.folded
    }

    /// Number of bytes.
    var count: Int { folded.count }

    /// Where the last bytes start.
    func tail(_ length: Int) -> Int { max(0, folded.count - length) }

    /// The text from an offset on.
    func text(from offset: Int) -> Substring { text[text.utf8.index(text.startIndex, offsetBy: offset)...] }
}
