import Glibc

// What is made stays under build/bench for the next time.
let usage = """
    GalleyBench [engine|own|command|definitions|explain|pipelines|memory] [SIZE …]
    GalleyBench warc COUNT FOLDER: a web archive of so many pages out of a folder, beside the pages themselves
    """
let galley = ".build/release/galley"
let folder = "build/bench"
let all = ["engine", "own", "command", "definitions", "explain", "pipelines", "memory"]
var arguments = CommandLine.arguments.dropFirst()
let part = arguments.first.flatMap { Int($0) == nil ? $0 : nil }
if part != nil { arguments.removeFirst() }
let sizes = arguments.compactMap { Int($0) }
func explain() -> Never {
    let text = "usage: \(usage)\n"
    _ = write(STDERR_FILENO, text, text.utf8.count)
    exit(64)
}

mkdir("build", 0o755)
mkdir(folder, 0o755)

if part == "warc" {
    guard let count = sizes.first, let pages = arguments.last, arguments.count == 2 else { explain() }
    try WebArchiveBenchmark(galley: galley, folder: folder).run(count, pages: pages)
    exit(0)
}
guard all.contains(part ?? all[0]) else { explain() }
for name in part.map({ [$0] }) ?? all {
    switch name {
    case "engine": try await EngineBenchmark.run()
    case "own": try OwnBenchmark(folder: folder).run()
    case "command": try await CommandBenchmark.run()
    case "definitions": try DefinitionBenchmark(galley: galley, folder: folder).run()
    case "explain":
        try ExplainBenchmark(galley: galley, folder: folder).run(part == nil ? 1_000_000 : sizes.first ?? 1_000_000)
    case "pipelines":
        try PipelineBenchmark(galley: galley, folder: folder).run(sizes.isEmpty ? [1000, 10_000, 100_000] : sizes)
    default:
        try MemoryBenchmark(galley: galley, folder: folder)
            .run(sizes.first ?? 20_000, small: sizes.dropFirst().first ?? 1_000_000)
    }
}
