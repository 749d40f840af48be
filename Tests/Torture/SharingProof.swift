internal import Foundation
internal import TestRandom

/// Several processes at the same state folder, or at the same artifacts: one does its work, the others say that they can't,
/// and nobody harms what the other does.
public struct SharingProof {
    private let program: GalleyProgram
    private let rounds: Int
    private let crowd: Int

    /// So many times, up to so many processes at once.
    public init(_ program: GalleyProgram, rounds: Int, crowd: Int = 20) {
        self.program = program
        self.rounds = rounds
        self.crowd = crowd
    }

    /// Proves it from a seed.
    public func run(seed: UInt64) throws -> Proof {
        var proof = Proof("processes at the same time", seed: seed)
        var random = SeededRandom(seed: seed)
        for round in 0..<rounds {
            let count = round == 0 ? 2 : round == 1 ? crowd : random.number(in: 2...crowd)
            try prove(random.seed(), count, sharesState: round % 3 != 2, &proof)
            try proveHeld(random.seed(), &proof)
        }
        return proof
    }

    /// While a run has a state folder, another pipeline that would use it is refused, however long that takes.
    private func proveHeld(_ seed: UInt64, _ proof: inout Proof) throws {
        var random = SeededRandom(seed: seed)
        let corpus = Corpus(size: 60, random: &random)
        let workplace = try Workplace(program, corpus, .everything)
        let fresh = try Workplace(program, corpus, .everything)
        let reference = try fresh.run()
        let other = Definition.everything.yaml.replacing("out/", with: "elsewhere/")
        try Disk.write(Array(other.utf8), to: workplace.folder / "other.yaml")
        let context = "a state folder that is held, seed \(seed)"
        let run = try workplace.start(workplace.command())
        // What it writes is begun after it has taken the state folder.
        while run.isRunning, workplace.leftovers().isEmpty { pause(microseconds: 100) }
        run.signal(SIGSTOP)
        // One that was faster than the signal holds nothing any more.
        if run.isRunning, !workplace.leftovers().isEmpty {
            let refused = try workplace.galley("run", "other.yaml")
            proof.count("refused while one stood still")
            proof.expect(
                refused.code == 73 && refused.messages.contains("another run"), "another one: \(refused.summary)",
                at: context)
            proof.expect(!Disk.exists(workplace.folder / "elsewhere"), "the refused run wrote something", at: context)
        }
        run.signal(SIGCONT)
        let ending = try run.wait()
        proof.expect(ending.code == reference.code, ending.summary, at: context)
        let new = try fresh.publication(of: .everything)
        for difference in try workplace.publication(of: .everything).differences(from: new) {
            proof.fail(difference, at: context)
        }
    }

    private func prove(_ seed: UInt64, _ count: Int, sharesState: Bool, _ proof: inout Proof) throws {
        var random = SeededRandom(seed: seed)
        let corpus = Corpus(size: random.number(in: 40...100), random: &random)
        let workplace = try Workplace(program, corpus, .everything)
        let fresh = try Workplace(program, corpus, .everything)
        let reference = try fresh.run()
        let new = try fresh.publication(of: .everything)
        let context = "\(count) processes at the same \(sharesState ? "state" : "artifacts"), seed \(seed)"
        let runs = try (0..<count).map { number in
            try workplace.start(workplace.command() + (sharesState ? [] : ["--state", "state-\(number)"]))
        }
        // Readers come and go meanwhile.
        for _ in 0..<4 {
            let plan = try workplace.galley("plan", "pipeline.yaml")
            proof.expect(plan.code == 0, "a dry-run meanwhile: \(plan.summary)", at: context)
            guard sharesState, Disk.exists(workplace.folder / "state/state.db") else { continue }
            let list = try workplace.galley("runs", "--state", "state")
            // There are none before the first has begun.
            proof.expect([0, 66].contains(list.code), "the list of runs meanwhile: \(list.summary)", at: context)
        }
        var done = 0
        for run in runs {
            let ending = try run.wait()
            proof.count("processes")
            if ending.code == reference.code {
                done += 1
            } else if ending.code == 73 || !sharesState && ending.code == 74 {
                proof.count(ending.code == 73 ? "refused" : "refused at the end")
                proof.expect(
                    ending.messages.contains("another run"), "the message doesn't say why: \(ending.messages)",
                    at: context)
            } else {
                proof.fail(ending.summary, at: context)
            }
        }
        proof.expect(done > 0, "none did its work", at: context)
        proof.count("done", done)
        // With states of their own, the records are elsewhere.
        if !sharesState {
            let last = try workplace.run()
            proof.expect(last.code == reference.code, "a run afterwards: \(last.summary)", at: context)
        }
        for difference in try workplace.publication(of: .everything).differences(from: new) {
            proof.fail(difference, at: context)
        }
        let again = try workplace.run()
        proof.expect(again.code == reference.code, "a run afterwards: \(again.summary)", at: context)
        let left = workplace.leftovers()
        proof.expect(left.isEmpty, "left behind: \(left)", at: context)
        if !sharesState { return }
        let list = try workplace.galley("runs", "--state", "state", "--format", "json")
        proof.expect(
            list.code == 0 && !list.output.contains("\"unfinished\""), "the list of runs: \(list.summary)", at: context)
    }
}
