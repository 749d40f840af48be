import Foundation
import Locks
import TestRandom
import TestSupport
import Testing

/// Runs that are killed or interrupted at any moment: who reads what is published sees the old or the new of it, and the
/// next run finds nothing in its way.
@Suite(.timeLimit(.minutes(20))) struct KillTests {
    private static let kills = 24

    private let site: PublishedSite

    init() throws { site = try PublishedSite() }

    @Test func whatIsPublishedIsWholeHoweverOftenARunIsKilled() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("KillTests: seed \(seed)")
        var random = SeededRandom(seed: seed)
        // Each over the other, so that both are there to compare with.
        let (first, _) = try site.publish(.first)
        let (second, time) = try site.publish(.second)
        let watcher = Watcher(site, [first, second])
        let watching = DispatchGroup()
        watching.enter()
        // A thread of its own: one that never rests would keep the other tests from theirs.
        Thread.detachNewThread {
            watcher.watch()
            watching.leave()
        }
        // Whatever is thrown meanwhile.
        defer { watcher.stop() }
        var interrupted = 0
        var between = 0
        for number in 0..<Self.kills {
            try site.use(number % 2 == 0 ? .first : .second)
            let before = try site.artifacts()
            let run = try site.start()
            if number % 3 == 0 {
                // The moment when artifacts go into place is short: it is waited for.
                let inode = site.inode("articles.jsonl")
                while run.process.isRunning, site.inode("articles.jsonl") == inode { usleep(50) }
                usleep(UInt32(random.below(4000)))
            } else {
                usleep(UInt32(random.below(Int(time / .microseconds(1)) * 11 / 10)))
            }
            kill(run.process.processIdentifier, SIGKILL)
            let code = run.wait().code
            #expect(code == SIGKILL || code == 0 || code == 2, "seed \(seed): \(code)")
            let after = try site.artifacts()
            if code == SIGKILL { interrupted += 1 }
            if after != before, after != first.artifacts, after != second.artifacts { between += 1 }
        }
        watcher.stop()
        watching.wait()
        print("KillTests: \(interrupted) killed, \(between) between artifacts, \(watcher.rounds) looks")
        #expect(watcher.problems.isEmpty, "seed \(seed): \(watcher.problems.first ?? "")")
        #expect(watcher.rounds > Self.kills, "seed \(seed)")
        #expect(interrupted > Self.kills / 3, "seed \(seed)")
        // One run to the end gives all that a run gives that nobody disturbed, and nothing is left over.
        let (last, _) = try site.publish(.first)
        #expect(last.differences(from: first) == [], "seed \(seed)")
        let (other, _) = try site.publish(.second)
        #expect(other.differences(from: second) == [], "seed \(seed)")
    }

    /// Also when that is little, and the run waits for more.
    @Test func whatAKilledRunFoundOutIsKnown() async throws {
        let folder = try ScratchFolder()
        try folder.add(
            "pipeline.yaml",
            text: """
                galley: 1
                name: killed
                state: \(folder.path)/state
                stages:
                  read: { uses: ingest.files, with: { paths: ["-"], format: jsonl } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out/a.jsonl" } }
                """)
        let records = (0..<200).map { #"{"title":"Record \#($0)","text":"There is something in it."}"# + "\n" }.joined()
        let command = ["run", folder.path + "/pipeline.yaml", "--format", "json"]
        let run = try Program.start(command)
        try run.input.write(contentsOf: Data(records.utf8))
        func isKnown() throws -> Bool {
            try Program.run(["explain", "Record 0", "--state", folder.path + "/state"]).code == 0
        }
        for _ in 0..<600 where try run.process.isRunning && !isKnown() { try await Task.sleep(for: .milliseconds(100)) }
        kill(run.process.processIdentifier, SIGKILL)
        #expect(run.wait().code == SIGKILL)
        struct Account: Decodable {
            let stages: [Stage]
            struct Stage: Decodable { let known: Int }
        }
        let next = try Program.run(command, input: records)
        let account = try JSONDecoder().decode(Account.self, from: Data(next.output.utf8))
        #expect(account.stages[1].known >= 64)
    }

    @Test(arguments: [[SIGINT], [SIGINT, SIGINT], [SIGTERM], [SIGTERM, SIGTERM]])
    func anInterruptedRunLeavesWhatWasPublished(signals: [Int32]) async throws {
        let (before, _) = try site.publish(.first)
        try site.use(.second)
        // Standard input stays open: the run can't end by itself.
        let run = try site.start(readingInput: true)
        while run.process.isRunning, !site.isWriting { try await Task.sleep(for: .milliseconds(10)) }
        // The listener of signals is up before the first stage is opened; a little more for a loaded machine.
        try await Task.sleep(for: .milliseconds(300))
        for signal in signals {
            kill(run.process.processIdentifier, signal)
            try await Task.sleep(for: .milliseconds(2))
        }
        let result = run.wait()
        #expect(result.code == (signals[0] == SIGINT ? 130 : 143), "\(result.messages)")
        #expect(result.output.contains("nothing was published"))
        #expect(try site.snapshot().differences(from: before) == [])
    }
}

/// Looks again and again at what is published, as readers do.
private final class Watcher: Sendable {
    private let site: PublishedSite
    private let wholes: [PublishedSite.Snapshot]
    private let state = Mutex((isOn: true, rounds: 0, problems: [String]()))

    init(_ site: PublishedSite, _ wholes: [PublishedSite.Snapshot]) {
        self.site = site
        self.wholes = wholes
    }

    /// Looks that saw something.
    var rounds: Int { state.withLock { $0.rounds } }
    /// What was neither old nor new.
    var problems: [String] { state.withLock { $0.problems } }

    func stop() { state.withLock { $0.isOn = false } }

    func watch() {
        while state.withLock({ $0.isOn }) {
            var problems: [String] = []
            for (index, name) in PublishedSite.artifactNames.enumerated() {
                do {
                    guard let seen = try site.artifact(name) else { continue }
                    if !wholes.contains(where: { $0.artifacts[index] == seen }) {
                        problems.append("\(name) is neither old nor new: \(seen.mapValues(\.count))")
                    }
                } catch {
                    problems.append("\(name): \(error)")
                }
            }
            state.withLock {
                $0.rounds += 1
                $0.problems += problems
            }
            usleep(500)
        }
    }
}
