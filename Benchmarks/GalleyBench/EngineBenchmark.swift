import Documents
import Glibc
import Planning
import Runtime
import StageKit

/// What the engine itself costs a document: fused stages that do nothing, and hops between segments.
enum EngineBenchmark {
    static func run() async throws {
        let count = 2_000_000
        let none = try await nanoseconds(count, stages: 0, isFused: true)
        let five = try await nanoseconds(count, stages: 5, isFused: true)
        let hops = try await nanoseconds(count, stages: 5, isFused: false)
        print("engine, one worker, \(count) documents (CPU time)")
        print("  source to sink               \(rounded(none)) ns a document")
        print("  + five fused idle stages     \(rounded(five - none)) ns a document    (goal: at most 500)")
        print("  + five hops between segments \(rounded((hops - five) / 5)) ns a document each (goal: at most 1,000)")
    }

    /// CPU time a document from a source by some stages to a sink. Stages that aren't fused are kept apart by a fork:
    /// a second sink hangs on every one.
    private static func nanoseconds(_ count: Int, stages: Int, isFused: Bool) async throws -> Double {
        var resolved = [
            ResolvedStage(id: "read", type: Endless.descriptor, stage: Endless.erase(Endless(count: count)), inputs: [])
        ]
        for index in 0..<stages { resolved.append(try stage("idle\(index)", Idle.self, input: resolved.count - 1)) }
        let last = resolved.count - 1
        resolved.append(try stage("out", Nowhere.self, input: last))
        if !isFused {
            for index in 1..<max(1, last) { resolved.append(try stage("side\(index)", Nowhere.self, input: index)) }
        }
        var options = RunOptions(jobs: 1)
        options.keepsRecords = false
        let start = cpuSeconds()
        _ = try await Run(Plan(name: "idle", state: "", resolved: resolved), options: options).execute()
        return (cpuSeconds() - start) / Double(count) * 1e9
    }

    private static func stage<S: StageType>(_ id: String, _ type: S.Type, input: Int) throws -> ResolvedStage {
        let made = try type.descriptor.makeStage(S.Configuration(), StageContext(stage: id))
        return ResolvedStage(id: id, type: type.descriptor, stage: made, inputs: [input])
    }

    private static func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    private static func rounded(_ value: Double) -> Int { Int(value.rounded()) }
}
