internal import Foundation

/// A library that stands between the program and the system and lets calls fail; Linux alone has it.
struct FaultShim: Sendable {
    /// What becomes of a call.
    enum Action: Sendable, Hashable, CustomStringConvertible {
        /// It fails, once or from then on.
        case error(Int32, stays: Bool)
        /// It writes or reads half of what it was asked for.
        case short
        /// The process is killed just before it, or just after.
        case kill, killAfter

        var description: String {
            switch self {
            case .error(let number, let stays): String(cString: strerror(number)) + (stays ? ", from then on" : "")
            case .short: "half of the bytes"
            case .kill: "killed before"
            case .killAfter: "killed after"
            }
        }

        fileprivate var text: String {
            switch self {
            case .error(let number, _): "\(number)"
            case .short: "short"
            case .kill: "kill"
            case .killAfter: "kill-after"
            }
        }
    }

    private let place: ScratchPlace
    private var library: RawPath { place.path / "faults.so" }
    private var counts: RawPath { place.path / "counts" }

    /// Compiles it with the system's compiler; nil where that can't be done.
    init?() throws {
        #if os(Linux)
            place = try ScratchPlace()
            let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Shim/faults.c"
            let compilers: [String] = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"]
            let compiler = compilers.first { access($0, X_OK) == 0 }
            guard let compiler else { return nil }
            let line = [compiler, "-shared", "-fPIC", "-O1", "-o", library.description, source, "-ldl"]
            let ending = try Launch(line, folder: place.path, messages: place.path).wait()
            guard ending.code == 0 else { throw HarnessError("cc: \(ending.summary)") }
        #else
            return nil
        #endif
    }

    /// What a program has to find in its environment so that the call of a number fails; the first is 1, 0 only counts.
    func environment(at call: Int, _ action: Action, reading: Bool = false) throws -> [String: String] {
        try Disk.write([UInt8](repeating: 0, count: 4096), to: counts)
        var variables = [
            "LD_PRELOAD": library.description, "GALLEY_SHIM_COUNTS": counts.description,
            "GALLEY_SHIM_CALLS": reading ? "reading" : "changing", "GALLEY_SHIM_AT": "\(call)",
            "GALLEY_SHIM_ACTION": action.text,
        ]
        if case .error(_, stays: true) = action { variables["GALLEY_SHIM_STAYS"] = "1" }
        return variables
    }

    /// What a program has to find so that the time of day jumps a day back and forth.
    var jumpingClock: [String: String] { ["LD_PRELOAD": library.description, "GALLEY_SHIM_CLOCK": "1"] }

    /// What a program has to find so that the order is watched in which it makes things safe on disk and puts them in place.
    func orderEnvironment() throws -> [String: String] {
        try environment(at: 0, .short).merging(["GALLEY_SHIM_ORDER": "1"]) { $1 }
    }

    /// What the last program put in place, what of it wasn't safe on disk, and which names weren't when it said so.
    func order() throws -> (renamed: Int, unsafe: Int, unsafeNames: Int) {
        (try number(2), try number(3), try number(4))
    }

    /// How many calls the last program made, and how many of them were hit.
    func met() throws -> (calls: Int, hit: Int) { (try number(0), try number(1)) }

    /// Whether what failed was a removal, or a lock that another run may have: then something may be left behind.
    func mayLeave() throws -> Bool { try number(5) > 0 }

    private func number(_ place: Int) throws -> Int {
        (try Disk.read(counts) ?? []).dropFirst(place * 8).prefix(8).enumerated().reduce(0) {
            $0 | Int($1.element) << (8 * $1.offset)
        }
    }
}
