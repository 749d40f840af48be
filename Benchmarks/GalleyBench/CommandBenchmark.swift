import Definition
import Diagnostics
import Documents
import Glibc
import InsideStages
import Planning
import Run
import Runtime
import StageKit

/// Small articles through programs: `run.command` between a source and a sink that cost next to nothing, wall time.
enum CommandBenchmark {
    static func run() async throws {
        let program = "build/bench/digits"
        _ = try Measurement.of(["cc", "-O2", "-o", program, "Examples/commands/digits.c"])
        print("\ncommand stages, small articles (a title and 300 bytes of text), wall time")
        for (name, command, count, goal) in [
            ("C", "[\(program)]", 1_000_000, "100,000"), ("Python", "[python3, Benchmarks/pass.py]", 200_000, "20,000"),
        ] {
            for jobs in [1, 2] {
                let rate = try await rate(command, count, jobs: jobs)
                let note = jobs == 2 ? "    (goal: at least \(goal))" : ""
                print("  \(name), \(jobs) worker\(jobs == 1 ? "" : "s"): \(Int(rate)) documents a second\(note)")
            }
        }
    }

    /// Documents a second, from the start of the run to its end, the program's start included.
    private static func rate(_ command: String, _ count: Int, jobs: Int) async throws -> Double {
        let text = """
            galley: 1
            name: command
            state: build/bench/command-state
            stages:
              read: { uses: own.articles, with: { count: \(count) } }
              pass: { uses: run.command, from: read, with: { command: \(command), values: { digits: number } } }
              out: { uses: own.nowhere, from: pass }
            """
        let file = SourceFile(path: "command.yaml", bytes: Array(text.utf8))
        var allowance = Allowance()
        allowance.reaches = [.command]
        allowance.tell = { stage, message in print("    \(stage): \(message)") }
        let (definition, problems) = DefinitionReader.read(file, overrides: [], environment: [:])
        guard let definition else { throw BenchmarkError("\(problems.sorted.map(\.message))") }
        let registry = try Registry(plugins: [OwnPlugin.self, RunPlugin.self])
        let (plan, more) = Planner.plan(definition, registry: registry, allowance: allowance)
        guard let plan else { throw BenchmarkError("\(more.sorted.map(\.message))") }
        var options = RunOptions(jobs: jobs)
        options.keepsRecords = false
        let start = ContinuousClock.now
        let report = try await Run(plan, options: options).execute()
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        guard report.accounts.last?.given == count else { throw BenchmarkError("documents were refused") }
        return Double(count) / (Double(seconds) + Double(attoseconds) / 1e18)
    }
}
