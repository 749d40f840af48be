import Glibc

/// Whole runs of the real binary over generated corpora, and the plain loop of a script beside it.
struct PipelineBenchmark {
    let galley: String
    let folder: String

    func run(_ sizes: [Int]) throws {
        print(
            "\ngalley version: \(milliseconds(try Measurement.best(of: 20, [galley, "version"]))) (goal: at most 10 ms)"
        )
        for size in sizes {
            let corpus = "\(folder)/\(size)"
            if access(corpus, F_OK) != 0 { try CorpusGenerator().write(size, to: corpus) }
        }
        print(
            "\n" + row(["pipeline", "documents", "jobs", "docs/s", "user s", "system s", "docs/s of CPU", "peak MB"]))
        for pipeline in ["clean", "digest"] {
            for size in sizes {
                let one = try measure(pipeline, size, jobs: 1)
                let two = try measure(pipeline, size, jobs: 2)
                show(pipeline, size, 1, one)
                show(pipeline, size, 2, two)
                print("    two workers: \(rounded(one.wallSeconds / two.wallSeconds, 2)) times one")
            }
        }
        if let first = sizes.first(where: { $0 >= 1000 }) { try peer(first) }
    }

    private func measure(_ pipeline: String, _ size: Int, jobs: Int) throws -> Measurement {
        try Measurement.best(
            of: size > 50_000 ? 1 : 3,
            [
                galley, "run", "Pipelines/\(pipeline).yaml", "--set", "input=\(folder)/\(size)", "--set",
                "output=\(folder)/out-\(pipeline)", "--jobs", "\(jobs)", "--progress", "never",
            ])
    }

    private func peer(_ size: Int) throws {
        let loop = try Measurement.best(
            of: 2, ["python3", "Benchmarks/plain_loop.py", "\(folder)/\(size)", "\(folder)/out-loop.jsonl"])
        show("plain Python loop", size, 1, loop)
    }

    private func show(_ name: String, _ size: Int, _ jobs: Int, _ measured: Measurement) {
        print(
            row([
                name, "\(size)", "\(jobs)", rounded(Double(size) / measured.wallSeconds, 0),
                rounded(measured.userSeconds, 2), rounded(measured.systemSeconds, 2),
                rounded(Double(size) / measured.cpuSeconds, 0), rounded(measured.peakMegabytes, 1),
            ]))
    }

    private func row(_ cells: [String]) -> String {
        let widths = [18, 9, 4, 8, 8, 8, 13, 8]
        return zip(cells, widths).map { cell, width in
            String(repeating: " ", count: max(0, width - cell.count)) + cell
        }.joined(separator: "  ")
    }

    private func milliseconds(_ measured: Measurement) -> String { rounded(measured.wallSeconds * 1000, 1) + " ms" }

    private func rounded(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let number = (value * scale).rounded() / scale
        return digits == 0 ? String(Int(number)) : "\(number)"
    }
}
