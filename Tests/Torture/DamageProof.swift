internal import Foundation
internal import TestRandom

/// What is kept from run to run may be damaged, old, another pipeline's or gone: it is never trusted in silence.
public struct DamageProof {
    private enum Damage: CaseIterable {
        case flipBits, zeroPage, truncate, lengthen, noise, empty, swapPages
        case removeDatabase, removeState, removeCompanions, staleDatabase, anothersDatabase
    }

    private static let page = 4096

    private let program: GalleyProgram
    private let rounds: Int

    /// So many times something is damaged.
    public init(_ program: GalleyProgram, rounds: Int) {
        self.program = program
        self.rounds = rounds
    }

    /// Proves it from a seed.
    public func run(seed: UInt64) throws -> Proof {
        var proof = Proof("damaged records", seed: seed)
        var random = SeededRandom(seed: seed)
        while proof.figure("damages") < rounds { try prove(random.seed(), &proof) }
        return proof
    }

    private func prove(_ seed: UInt64, _ proof: inout Proof) throws {
        var random = SeededRandom(seed: seed)
        var corpus = Corpus(size: random.number(in: 10...50), random: &random)
        let definition = Definition.everything
        let workplace = try Workplace(program, corpus, definition)
        var other = SeededRandom(seed: random.seed())
        let stranger = try Workplace(program, Corpus(size: 10, random: &other), definition)
        _ = try stranger.run()
        _ = try workplace.run()
        let stale = try Disk.read(workplace.folder / "state/state.db") ?? []
        let anothers = try Disk.read(stranger.folder / "state/state.db") ?? []
        for step in 0..<6 where proof.figure("damages") < rounds {
            let old = try workplace.publication(of: definition)
            if random.chance(70) {
                _ = try CorpusEdit.apply(3, to: &corpus, in: workplace.folder, &random)
            }
            let fresh = try Workplace(program, corpus, definition)
            let reference = try fresh.run()
            let new = try fresh.publication(of: definition)
            // A run that was killed leaves companions of the database, which can be damaged too.
            if random.chance(30) {
                let run = try workplace.start(workplace.command())
                pause(microseconds: random.below(60_000))
                run.signal(SIGKILL)
                _ = try run.wait()
            }
            let damage = random.pick(Damage.allCases)
            let isDatabase = try apply(damage, in: workplace, stale, anothers, &random)
            let context = "damage \(damage), round \(seed), step \(step)"
            proof.count("damages")
            let ending = try workplace.run()
            let after = try workplace.publication(of: definition)
            if ending.code == reference.code {
                proof.count("withstood")
                let isTold = ending.output.contains("\"damagedState\":\"state/state.db.damaged-")
                if isTold { proof.count("of them told of") }
                // What is no database any more can't have been taken for one.
                if damage == .noise, isDatabase { proof.expect(isTold, "nothing was said of it", at: context) }
                for difference in after.differences(from: new) { proof.fail(difference, at: context) }
                continue
            }
            proof.count("refused")
            proof.expect(
                [73, 74].contains(ending.code) && ending.messages.contains("state"), ending.summary, at: context)
            guard damage != .removeState else { continue }
            for problem in after.torn(between: old, and: new) { proof.fail(problem, at: context) }
            try Disk.remove(workplace.folder / "state")
            let again = try workplace.run()
            proof.expect(again.code == reference.code, "without records: \(again.summary)", at: context)
            for difference in try workplace.publication(of: definition).differences(from: new) {
                proof.fail("without records, \(difference)", at: context)
            }
        }
    }

    /// Damages something; whether it is the database itself, and not a companion.
    private func apply(
        _ damage: Damage, in workplace: Workplace, _ stale: [UInt8], _ anothers: [UInt8], _ random: inout SeededRandom
    ) throws -> Bool {
        let state = workplace.folder / "state"
        let companions = ["state.db-wal", "state.db-shm"].map { state / RawPath($0) }
        let lists = (Disk.names(in: state / "places") ?? []).map { state / "places" / $0 }
        let files = ([state / "state.db", state / "cache.db"] + companions + lists).filter(Disk.exists)
        guard let path = files.isEmpty ? nil : random.pick(files) else { return false }
        var bytes = try Disk.read(path) ?? []
        let pages = bytes.count / Self.page
        switch damage {
        case .flipBits:
            for _ in 0..<random.number(in: 1...200) where !bytes.isEmpty {
                bytes[random.below(bytes.count)] ^= 1 << random.below(8)
            }
        case .zeroPage:
            guard pages > 0 else { return false }
            let start = random.below(pages) * Self.page
            for place in start..<start + Self.page { bytes[place] = 0 }
        case .swapPages:
            guard pages > 2 else { return false }
            let (one, two) = (
                random.number(in: 1...pages - 1) * Self.page, random.number(in: 1...pages - 1) * Self.page
            )
            for place in 0..<Self.page { bytes.swapAt(one + place, two + place) }
        case .truncate: bytes = Array(bytes.prefix(random.below(bytes.count + 1)))
        case .lengthen: bytes += (0..<5000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case .noise: bytes = (0..<9000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        case .empty: bytes = []
        case .removeDatabase:
            try Disk.remove(path)
            return false
        case .removeState:
            try Disk.remove(state)
            return false
        case .removeCompanions:
            try companions.forEach { try Disk.remove($0) }
            return false
        case .staleDatabase:
            try Disk.write(stale, to: state / "state.db")
            return false
        case .anothersDatabase:
            try companions.forEach { try Disk.remove($0) }
            try Disk.write(anothers, to: state / "state.db")
            return false
        }
        try Disk.write(bytes, to: path)
        return path.name == "state.db"
    }
}
