import Glibc

/// What one waits for before a run: checks of definitions from small to great, and the plan of a great corpus.
struct DefinitionBenchmark {
    let galley: String
    let folder: String

    func run() throws {
        print("\ncheck, from process start to its end (the fastest of ten)")
        for (stages, goal) in [(60, "30 ms"), (500, ""), (1000, ""), (2000, "1,000 ms")] {
            let path = "\(folder)/\(stages)-stages.yaml"
            try Self.write(Self.definition(stages), to: path)
            let measured = try Measurement.best(of: 10) { _ in [galley, "check", path] }
            let milliseconds = (measured.wallSeconds * 10_000).rounded() / 10
            print("  \(stages) stages: \(milliseconds) ms" + (goal.isEmpty ? "" : "  (goal: at most \(goal))"))
        }
        let corpus = "\(folder)/100000"
        if access(corpus, F_OK) != 0 { try CorpusGenerator().write(100_000, to: corpus) }
        let plan = try Measurement.best(of: 3) { _ in
            [galley, "plan", "Pipelines/digest.yaml", "--set", "input=\(corpus)"]
        }
        print("plan over 100,000 files: \((plan.wallSeconds * 100).rounded() / 100) s  (goal: at most 3 s)")
    }

    /// A definition as great ones are: branches of annotators after a common front, joined by twos at sinks.
    static func definition(_ count: Int) -> String {
        var lines = [
            "galley: 1", "name: stages-\(count)", "stages:", "  read: { uses: ingest.files, with: { paths: [seeds] } }",
            "  article: { uses: normalize.article, from: read }",
            "  language: { uses: extract.language, from: article }",
            "  split: { uses: extract.sentences, from: language }",
        ]
        let types = ["extract.statistics", "extract.keyphrases", "summarize.extractive"]
        for branch in 0..<(count - 4) / 4 {
            for (place, type) in types.enumerated() {
                lines.append(
                    "  s\(branch)-\(place): { uses: \(type), from: \(place == 0 ? "split" : "s\(branch)-\(place - 1)") }"
                )
            }
            let other = max(0, branch - 1)
            let from = branch == 0 ? "s0-2" : "[s\(branch)-2, s\(other)-1]"
            lines.append(
                "  out\(branch): { uses: publish.jsonl, from: \(from), with: { path: \"build/out/\(branch).jsonl\" } }")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw BenchmarkError(path) }
        fputs(text, file)
        fclose(file)
    }
}
