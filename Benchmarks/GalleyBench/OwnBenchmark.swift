import Foundation

/// The same stage in a package of one's own and in Galley's, CPU time of whole runs, taking turns.
struct OwnBenchmark {
    private static let articles = 1_000_000
    private static let stages = 4
    /// Galley's package with the stages of `Benchmarks/OwnPackage` as a plugin, and that package itself.
    private static let programs = [".build/release/OwnInside", "build/bench/own-package/release/own"]

    let folder: String

    func run() throws {
        print("\na stage of one's own (\(Self.articles) small articles, one worker, CPU time, the fastest of five)")
        _ = try Measurement.of([
            "swift", "build", "-c", "release", "--static-swift-stdlib", "--package-path", "Benchmarks/OwnPackage",
            "--scratch-path", "\(folder)/own-package",
        ])
        let (none, some) = (try definition(stages: 0), try definition(stages: Self.stages))
        var fastest = Self.programs.map { _ in (none: Double.infinity, some: Double.infinity) }
        for _ in 0..<5 {
            for (place, program) in Self.programs.enumerated() {
                fastest[place].none = min(fastest[place].none, try cpuSeconds(program, none))
                fastest[place].some = min(fastest[place].some, try cpuSeconds(program, some))
            }
        }
        let nanoseconds = fastest.map { ($0.some - $0.none) / Double(Self.articles * Self.stages) * 1e9 }
        print("  built in               \(Int(nanoseconds[0].rounded())) ns an article")
        print("  in a package           \(Int(nanoseconds[1].rounded())) ns an article")
        print(
            "  \(percent(nanoseconds[1] / nanoseconds[0])) of the time of the one that is built in (goal: at most 105 %)"
        )
    }

    private func definition(stages: Int) throws -> String {
        var lines = [
            "galley: 1", "name: own", "state: \(folder)/own-state", "stages:",
            "  read: { uses: own.articles, with: { count: \(Self.articles) } }",
        ]
        var last = "read"
        for number in 0..<stages {
            // No two of them are alike, so none can stand for another.
            lines.append(
                "  count\(number): { uses: own.count, from: \(last), with: { words-per-minute: \(200 + number) } }")
            last = "count\(number)"
        }
        lines.append("  out: { uses: own.nowhere, from: \(last) }\n")
        let path = "\(folder)/own-\(stages).yaml"
        try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func cpuSeconds(_ program: String, _ definition: String) throws -> Double {
        defer { _ = try? Measurement.of(["rm", "-rf", "\(folder)/own-state"]) }
        return try Measurement.of([program, "run", definition, "--jobs", "1", "--no-cache", "--progress", "never"])
            .cpuSeconds
    }

    private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
