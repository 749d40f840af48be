import Documents
import Files
import Glibc
import Store

/// How long `galley explain` takes where a state folder tells of very many documents.
struct ExplainBenchmark {
    let galley: String
    let folder: String

    func run(_ count: Int) throws {
        let state = "\(folder)/state-\(count)"
        if access("\(state)/state.db", F_OK) != 0 {
            let start = ContinuousClock.now
            try Self.write(count, to: state)
            print("\nstate of \(count) documents written in \(start.duration(to: .now).components.seconds) s")
        }
        print("\nexplain among \(count) documents, from process start to its end (the fastest of five; goal: 50 ms)")
        let middle = count / 2
        let id = Self.document(middle).id.description
        let queries = [
            ("an id", id), ("its first 8 digits", String(id.prefix(8))), ("its first 4", String(id.prefix(4))),
            ("a path", Self.locator(middle)), ("a folder", "corpus/0001"),
            ("a file's name", "article-\(middle).txt"), ("a name that is in every folder", "index.html"),
            ("an address", "https://news.example/\(middle)"),
            ("two words", Self.title(middle).split(separator: " ").prefix(2).joined(separator: " ")),
            ("all words", Self.title(middle)), ("a word of every title", "the"), ("the beginning of many words", "ba"),
            ("the beginning of words, longer", "the bab"), ("nothing that is there", "corpus/0001/article-x.txt"),
            ("words that nobody has", "qqqqq zzzzz"),
        ]
        for (name, query) in queries {
            let measured = try Measurement.best(of: 5) { _ in
                // Where several are meant the exit code is 66.
                ["/bin/sh", "-c", "\"$0\" explain \"$1\" --state \"$2\" 2>&1 || test $? = 66", galley, query, state]
            }
            print("  \(name): \((measured.wallSeconds * 10_000).rounded() / 10) ms")
        }
    }

    private static func write(_ count: Int, to state: String) throws {
        let database = try StateDatabase(folder: FilePath(state))
        var run = RunRecord(pipeline: "bench", version: "", jobs: 1, started: 0)
        let types = ["ingest.files", "normalize.article", "normalize.deduplicate", "extract.language", "publish.jsonl"]
        run.stages = types.map { RunRecord.Stage(id: $0, type: $0, configuration: "") }
        run.outcome = .done
        run.number = try database.begin(run)
        try database.finish(run)
        let publication = try database.publication(of: "bench")
        for start in stride(from: 0, to: count, by: 512) {
            let rows = (start..<min(start + 512, count)).map { number in
                DocumentRow(document(number), source: "ingest.files", run: run.number)
            }
            _ = try database.write(DocumentRows(rows), pipeline: publication.pipeline)
        }
    }

    /// A thousand documents a folder, of which one has the same name in all.
    private static func locator(_ number: Int) -> String {
        let folder = String(number / 1000)
        let name = number % 1000 == 999 ? "index.html" : "article-\(number).txt"
        return "corpus/\(String(repeating: "0", count: max(0, 4 - folder.count)))\(folder)/\(name)"
    }

    private static func document(_ number: Int) -> TrailRecord {
        let locator = locator(number)
        var record = TrailRecord(
            id: DocumentID(locator: locator, content: Digest(of: locator)), locator: locator, source: 0)
        record.byteCount = 3000
        record.stamp = Digest(of: locator, seed: 1)
        record.title = title(number)
        record.url = number % 2 == 0 ? "https://news.example/\(number)" : nil
        record.steps = (0..<5).map { TrailStep(stage: $0, outcome: .given, microseconds: 100) }
        return record
    }

    /// Words of two to four syllables, the first ones far more often than the last, and `the` in every title.
    private static func title(_ number: Int) -> String {
        var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let words = (0..<7).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let share = Double(state >> 11) / Double(1 << 53)
            var rank = Int(pow(50_000, share))
            var word = ""
            repeat {
                word += ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu"][rank % 10]
                rank /= 10
            } while rank > 0
            return word + "n"
        }
        return "The " + words.joined(separator: " ")
    }
}
