import Glibc

/// Writes articles of about 3 kB: words of a made-up vocabulary in the proportions of real text (Zipf), in sentences and
/// paragraphs with names, numbers and quotations. The same number gives the same article.
struct CorpusGenerator {
    private let vocabulary: [String]
    private let names: [String]
    /// The sum of the frequencies up to each word.
    private let cumulative: [Double]

    init() {
        var random = SplitMix(seed: 1)
        let function = [
            "the", "of", "and", "to", "in", "a", "that", "for", "is", "on", "was", "with", "said", "by", "at",
        ]
        let made = (0..<6000).map { _ in Self.word(syllables: Int.random(in: 1...4, using: &random), &random) }
        vocabulary = function + made
        names = (0..<400).map { _ in
            let name = Self.word(syllables: 2, &random)
            return name.prefix(1).uppercased() + name.dropFirst()
        }
        var sum = 0.0
        cumulative = vocabulary.indices.map { rank in
            sum += 1 / Double(rank + 2)
            return sum
        }
    }

    /// Article number `number`.
    func article(_ number: Int) -> String {
        var random = SplitMix(seed: UInt64(number) &* 0x9E37_79B9)
        var text = sentence(words: Int.random(in: 6...11, using: &random), &random) + "\n"
        while text.utf8.count < 3000 {
            text += "\n"
            for place in 0..<Int.random(in: 1...4, using: &random) {
                text += (place == 0 ? "" : " ") + sentence(words: Int.random(in: 8...30, using: &random), &random) + "."
            }
            text += "\n"
        }
        return text
    }

    /// Writes `count` articles, a file each, a thousand to a folder.
    func write(_ count: Int, to folder: String) throws {
        mkdir(folder, 0o755)
        for number in 0..<count {
            let part = folder + "/" + String(1000 + number / 1000)
            if number % 1000 == 0 { mkdir(part, 0o755) }
            try write(number, to: folder, text: article(number))
        }
    }

    /// Writes one of them.
    func write(_ number: Int, to folder: String, text: String) throws {
        let path = "\(folder)/\(1000 + number / 1000)/\(1_000_000 + number).txt"
        guard let file = fopen(path, "w") else { throw BenchmarkError(path) }
        let text = Array(text.utf8)
        fwrite(text, 1, text.count, file)
        fclose(file)
    }

    /// Writes `count` articles of some 300 bytes, as lines of JSON.
    func writeSmall(_ count: Int, to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchmarkError(path) }
        for number in 0..<count {
            var random = SplitMix(seed: UInt64(number) &* 0x9E37_79B9)
            let title = plain(sentence(words: 6, &random))
            let text = plain(sentence(words: 40, &random))
            let line = Array("{\"title\":\"\(title) \(number)\",\"text\":\"\(text).\"}\n".utf8)
            fwrite(line, 1, line.count, file)
        }
        fclose(file)
    }

    private func plain(_ text: String) -> String { text.filter { $0 != "\"" } }

    private func sentence(words: Int, _ random: inout SplitMix) -> String {
        var parts: [String] = []
        for place in 0..<words {
            let kind = Int.random(in: 0..<40, using: &random)
            var word =
                switch kind {
                case 0, 1: names[Int.random(in: 0..<names.count, using: &random)]
                case 2: String(Int.random(in: 2...2000, using: &random))
                default: common(&random)
                }
            if place == 0 { word = word.prefix(1).uppercased() + word.dropFirst() }
            if kind == 3 { word = "\"" + word + "\"" }
            if kind == 4, place < words - 1 { word += "," }
            parts.append(word)
        }
        return parts.joined(separator: " ")
    }

    private func common(_ random: inout SplitMix) -> String {
        let target = Double.random(in: 0..<(cumulative.last ?? 1), using: &random)
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] < target { low = middle + 1 } else { high = middle }
        }
        return vocabulary[low]
    }

    private static func word(syllables: Int, _ random: inout SplitMix) -> String {
        let onsets = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"]
        let nuclei = ["a", "e", "i", "o", "u", "ea", "ou"]
        let codas = ["", "", "n", "r", "s", "l", "nt"]
        return (0..<syllables).map { _ in
            (onsets.randomElement(using: &random) ?? "") + (nuclei.randomElement(using: &random) ?? "")
                + (codas.randomElement(using: &random) ?? "")
        }.joined()
    }
}

/// Sebastiano Vigna's SplitMix64 (2015).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A benchmark that can't be made.
struct BenchmarkError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
