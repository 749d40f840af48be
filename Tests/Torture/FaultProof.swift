internal import Foundation
internal import TestRandom

/// Every call that changes the file system may fail, and the process may end at every one: the program tells of it, leaves
/// old or new artifacts whole, and the same command then does it all.
public struct FaultProof {
    private struct Fault {
        let call: Int
        let action: FaultShim.Action
        let isReading: Bool
        /// Whether nothing was published before.
        let isFirst: Bool
    }

    /// The exit codes that a run may end with when something can't be read or written.
    private static let documented: Set<Int32> = [0, 1, 2, 73, 74]
    /// The same when what it reads may be hidden from it.
    private static let documentedReading: Set<Int32> = [0, 1, 2, 65, 66, 73, 74]

    private let program: GalleyProgram
    private let faults: Int?

    /// - Parameter faults: How many faults are drawn; nil for all there are.
    public init(_ program: GalleyProgram, faults: Int?) {
        self.program = program
        self.faults = faults
    }

    /// Proves it from a seed; nil where calls can't be made to fail.
    public func run(seed: UInt64) throws -> Proof? {
        guard let shim = try FaultShim() else { return nil }
        var proof = Proof("faults of the system", seed: seed)
        var random = SeededRandom(seed: seed)
        let site = try Site(program, &random)
        var all: [Fault] = []
        for isFirst in [true, false] {
            for isReading in [false, true] {
                try site.prepare(isFirst: isFirst)
                _ = try site.workplace.run(
                    jobs: 1, environment: shim.environment(at: 0, .short, reading: isReading))
                let calls = try shim.met().calls
                proof.count(isReading ? "calls that read" : "calls that change", calls)
                all += Self.faults(calls, isReading: isReading, isFirst: isFirst)
            }
        }
        for isFirst in [true, false] { try proveOrder(isFirst, site, shim, &proof) }
        if let faults { all = Array(all.shuffled(using: &random).prefix(faults)) }
        for fault in all { try prove(fault, site, shim, &proof) }
        return proof
    }

    /// What is put in place is safe on disk before, and its name is before the program says that it is published: a crash of
    /// the whole machine takes away neither.
    private func proveOrder(_ isFirst: Bool, _ site: Site, _ shim: FaultShim, _ proof: inout Proof) throws {
        try site.prepare(isFirst: isFirst)
        let ending = try site.workplace.run(environment: shim.orderEnvironment())
        let order = try shim.order()
        proof.count("things put in place", order.renamed)
        let context = "order, \(isFirst ? "a first" : "a second") run"
        proof.expect(
            ending.code == site.code && order.renamed >= site.definition.artifacts.count, ending.summary, at: context)
        proof.expect(order.unsafe == 0, "\(order.unsafe) files or folders were put in place unsafe", at: context)
        proof.expect(order.unsafeNames == 0, "\(order.unsafeNames) names weren't safe when it was done", at: context)
    }

    private static func faults(_ calls: Int, isReading: Bool, isFirst: Bool) -> [Fault] {
        let actions: [FaultShim.Action] =
            isReading
            ? [.error(EIO, stays: false), .error(EMFILE, stays: false), .short]
            : [
                .error(EIO, stays: false), .error(ENOSPC, stays: false), .error(ENOSPC, stays: true),
                .error(EINTR, stays: false), .short, .kill, .killAfter,
            ]
        return (1...max(1, calls)).flatMap { call in
            actions.map { Fault(call: call, action: $0, isReading: isReading, isFirst: isFirst) }
        }
    }

