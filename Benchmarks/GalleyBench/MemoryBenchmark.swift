import Glibc

/// What it costs to remember, and what that saves: first, second and third runs of `digest`, with nothing and with one
/// article in a hundred changed in between; and a run over very many small articles.
struct MemoryBenchmark {
    let galley: String
    let folder: String

    func run(_ size: Int, small: Int) throws {
        let outputs = "\(folder)/memory-\(getpid())"
        mkdir(outputs, 0o755)
        defer { _ = try? Measurement.of(["rm", "-rf", outputs]) }
        let corpus = "\(outputs)/corpus"
        try CorpusGenerator().write(size, to: corpus)
        print("\ndigest over \(size) articles, one worker")
        let without = try Measurement.best(of: 3) { run(corpus, "\(outputs)/without-\($0)", ["--no-cache"]) }
        show("without cache", without)
        let first = try Measurement.best(of: 3) { run(corpus, "\(outputs)/out-\($0)", []) }
        show("first run", first)
        print(
            "    of its CPU time the cache costs \(percent(1 - without.cpuSeconds / first.cpuSeconds)) (goal: at most 15 %)"
        )
        let output = "\(outputs)/out-0"
        let second = try Measurement.best(of: 5) { _ in run(corpus, output, []) }
        show("nothing changed", second)
        print(
            "    \(rounded(first.wallSeconds / second.wallSeconds)) times as fast as the first (goal: 25), "
                + "\(rounded(first.cpuSeconds / second.cpuSeconds)) times in CPU time")
        try change(corpus, size, round: 0)
        let scan = try Measurement.best(of: 3) { _ in run(corpus, output, [], command: "plan") }
        show("dry-run, 1 % changed", scan)
        // The first time a folder of pages is replaced, all of its names are made; from then on, only those that differ.
        showChanged("1 % changed", try Measurement.of(run(corpus, output, [])), scan, first)
        let again = try Measurement.best(of: 3) { round in
            try change(corpus, size, round: round + 1)
            return run(corpus, output, [])
        }
        showChanged("1 % changed again", again, scan, first)
        try smallArticles(small, outputs)
    }

    private func smallArticles(_ count: Int, _ outputs: String) throws {
        print("\nclean over small articles, records of one file, two workers")
        for count in [count / 2, count] {
            let corpus = "\(outputs)/small-\(count)"
            mkdir(corpus, 0o755)
            try CorpusGenerator().writeSmall(count, to: "\(corpus)/articles.jsonl")
            let output = "\(outputs)/small-out-\(count)"
            let measured = try Measurement.of([
                galley, "run", "Pipelines/clean.yaml", "--set", "input=\(corpus)", "--set", "output=\(output)",
                "--jobs", "2", "--progress", "never",
            ])
            show("\(count) articles", measured)
            guard access("\(output)/.galley/state.db", F_OK) == 0 else { continue }
            let place = "\(corpus)/articles.jsonl#\(count / 3)"
            let explain = try Measurement.best(of: 5) { _ in
                [galley, "explain", place, "--state", "\(output)/.galley"]
            }
            print("    explain: \(rounded(explain.wallSeconds * 1000)) ms (goal: at most 50 ms)")
        }
    }

    private func run(_ corpus: String, _ output: String, _ more: [String], command: String = "run") -> [String] {
        [
            galley, command, "Pipelines/digest.yaml", "--set", "input=\(corpus)", "--set", "output=\(output)", "--jobs",
            "1",
        ]
            + (command == "run" ? ["--progress", "never"] : []) + more
    }

    private func showChanged(_ name: String, _ run: Measurement, _ scan: Measurement, _ first: Measurement) {
        show(name, run)
        print(
            "    \(percent(run.cpuSeconds / first.cpuSeconds)) of the first run's CPU time, "
                + "\(percent((run.cpuSeconds - scan.cpuSeconds) / first.cpuSeconds)) beyond what the dry-run takes "
                + "(goal: at most 3 %)")
    }

    /// Writes one article in a hundred anew, others in each round.
    private func change(_ corpus: String, _ size: Int, round: Int) throws {
        let generator = CorpusGenerator()
        for number in stride(from: 7 + round, to: size, by: 100) {
            try generator.write(number, to: corpus, text: generator.article(number + 10_000_000))
        }
    }

    private func show(_ name: String, _ measured: Measurement) {
        let name = name + String(repeating: " ", count: max(0, 22 - name.utf8.count))
        print(
            "\(name) \(rounded(measured.wallSeconds, 3)) s, CPU \(rounded(measured.cpuSeconds, 3)) s "
                + "(user \(rounded(measured.userSeconds, 2)), system \(rounded(measured.systemSeconds, 2))), "
                + "peak \(rounded(measured.peakMegabytes)) MB")
    }

    private func percent(_ share: Double) -> String { "\(rounded(share * 100)) %" }

    private func rounded(_ value: Double, _ digits: Int = 1) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
