import Glibc

/// Whole runs of the real binary over generated corpora, and the plain loop of a script beside it.
struct PipelineBenchmark {
    let galley: String
    let folder: String

    func run(_ sizes: [Int]) throws {
        let start = try Measurement.best(of: 20) { _ in [galley, "version"] }
        print("\ngalley version: \(rounded(start.wallSeconds * 1000, 1)) ms (goal: at most 10 ms)")
        for size in sizes {
            let corpus = "\(folder)/\(size)"
            if access(corpus, F_OK) != 0 { try CorpusGenerator().write(size, to: corpus) }
        }
        // A file system is slow at making files just after it removed as many: every run has an output of its own.
        let outputs = "\(folder)/out-\(getpid())"
        mkdir(outputs, 0o755)
        defer { _ = try? Measurement.of(["rm", "-rf", outputs]) }
        let alone = "\(outputs)/no-deduplication.yaml"
        try Self.writeDigestWithoutDeduplication(to: alone)
        print(
            "\n" + row(["pipeline", "documents", "jobs", "docs/s", "user s", "system s", "docs/s of CPU", "peak MB"]))
        for (name, file) in [
            ("clean", "Pipelines/clean.yaml"), ("digest", "Pipelines/digest.yaml"), ("digest, no dedup.", alone),
        ] {
            for size in sizes {
                let one = try measure(file, size, jobs: 1, outputs)
                show(name, size, 1, one)
                guard file != alone else { continue }
                let two = try measure(file, size, jobs: 2, outputs)
                show(name, size, 2, two)
                print("    two workers: \(rounded(one.wallSeconds / two.wallSeconds, 2)) times one")
            }
        }
        if let first = sizes.first(where: { $0 >= 1000 }) { try peer(first, outputs) }
    }

    private func measure(_ definition: String, _ size: Int, jobs: Int, _ outputs: String) throws -> Measurement {
        try Measurement.best(of: size > 50_000 ? 1 : 3) { number in
            [
                galley, "run", definition, "--set", "input=\(folder)/\(size)", "--set",
                "output=\(outputs)/\(size)-\(jobs)-\(number)-\(definition.utf8.count)", "--jobs", "\(jobs)",
                "--progress", "never",
            ]
        }
    }

    /// The definition whose peak memory, beside the whole one's, tells what the index of what was kept takes.
    private static func writeDigestWithoutDeduplication(to path: String) throws {
        guard let file = fopen("Pipelines/digest.yaml", "r") else { throw BenchmarkError("Pipelines/digest.yaml") }
        var line = [CChar](repeating: 0, count: 4096)
        var text = ""
        var isInStage = false
        while fgets(&line, Int32(line.count), file) != nil {
            let row = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            // Its tests are of the whole pipeline.
            if row.hasPrefix("tests:") { break }
            if row.hasPrefix("  unique:") { isInStage = true } else if !row.hasPrefix("    ") { isInStage = false }
            if !isInStage { text += row.hasSuffix("from: unique\n") ? "    from: article\n" : row }
        }
        fclose(file)
        guard let copy = fopen(path, "w") else { throw BenchmarkError(path) }
        fputs(text, copy)
        fclose(copy)
    }

    private func peer(_ size: Int, _ outputs: String) throws {
        let loop = try Measurement.best(of: 2) { _ in
            ["python3", "Benchmarks/plain_loop.py", "\(folder)/\(size)", "\(outputs)/loop.jsonl"]
        }
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

    private func rounded(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let number = (value * scale).rounded() / scale
        return digits == 0 ? String(Int(number)) : "\(number)"
    }
}
