import Testing
import TortureKit

/// The proofs of docs/guarantees.md in a short form; `make torture` is the long one. A failure names the seed.
///
/// One after the other: each waits for processes, and the other tests need threads too.
@Suite(.serialized, .timeLimit(.minutes(20))) struct TortureTests {
    private let program: GalleyProgram
    private let seed = UInt64.random(in: 0...UInt64.max)

    init() throws { program = try GalleyProgram(path: Program.binary.path) }

    @Test func sameBytesWhateverTheWorkersAndWhatIsKept() throws {
        let proof = try DeterminismProof(program, cases: 5).run(seed: seed)
        expect(proof)
        #expect(proof.figure("runs compared") == 45)
        #expect(proof.figure("numbers counted again") > 100)
    }

    @Test func artifactsAreWholeAtAnyInstantOfAKill() throws {
        let proof = try KillProof(program, kills: 30, size: 20...60).run(seed: seed)
        expect(proof)
        #expect(proof.figure("killed") > 0 && proof.figure("looks of a reader") > 10)
        #expect(proof.figure("resumed to the end") > 0)
    }

    @Test func faultsOfTheSystemAreToldAndMended() throws {
        guard let proof = try FaultProof(program, faults: 40).run(seed: seed) else { return }
        expect(proof)
        #expect(proof.figure("faults met") > 30)
        #expect(proof.figure("told of") > 0 && proof.figure("ended by it") > 0)
    }

    @Test func scarcityIsTold() throws {
        let proof = try SurroundingsProof(program, isLong: false).run(seed: seed)
        expect(proof)
        #expect(proof.figure("told of") > 0)
    }

    @Test func manyProcessesDoNoHarm() throws {
        let proof = try SharingProof(program, rounds: 3, crowd: 20).run(seed: seed)
        expect(proof)
        #expect(proof.figure("done") > 2)
    }

    @Test func damagedRecordsAreNotTrusted() throws {
        let proof = try DamageProof(program, rounds: 15).run(seed: seed)
        expect(proof)
        #expect(proof.figure("withstood") > 5)
    }

    private func expect(_ proof: Proof) {
        print(proof.report)
        #expect(proof.failures.isEmpty, "\(proof.report)")
    }
}
