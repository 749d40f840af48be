import Documents
import FoundationEssentials
import Prose

/// Precision, recall and F1 of ten keyphrases by exact match of stems, averaged over the documents.
struct KeyphraseEvaluation {
    let documents: [(text: String, blocks: [ByteRange], gold: Set<[UInt64]>)]

    init(folder: String) throws {
        let files = FileManager.default
        let names = try files.contentsOfDirectory(atPath: folder + "/docsutf8").filter { $0.hasSuffix(".txt") }.sorted()
        documents = try names.map { name in
            let text = try Self.text(folder + "/docsutf8/" + name)
            let keys = try Self.text(folder + "/keys/" + name.dropLast(4) + ".key")
            return (text, Self.lines(of: text), Set(keys.split(whereSeparator: \.isNewline).map { Self.stems(of: $0) }))
        }
    }

    func run() {
        let extractor = KeyphraseExtractor(count: 10)
        var precision = 0.0, recall = 0.0, f1 = 0.0
        for document in documents {
            let phrases = extractor.keyphrases(of: document.text, document.blocks, language: "en").phrases
            let hits = Double(Set(phrases.map { Self.stems(of: $0.text[...]) }).intersection(document.gold).count)
            let (p, r) = (hits / Double(max(1, phrases.count)), hits / Double(max(1, document.gold.count)))
            precision += p
            recall += r
            f1 += p + r > 0 ? 2 * p * r / (p + r) : 0
        }
        let count = Double(documents.count)
        let cost = microseconds(per: documents.count) {
            for document in documents {
                _ = extractor.keyphrases(of: document.text, document.blocks, language: "en")
            }
        }
        print(
            "keyphrases: \(documents.count) documents, P@10 \(precision / count), R@10 \(recall / count), ",
            terminator: "")
        print("F1@10 \(f1 / count), \(cost) µs a document")
    }

    /// The keys were stored without punctuation inside words, so it doesn't count.
    private static func stems(of phrase: Substring) -> [UInt64] {
        let stemmer = Stemmer(language: "en")
        return phrase.split(separator: " ").map { word in
            stemmer.stemKey(of: Array(word.lowercased().utf8.filter { !"-.'&".utf8.contains($0) }))
        }
    }

    private static func lines(of text: String) -> [ByteRange] {
        var start = 0
        return text.utf8.split(separator: 10, omittingEmptySubsequences: false).compactMap { line in
            defer { start += line.count + 1 }
            return line.isEmpty ? nil : ByteRange(start, start + line.count)
        }
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    }
}
