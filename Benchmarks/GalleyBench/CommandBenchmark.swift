import Definition
import Diagnostics
import Documents
import Glibc
import Planning
import Run
import Runtime
import StageKit

/// Small articles through programs: `run.command` between a source and a sink that cost next to nothing, wall time.
enum CommandBenchmark {
    private struct Plugins: Plugin {
        static var name: String { "Benchmark" }
        static var stageTypes: [any StageType.Type] { [Many.self, Nowhere.self] }
    }

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
              read: { uses: ingest.many, with: { count: \(count) } }
              pass: { uses: run.command, from: read, with: { command: \(command), values: { digits: number } } }
              out: { uses: publish.nowhere, from: pass }
            """
        let file = SourceFile(path: "command.yaml", bytes: Array(text.utf8))
        var allowance = Allowance()
        allowance.reaches = [.command]
        allowance.tell = { stage, message in print("    \(stage): \(message)") }
        let (definition, problems) = DefinitionReader.read(file, overrides: [], environment: [:])
        guard let definition else { throw BenchmarkError("\(problems.sorted.map(\.message))") }
        let registry = try Registry(plugins: [Plugins.self, RunPlugin.self])
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

/// The same small article, many times.
private struct Many: Source {
    struct Configuration: StageConfiguration {
        @Option("how many articles it gives") var count = 1000
        init() {}
    }

    struct Reader: DocumentReader {
        var left: Int
        let article: Article

        mutating func next() -> Reading<Article>? {
            guard left > 0 else { return nil }
            left -= 1
            return .document(article)
        }
    }

    static var name: String { "ingest.many" }
    static var summary: String { "gives the same article many times" }

    private let count: Int
    private let article: Article

    init(_ configuration: Configuration, _ context: StageContext) {
        count = configuration.count
        var metadata = ArticleMetadata()
        metadata.title = "Harbour bridge to close for a weekend of repairs"
        let text = """
            The harbour bridge will be closed to traffic from Friday evening until Monday morning, the port authority said. \
            Work on the bearings, which was put off twice this year, needs a calm sea. Ferries take passengers over every 20 \
            minutes, and buses go round by the valley road, which takes 45 minutes longer.
            """
        article = Article(
            raw: RawDocument(locator: "a", mediaType: .plainText, bytes: Array(text.utf8)), metadata: metadata,
            blocks: [(.paragraph, text)])
    }

    func survey() -> Survey { Survey(documents: count, bytes: 0) }
    func makeReader() -> Reader { Reader(left: count, article: article) }
}
