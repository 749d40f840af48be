internal import Foundation
internal import TestRandom

/// Where something is scarce or odd (space, rights, descriptors, memory, the clock), a run does its work or says why not,
/// leaves what was published whole, and does it all once there is enough.
public struct SurroundingsProof {
    private let program: GalleyProgram
    private let isLong: Bool

    /// - Parameter isLong: Whether more amounts of everything are tried.
    public init(_ program: GalleyProgram, isLong: Bool) {
        self.program = program
        self.isLong = isLong
    }

    /// Proves it from a seed.
    public func run(seed: UInt64) throws -> Proof {
        var proof = Proof("scarce and odd surroundings", seed: seed)
        var random = SeededRandom(seed: seed)
        let setting = try Setting(program, &random)
        let kilobytes = isLong ? Array(stride(from: 4, through: 400, by: 12)) : [4, 60, 150]
        for amount in kilobytes { try fullDisk(setting, kilobytes: amount, &proof) }
        for folder in ["out", "state"] { try readOnly(setting, folder, &proof) }
        for number in isLong ? [256, 64, 24, 16, 12, 9] : [64, 12] {
            // At the very limit libdispatch ends the process, since it can't look at its own threads.
            try limited(setting, "-n \(number)", mayCrash: number < 64, &proof)
        }
        for megabytes in isLong ? [4000, 1000, 500, 300, 200, 150, 100, 80, 60] : [500, 100] {
            // A program that is refused memory for a few bytes can't but end.
            try limited(setting, "-v \(megabytes * 1000)", mayCrash: true, &proof)
        }
        for blocks in isLong ? [4, 16, 64, 200] : [4] {
            try limited(setting, "-f \(blocks)", mayCrash: false, &proof)
        }
        if let shim = try FaultShim() {
            try check(
                setting, first: try setting.workplace.run(environment: shim.jumpingClock), mustSucceed: true,
                "a clock that jumps", &proof)
        }
        return proof
    }

    /// A limit of the shell's `ulimit`.
    private func limited(_ setting: Setting, _ limit: String, mayCrash: Bool, _ proof: inout Proof) throws {
        try setting.restore()
        let script = "trap '' XFSZ; ulimit \(limit) && exec \"$@\""
        let shell = ["/bin/bash", "-c", script, "bash"]
        let run = try setting.workplace.start(shell + setting.workplace.command())
        let ending = try run.wait(seconds: mayCrash ? 10 : 120)
        try check(setting, first: ending, mayCrash: mayCrash, "ulimit \(limit)", &proof)
    }

    private func check(
        _ setting: Setting, first: Ending, mayCrash: Bool = false, mustSucceed: Bool = false, _ context: String,
        _ proof: inout Proof
    ) throws {
        let after = try setting.workplace.publication(of: setting.definition)
        let again = try setting.workplace.run()
        let last = try setting.workplace.publication(of: setting.definition)
        judge(setting, first, after, again, last, mayCrash: mayCrash, mustSucceed: mustSucceed, context, &proof)
        let left = setting.workplace.leftovers()
        proof.expect(left.isEmpty, "left behind: \(left)", at: context)
    }

    private func judge(
        _ setting: Setting, _ first: Ending, _ after: Publication, _ again: Ending, _ last: Publication,
        mayCrash: Bool = false, mustSucceed: Bool = false, _ context: String, _ proof: inout Proof
    ) {
        if first.code == setting.code {
            proof.count("withstood")
            for difference in after.differences(from: setting.new) {
                proof.fail("the run says it is done, and \(difference)", at: context)
            }
        } else if let code = first.code, [1, 66, 73, 74].contains(code), !mustSucceed {
            proof.count("told of")
        } else if mayCrash {
            // Where there is no memory for a thread, libdispatch waits until there is.
            proof.count(first.hung ? "waiting for memory until killed" : "ended without a word")
        } else {
            proof.fail(first.summary, at: context)
        }
        for problem in after.torn(between: setting.old, and: setting.new) { proof.fail(problem, at: context) }
        proof.expect(again.code == setting.code, "the run after it ended with \(again.summary)", at: context)
        for difference in last.differences(from: setting.new) {
            proof.fail("after it and a whole run, \(difference)", at: context)
        }
    }

