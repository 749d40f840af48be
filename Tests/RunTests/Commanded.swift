import Documents
import Foundation
import JSON
import Locks
import StageKit
import TestSupport
import Testing

@testable import Run

/// A stage that runs a program which a test has written, in Python or shell.
struct Commanded {
    let folder: ScratchFolder
    let runner: any TransformRunner
    let signal = StopSignal()
    let told: Told

    /// What the user was told.
    final class Told: Sendable {
        private let messages = Mutex<[String]>([])
        var all: [String] { messages.withLock { $0 } }
        func add(_ message: String) { messages.withLock { $0.append(message) } }
    }

    /// - Parameter script: The program: for Python the body of a loop over articles, `a`, in which `say` writes a line.
    init(
        python script: String, setUp: String = "", policies: StagePolicies = StagePolicies(),
        _ change: (inout CommandOptions) -> Void = { _ in }
    ) throws {
        let lines = script.split(separator: "\n").map { "    \($0)\n" }.joined()
        let text = """
            import json, os, sys, time
            def say(a, **members):
                print(json.dumps({"id": a["id"], **members}), flush=True)
            \(setUp)
            for line in sys.stdin:
                a = json.loads(line)
            \(lines)
            """
        try self.init(file: "program.py", text, [Self.python], policies, change)
    }

    init(
        shell script: String, policies: StagePolicies = StagePolicies(),
        _ change: (inout CommandOptions) -> Void = { _ in }
    ) throws {
        try self.init(file: "program.sh", script, ["sh"], policies, change)
    }

    private init(
        file: String, _ text: String, _ interpreter: [String], _ policies: StagePolicies,
        _ change: (inout CommandOptions) -> Void
    ) throws {
        signalBrokenPipes()
        folder = try ScratchFolder()
        try folder.add(file, text: text)
        var options = CommandOptions()
        options.command = interpreter + ["\(folder.path)/\(file)"]
        options.values = ["n": .number]
        change(&options)
        #expect(options.problems.isEmpty)
        let told = Told()
        self.told = told
        var allowance = Allowance()
        allowance.reaches = [.command]
        allowance.tell = { told.add("\($0): \($1)") }
        let context = StageContext(
            stage: "one", signal: signal, outside: Outside(allowance), secrets: ["hush": "${env:HUSH}"])
        let layers = Sentences.requirements + Keyphrases.requirements + Language.requirements
        let type = try RunCommand.descriptor.configured(by: options, among: layers)
        let stage = try type.makeStage(options, context)
            .with(DocumentPolicy(policies, stage: "one", signal: signal))
        guard case .transform(let runner) = stage else { throw Wrong() }
        self.runner = runner
    }

    struct Wrong: Error {}

    /// The system's own, which needs no script to be found.
    private static let python = access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : "python3"

    /// What came of a batch.
    struct Outcome {
        let articles: [Article]
        let tally: Tally

        /// The value `n` of every article that went on.
        var values: [FieldValue] { articles.map { $0.layers.field("n", of: LayerKey(named: "n")) } }
        var numbers: [Int] { values.compactMap { if case .number(let number) = $0 { Int(number) } else { nil } } }
        /// The titles of those that were refused, with the code.
        var refused: [String] {
            tally.rejected.map {
                "\(String(decoding: $0.raw.bytes, as: UTF8.self).prefix { $0 != "\n" }) \($0.reason.code)"
            }
        }
        var reasons: [String] { tally.rejected.map(\.reason.message) }
    }

    /// Takes articles through it in one batch; their titles are their numbers.
    func run(_ count: Int, text: String = "A text.") throws -> Outcome {
        try run((0..<count).map { Self.article($0, text) })
    }

    func run(_ articles: [Article]) throws -> Outcome {
        let batch = DocumentBatch(documents: articles, ordinals: articles.indices.map { Int32($0) })
        var tally = Tally()
        let given = try runner.run(batch, nil, &tally)
        #expect(tally.taken == articles.count)
        #expect(tally.taken == tally.given - tally.extra + tally.filtered + tally.rejected.count)
        return Outcome(articles: try DocumentBatch<Article>(given).documents, tally: tally)
    }

    static func article(_ number: Int, _ text: String = "A text.") -> Article {
        var metadata = ArticleMetadata()
        metadata.title = "\(number)"
        return Article(
            raw: RawDocument(locator: "a", mediaType: .plainText, bytes: Array("\(number)\n\n\(text)".utf8)),
            metadata: metadata, blocks: [(.paragraph, text)])
    }
}

/// As the program does: a process may end before it has read all that it is given.
func signalBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

/// The reason with which a call ends the run.
func failure(_ body: () throws -> Void) -> (reason: String, help: String)? {
    do {
        try body()
    } catch StageCallError.program(_, let reason, let help) {
        return (reason, help)
    } catch {
        Issue.record("\(error)")
    }
    return nil
}
