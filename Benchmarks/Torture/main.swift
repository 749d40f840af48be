internal import CommandLineKit
internal import Foundation
internal import TestRandom
internal import TortureKit

// The proofs of docs/guarantees.md in their long form: `make torture`.

enum Part: String, CaseIterable, Sendable {
    case determinism, kills, faults, surroundings, sharing, damage
}

let galley = Argument.option(
    "galley", .text, default: ".build/release/galley", valueName: "program", help: "The program that is proven.")
let number = Argument.option(
    "number", short: "n", .integer(in: 1...1_000_000), default: 300,
    help: "How often runs are killed; the other proofs go by it.")
let seed = Argument<String?>.option(
    "seed", .text, valueName: "number", defaultText: "a new one", help: "Where the random numbers start.")
let onlyCase = Argument<String?>.option(
    "case", .text, valueName: "number", help: "Proves determinism of this one case, which a failure names.")
let together = Argument.flag(
    "together", help: "Holds several artifacts of a run to being old or new together when it is killed.")
let faults = Argument<Int?>.option(
    "faults", .integer(in: 1...1_000_000), defaultText: "all", help: "How many faults of the system are drawn.")
let parts = Argument.positionals("part", .choice(Part.self), help: "Which proofs; all unless given.")

let command = Command(
    "Torture", abstract: "Tries to break what Galley guarantees.",
    arguments: [galley, number, seed, onlyCase, together, faults, parts]
) { parsed in
    let place = URL(fileURLWithPath: parsed[galley]).path
    let program = try GalleyProgram(path: place)
    let start = UInt64(parsed[seed] ?? "") ?? UInt64.random(in: 0...UInt64.max)
    print("torture: \(place)\(program.hasFresh ? "" : ", which has no --fresh"), seed \(start)")
    fflush(nil)
    let count = parsed[number]
    var hasFailed = false
    for part in parsed[parts].isEmpty ? Part.allCases : parsed[parts] {
        let began = ContinuousClock.now
        let proof: Proof? =
            switch part {
            case .determinism:
                try DeterminismProof(program, cases: max(1, count * 2 / 3))
                    .run(seed: start, onlyCase: parsed[onlyCase].flatMap { UInt64($0) })
            case .kills: try KillProof(program, kills: count, asSet: parsed[together]).run(seed: start)
            case .faults: try FaultProof(program, faults: parsed[faults]).run(seed: start)
            case .surroundings: try SurroundingsProof(program, isLong: true).run(seed: start)
            case .damage: try DamageProof(program, rounds: count).run(seed: start)
            case .sharing: try SharingProof(program, rounds: max(2, count / 20)).run(seed: start)
            }
        guard let proof else {
            print("left out \(part): there is no C compiler, or no way to let calls fail")
            continue
        }
        hasFailed = hasFailed || !proof.failures.isEmpty
        print(proof.report)
        print("       in \((ContinuousClock.now - began).components.seconds) s")
        fflush(nil)
    }
    print(hasFailed ? "torture: something doesn't hold" : "torture: everything holds")
    return hasFailed ? 1 : 0
}

do {
    switch try command.parse(CommandLine.arguments.dropFirst()) {
    case .print(let text): print(text, terminator: "")
    case .run(let parsed): exit(try await parsed.command.action?(parsed) ?? 0)
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(error is UsageError ? 64 : 70)
}
