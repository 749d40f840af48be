import Glibc

// GalleyBench [engine|command|definitions|pipelines|memory|explain] [SIZE …]: the corpora are made under build/bench, once, and stay for the next time.
// GalleyBench warc COUNT FOLDER: a web archive of so many pages out of a folder of pages, beside the pages themselves.
var arguments = CommandLine.arguments.dropFirst()
let part = arguments.first.flatMap {
    ["engine", "command", "definitions", "pipelines", "memory", "explain", "warc"].contains($0) ? $0 : nil
}
if part != nil { arguments.removeFirst() }
let sizes = arguments.compactMap { Int($0) }
if part == nil || part == "engine" { try await EngineBenchmark.run() }
if part != "engine" {
    mkdir("build", 0o755)
    mkdir("build/bench", 0o755)
    if part == nil || part == "command" { try await CommandBenchmark.run() }
    if part == "command" { exit(0) }
    if part == "warc" {
        guard let count = sizes.first, let pages = arguments.last, arguments.count == 2 else {
            throw BenchmarkError("GalleyBench warc COUNT FOLDER")
        }
        try WebArchiveBenchmark(galley: ".build/release/galley", folder: "build/bench").run(count, pages: pages)
        exit(0)
    }
    if part == nil || part == "definitions" {
        try DefinitionBenchmark(galley: ".build/release/galley", folder: "build/bench").run()
    }
    if part == "definitions" { exit(0) }
    if part == nil || part == "explain" {
        try ExplainBenchmark(galley: ".build/release/galley", folder: "build/bench").run(
            part == nil ? 1_000_000 : sizes.first ?? 1_000_000)
    }
    if part == "explain" { exit(0) }
    if part != "memory" {
        try PipelineBenchmark(galley: ".build/release/galley", folder: "build/bench")
            .run(sizes.isEmpty ? [1000, 10_000, 100_000] : sizes)
    }
    if part != "pipelines" {
        try MemoryBenchmark(galley: ".build/release/galley", folder: "build/bench")
            .run(sizes.first ?? 20_000, small: sizes.dropFirst().first ?? 1_000_000)
    }
}
