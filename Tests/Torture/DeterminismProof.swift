internal import Foundation
internal import TestRandom

/// The same definition and corpus publish the same bytes, whatever the number of workers, what is kept from earlier runs,
/// and what was changed between them; and the account of every run is what the harness counts for itself.
public struct DeterminismProof {
    private let program: GalleyProgram
    private let cases: Int
    private let steps: Int

    /// So many definitions and corpora, each with so many changes.
    public init(_ program: GalleyProgram, cases: Int, steps: Int = 3) {
        self.program = program
        self.cases = cases
        self.steps = steps
    }

    /// Proves it from a seed; one case alone from the seed of that case.
    public func run(seed: UInt64, onlyCase: UInt64? = nil) throws -> Proof {
        var proof = Proof("determinism and accounts", seed: seed)
        var random = SeededRandom(seed: seed)
        for _ in 0..<(onlyCase == nil ? cases : 1) { try prove(onlyCase ?? random.seed(), &proof) }
        return proof
    }

    private func prove(_ seed: UInt64, _ proof: inout Proof) throws {
        var pipeline = try ChangingPipeline(program, seed: seed)
        proof.count("definitions")
        for step in 0..<steps {
            if step > 0 { try pipeline.change() }
            if pipeline.random.chance(25) {
                let ending = try pipeline.changeDuringRun()
                proof.count("runs over a corpus that changed meanwhile")
                proof.expect(
                    [0, 1, 2, 66].contains(ending.code), "it ended with \(ending.summary)",
                    at: "case \(seed), step \(step)")
            }
            let context = "case \(seed), step \(step) after [\(pipeline.edits.joined(separator: "; "))]"
            let check = try pipeline.workplace.galley("check", "pipeline.yaml")
            proof.expect(check.code == 0, "a definition that should be right isn't: \(check.summary)", at: context)
            guard check.code == 0 else { return }
            try prove(pipeline, context, &proof)
        }
    }

    private func prove(_ pipeline: ChangingPipeline, _ context: String, _ proof: inout Proof) throws {
        let (definition, kept) = (pipeline.definition, pipeline.workplace)
        let fresh = try Workplace(program, pipeline.corpus, definition)
        let reference = Outcome(try fresh.run(jobs: 1), try fresh.publication(of: definition))
        try account(reference, definition, pipeline.corpus, fresh, context, &proof)
        let (planned, forecast) = try plan(kept, definition, context, &proof)
        for (jobs, isFresh) in [(2, false), (7, false), (1, true)] {
            let before = try kept.publication(of: definition)
            let inodes = definition.artifacts.map { Disk.inode(kept.folder / RawPath($0.path)) }
            let ending = try kept.run(jobs: jobs, fresh: isFresh)
            let outcome = Outcome(ending, try kept.publication(of: definition))
            let run = "\(context), jobs \(jobs)\(isFresh && program.hasFresh ? ", fresh" : "")"
            compare(outcome, reference, before, run, &proof)
            if outcome.isDone, inodes == definition.artifacts.map({ Disk.inode(kept.folder / RawPath($0.path)) }) {
                proof.count("of them with nothing to put in place")
            }
            guard outcome.isDone, let account = outcome.account else { continue }
            if jobs == 2, let forecast {
                for problem in forecast.problems(of: ending) { proof.fail(problem, at: run) }
                proof.count("forecasts compared")
            }
            for (stage, documents) in planned {
                let read = account.stages.first { $0.stage == stage }?.in
                proof.expect(read == documents, "the plan counts \(documents) documents of \(stage)", at: run)
            }
        }
    }

    private struct Outcome {
        let ending: Ending
        let publication: Publication
        let account: Account?
        var isDone: Bool { ending.code == 0 || ending.code == 2 }

        init(_ ending: Ending, _ publication: Publication) {
            self.ending = ending
            self.publication = publication
            account = Account(ending)
        }
    }

    private func compare(
        _ outcome: Outcome, _ reference: Outcome, _ before: Publication, _ context: String, _ proof: inout Proof
    ) {
        proof.count("runs compared")
        proof.expect(
            outcome.ending.code == reference.ending.code,
            "\(outcome.ending.summary), and \(reference.ending.summary) in a fresh folder", at: context)
        // A run that fails leaves what was there.
        let expected = reference.isDone ? reference.publication : before
        for difference in outcome.publication.differences(from: expected) { proof.fail(difference, at: context) }
        guard reference.isDone else {
            return proof.count(reference.ending.code == 66 ? "of them without input" : "of them failing")
        }
        proof.expect(
            outcome.account?.stages == reference.account?.stages
                && outcome.account?.quarantined == reference.account?.quarantined, "the account is another", at: context
        )
        proof.count("artifacts compared", reference.publication.contents.count)
    }

    private func account(
        _ outcome: Outcome, _ definition: Definition, _ corpus: Corpus, _ workplace: Workplace, _ context: String,
        _ proof: inout Proof
    ) throws {
        guard outcome.isDone else {
            // Only a policy may let it fail, only a corpus of which nothing is meant may be no input.
            let mayFail = definition.stages.contains { $0.onError == "fail" }
            let isExpected =
                outcome.ending.code == 66
                || mayFail && outcome.ending.code == 1
                    && outcome.ending.messages.contains("can't process")
            return proof.expect(isExpected, "a run ended with \(outcome.ending.summary)", at: context)
        }
        guard let account = outcome.account else { return proof.fail("there is no account", at: context) }
        let check = try AccountCheck(definition, corpus, workplace, account)
        for problem in check.problems { proof.fail("the account: \(problem)", at: context) }
        proof.count("numbers counted again", check.comparisons)
    }

    /// What a dry-run says of each source; it must leave all as it was.
    private func plan(
        _ workplace: Workplace, _ definition: Definition, _ context: String, _ proof: inout Proof
    ) throws -> ([(stage: String, documents: Int)], ForecastCheck?) {
        let before = (Disk.walk(workplace.folder), try workplace.publication(of: definition))
        let ending = try workplace.galley("plan", "pipeline.yaml", "--format", "json")
        let after = (Disk.walk(workplace.folder), try workplace.publication(of: definition))
        proof.expect(before == after, "a dry-run wrote something", at: context)
        guard ending.code == 0 else { return ([], nil) }
        let plan = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
        let documents = (plan?["stages"] as? [[String: Any]] ?? []).compactMap { stage -> (String, Int)? in
            guard let id = stage["stage"] as? String, let documents = stage["documents"] as? Int else { return nil }
            return (id, documents)
        }
        return (documents, ForecastCheck(ending))
    }
}