    /// A file system of its own that has so much space left.
    private func fullDisk(_ setting: Setting, kilobytes: Int, _ proof: inout Proof) throws {
        let script = """
            mount -t tmpfs -o size=512m none "$DISK" && cp -a . "$DISK" && cd "$DISK" || exit 99
            used=$(df -k --output=used . | tail -n 1)
            mount -o remount,size=$((used + \(kilobytes)))k "$DISK" || exit 99
            "$@" >"$RESULT/1.out" 2>"$RESULT/1.err"; echo $? >"$RESULT/1.code"
            mkdir -p "$RESULT/1" "$RESULT/2"; cp -a out state "$RESULT/1" 2>/dev/null
            mount -o remount,size=512m "$DISK" || exit 99
            "$@" >"$RESULT/2.out" 2>"$RESULT/2.err"; echo $? >"$RESULT/2.code"
            cp -a out state "$RESULT/2"
            """
        try apart(setting, script, "a disk with \(kilobytes) kB left", &proof)
    }

    /// A folder that can't be written, not even by root.
    private func readOnly(_ setting: Setting, _ folder: String, _ proof: inout Proof) throws {
        let script = """
            mount --bind \(folder) \(folder) && mount -o remount,bind,ro "$PWD/\(folder)" || exit 99
            "$@" >"$RESULT/1.out" 2>"$RESULT/1.err"; echo $? >"$RESULT/1.code"
            mkdir -p "$RESULT/1" "$RESULT/2"; cp -a out state "$RESULT/1"
            umount \(folder) || exit 99
            "$@" >"$RESULT/2.out" 2>"$RESULT/2.err"; echo $? >"$RESULT/2.code"
            cp -a out state "$RESULT/2"
            """
        try apart(setting, script, "'\(folder)' can't be written", &proof)
    }

    /// Runs a script with mounts that nobody else sees; nothing where that isn't allowed.
    private func apart(_ setting: Setting, _ script: String, _ context: String, _ proof: inout Proof) throws {
        try setting.restore()
        let place = try ScratchPlace()
        let (disk, result) = (place.path / "disk", place.path / "result")
        try Disk.makeFolder(disk)
        try Disk.makeFolder(result)
        let unshare = "/usr/bin/unshare"
        guard access(unshare, X_OK) == 0 else { return proof.count("not possible here") }
        let ending = try setting.workplace.start(
            [unshare, "-m", "/bin/bash", "-c", script, "bash"] + setting.workplace.command(),
            environment: ["DISK": disk.description, "RESULT": result.description]
        ).wait()
        guard try Disk.read(result / "2.code") != nil else {
            // Without rights to mount; anything else is a fault of the script.
            proof.expect(geteuid() != 0 || ending.code == 99 || ending.code == 1, ending.summary, at: context)
            return proof.count("not possible here")
        }
        func end(_ number: Int) throws -> Ending {
            func text(_ suffix: String) throws -> String {
                String(decoding: try Disk.read(result / RawPath("\(number).\(suffix)")) ?? [], as: UTF8.self)
            }
            let code = Int32(try text("code").filter(\.isNumber)) ?? 0
            return Ending(
                code: code > 128 ? nil : code, signal: code > 128 ? code - 128 : nil, output: try text("out"),
                messages: try text("err"), hung: false)
        }
        judge(
            setting, try end(1), try Workplace.publication(of: setting.definition, in: result / "1"), try end(2),
            try Workplace.publication(of: setting.definition, in: result / "2"), context, &proof)
    }
}

/// A corpus of which an older state was published.
private final class Setting {
    let definition = Definition.everything
    let workplace: Workplace
    let old: Publication
    let new: Publication
    let code: Int32
    private let older: Corpus
    private let newer: Corpus

    init(_ program: GalleyProgram, _ random: inout SeededRandom) throws {
        var corpus = Corpus(size: 60, random: &random)
        workplace = try Workplace(program, corpus, definition)
        older = corpus
        _ = try workplace.run()
        old = try workplace.publication(of: definition)
        _ = try CorpusEdit.apply(10, to: &corpus, in: workplace.folder, &random)
        newer = corpus
        let fresh = try Workplace(program, corpus, definition)
        let ending = try fresh.run()
        guard let code = ending.code, code == 0 || code == 2 else {
            throw HarnessError("the corpus can't be published: \(ending.summary)")
        }
        self.code = code
        new = try fresh.publication(of: definition)
    }

    /// The older corpus is published, the newer one is there to be.
    func restore() throws {
        try Disk.remove(workplace.folder / "in")
        try older.write(to: workplace.folder)
        _ = try workplace.run()
        try Disk.remove(workplace.folder / "in")
        try newer.write(to: workplace.folder)
    }
}
