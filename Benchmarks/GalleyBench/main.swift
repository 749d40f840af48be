import Glibc

// GalleyBench [FOLDER [SIZE …]]: the corpora are made in FOLDER, once.
let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? "build/bench"
let sizes = arguments.dropFirst().compactMap { Int($0) }
mkdir("build", 0o755)
mkdir(folder, 0o755)
try await EngineBenchmark.run()
try PipelineBenchmark(galley: ".build/release/galley", folder: folder)
    .run(sizes.isEmpty ? [1000, 10_000, 100_000] : sizes)
