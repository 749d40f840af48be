internal import Foundation
internal import TestRandom

/// A run may be killed at any instant: what is published is whole, old or new, for every reader all the time; and the same
/// command goes on to what an undisturbed run gives.
public struct KillProof {
    private let program: GalleyProgram
    private let kills: Int
    private let size: ClosedRange<Int>
    private let asSet: Bool

    /// - Parameters:
    ///   - kills: How often runs are killed.
    ///   - size: Files of a corpus.
    ///   - asSet: Whether several artifacts must be old or new together; they are put in place one after the other.
    public init(_ program: GalleyProgram, kills: Int, size: ClosedRange<Int> = 20...120, asSet: Bool = false) {
        self.program = program
        self.kills = kills
        self.size = size
        self.asSet = asSet
    }

    /// Proves it from a seed.
    public func run(seed: UInt64) throws -> Proof {
        var proof = Proof("runs killed at any instant", seed: seed)
        var random = SeededRandom(seed: seed)
        while proof.figure("starts") < kills { try round(random.seed(), &proof) }
        return proof
    }

    private func round(_ seed: UInt64, _ proof: inout Proof) throws {
        var random = SeededRandom(seed: seed)
        var corpus = Corpus(size: random.number(in: size), random: &random)
        var definition = random.chance(50) ? Definition.everything : Definition(random: &random)
        let workplace = try Workplace(program, corpus, definition)
        let watcher = Watcher(workplace)
        defer { _ = watcher.stop() }
        for step in 0..<4 where proof.figure("starts") < kills {
            if step > 0 {
                _ = try CorpusEdit.apply(random.number(in: 1...6), to: &corpus, in: workplace.folder, &random)
                if random.chance(25) { _ = definition.edit(&random) }
                try workplace.write(definition)
            }
            let context = "round \(seed), step \(step)"
            let fresh = try Workplace(program, corpus, definition)
            let start = ContinuousClock.now
            let reference = try fresh.run()
            let time = ContinuousClock.now - start
            guard let code = reference.code, code == 0 || code == 2 else { continue }
            let old = try workplace.publication(of: definition)
            let new = try fresh.publication(of: definition)
            watcher.allow([old, new])
            for _ in 0..<random.number(in: 2...6) {
                try killOne(workplace, definition, (old, new), code, time, context, &random, &proof)
            }
            try resume(workplace, definition, new, code, context, &proof)
        }
        let (looks, problems) = watcher.stop()
        proof.count("looks of a reader", looks)
        for problem in Set(problems).sorted() { proof.fail(problem, at: "round \(seed)") }
    }

    private func killOne(
        _ workplace: Workplace, _ definition: Definition, _ versions: (old: Publication, new: Publication),
        _ code: Int32,
        _ time: Duration, _ context: String, _ random: inout SeededRandom, _ proof: inout Proof
    ) throws {
        proof.count("starts")
        let before = try workplace.publication(of: definition)
        let leftBefore = workplace.leftovers()
        let run = try workplace.start(workplace.command(jobs: random.number(in: 1...3)))
        let longest = max(1000, Int(time / .microseconds(1)) * 11 / 10)
        if random.chance(35), let path = definition.artifacts.map({ workplace.folder / RawPath($0.path) }).first {
            // The moment when artifacts go into place is short: it is waited for.
            let inode = Disk.inode(path)
            while run.isRunning, Disk.inode(path) == inode { usleep(30) }
            usleep(UInt32(random.below(3000)))
        } else {
            usleep(UInt32(random.below(longest)))
        }
        let signal = random.chance(75) ? SIGKILL : random.pick([SIGINT, SIGTERM, SIGHUP])
        run.signal(signal)
        let isTwice = signal != SIGKILL && random.chance(30)
        if isTwice { run.signal(signal) }
        let ending = try run.wait()
        let after = try workplace.publication(of: definition)
        if ending.signal == signal || ending.code == 128 + signal {
            proof.count(signal == SIGKILL ? "killed" : "interrupted")
            // Whoever is asked to end publishes nothing, but for what one before it had begun that was killed.
            if signal != SIGKILL {
                // What that one left is still there.
                let isCompleted = !leftBefore.isEmpty && after.differences(from: versions.new).isEmpty
                for difference in isCompleted ? [] : after.differences(from: before) {
                    proof.fail("interrupted, and \(difference)", at: context)
                }
                // The second one may come in the middle of clearing away, and what was left by one that was killed stays
                // until a run comes to it.
                let left = Set(workplace.leftovers()).subtracting(leftBefore)
                proof.expect(isTwice || left.isEmpty, "interrupted, and left behind \(left)", at: context)
            }
        } else {
            proof.expect(ending.code == code, "a run that went on to its end: \(ending.summary)", at: context)
        }
        for problem in after.torn(between: versions.old, and: versions.new) { proof.fail(problem, at: context) }
        guard isMixed(after, definition, versions) else { return }
        proof.count("between artifacts")
        proof.expect(!asSet, "some artifacts are old and some are new", at: context)
    }

    /// Whether some artifacts are old and some are new.
    private func isMixed(
        _ publication: Publication, _ definition: Definition, _ versions: (old: Publication, new: Publication)
    ) -> Bool {
        [versions.old, versions.new].allSatisfy { version in
            definition.artifacts.contains {
                publication.contents[$0.path] ?? .absent != version.contents[$0.path] ?? .absent
            }
        }
    }

    private func resume(
        _ workplace: Workplace, _ definition: Definition, _ new: Publication, _ code: Int32, _ context: String,
        _ proof: inout Proof
    ) throws {
        let ending = try workplace.run()
        proof.count("resumed to the end")
        proof.expect(ending.code == code, "the run after kills ended with \(ending.summary)", at: context)
        for difference in try workplace.publication(of: definition).differences(from: new) {
            proof.fail("after kills and a whole run, \(difference)", at: context)
        }
        let left = workplace.leftovers()
        proof.expect(left.isEmpty, "left behind: \(left)", at: context)
        let runs = try workplace.galley("runs", "--state", "state", "--format", "json")
        proof.expect(runs.code == 0, "the runs can't be listed: \(runs.summary)", at: context)
    }
}