    private func prove(_ fault: Fault, _ site: Site, _ shim: FaultShim, _ proof: inout Proof) throws {
        let (old, new) = try site.prepare(isFirst: fault.isFirst)
        let where_ = fault.isFirst ? "a first run" : "a second run"
        let context = "\(where_), \(fault.isReading ? "reading" : "changing") call \(fault.call): \(fault.action)"
        let ending = try site.workplace.run(
            jobs: 1, environment: shim.environment(at: fault.call, fault.action, reading: fault.isReading))
        if try shim.met().hit > 0 { proof.count("faults met") }
        let after = try site.workplace.publication(of: site.definition)
        check(ending, after, fault, (old, new), site, context, &proof)
        if let code = ending.code, code != 0, code != 2, try !shim.mayLeave() {
            let left = site.workplace.leftovers()
            proof.expect(left.isEmpty, "left behind by a run that failed: \(left)", at: context)
        }
        let again = try site.workplace.run()
        proof.expect(again.code == site.code, "the run after it ended with \(again.summary)", at: context)
        for difference in try site.workplace.publication(of: site.definition).differences(from: new) {
            proof.fail("after it and a whole run, \(difference)", at: context)
        }
        let left = site.workplace.leftovers()
        proof.expect(left.isEmpty, "left behind by a whole run: \(left)", at: context)
    }

    private func check(
        _ ending: Ending, _ after: Publication, _ fault: Fault, _ versions: (old: Publication, new: Publication),
        _ site: Site, _ context: String, _ proof: inout Proof
    ) {
        if ending.signal == SIGKILL, [.kill, .killAfter].contains(fault.action), !ending.hung {
            proof.count("ended by it")
        } else {
            let codes = fault.isReading ? Self.documentedReading : Self.documented
            guard let code = ending.code, codes.contains(code) else { return proof.fail(ending.summary, at: context) }
            let isDone = code == 0 || code == 2
            proof.count(isDone ? "withstood" : "told of")
            if !isDone {
                let names = ["out", "state", "in/", "pipeline.yaml"]
                proof.expect(
                    names.contains { ending.messages.contains($0) }, "the message names no path: \(ending.messages)",
                    at: context)
            } else if !fault.isReading {
                for difference in after.differences(from: versions.new) {
                    proof.fail("the run says it is done, and \(difference)", at: context)
                }
            }
            // A document that couldn't be read is in quarantine: what is published is whole without it.
            if isDone, fault.isReading { return }
        }
        for problem in after.torn(between: versions.old, and: versions.new) { proof.fail(problem, at: context) }
    }
}

/// A small corpus in two states, each published to the end now and then.
private final class Site {
    let workplace: Workplace
    let definition = Definition.everything
    /// What an undisturbed run ends with.
    let code: Int32
    private let publications: [Publication]
    private var current = 0

    init(_ program: GalleyProgram, _ random: inout SeededRandom) throws {
        let workplace = try Workplace(program)
        try workplace.write(.everything)
        self.workplace = workplace
        var corpus = Corpus(size: 9, random: &random)
        // Something for the records in both.
        corpus.entries["in/texts/empty.txt"] = .file([], documents: 1)
        if let told = corpus.entries["in/texts/stays.txt"] { corpus.entries["in/texts/told again.txt"] = told }
        var other = corpus
        let elsewhere = try Workplace(program, other, definition)
        _ = try CorpusEdit.apply(4, to: &other, in: elsewhere.folder, &random)
        other.entries["in/texts/empty.txt"] = .file([], documents: 1)
        var endings: [Ending] = []
        publications = try [corpus, other].enumerated().map { place, corpus in
            let fresh = try Workplace(program, corpus, .everything)
            endings.append(try fresh.run(jobs: 1))
            try corpus.write(to: workplace.folder / RawPath("corpus-\(place)"))
            return try fresh.publication(of: .everything)
        }
        guard let code = endings[0].code, code == 0 || code == 2, code == endings[1].code else {
            throw HarnessError("the corpora can't be published: \(endings.map(\.summary))")
        }
        self.code = code
    }

    /// Puts the other state of the corpus in place, and takes away what was published if there is to be nothing.
    @discardableResult func prepare(isFirst: Bool) throws -> (old: Publication, new: Publication) {
        current = 1 - current
        if isFirst { try workplace.clear() }
        let old = try workplace.publication(of: definition)
        try Disk.remove(workplace.folder / "in")
        try Disk.link(workplace.folder / "in", to: RawPath("corpus-\(current)/in"))
        return (old, publications[current])
    }
}
