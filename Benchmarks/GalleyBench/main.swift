import Glibc

// GalleyBench [engine|definitions|pipelines] [SIZE …]: the corpora are made under build/bench, once, and stay for the next time.
var arguments = CommandLine.arguments.dropFirst()
let part = arguments.first.flatMap { ["engine", "definitions", "pipelines"].contains($0) ? $0 : nil }
if part != nil { arguments.removeFirst() }
let sizes = arguments.compactMap { Int($0) }
if part == nil || part == "engine" { try await EngineBenchmark.run() }
if part != "engine" {
    mkdir("build", 0o755)
    mkdir("build/bench", 0o755)
    if part != "pipelines" { try DefinitionBenchmark(galley: ".build/release/galley", folder: "build/bench").run() }
    if part == "definitions" { exit(0) }
    try PipelineBenchmark(galley: ".build/release/galley", folder: "build/bench")
        .run(sizes.isEmpty ? [1000, 10_000, 100_000] : sizes)
}
