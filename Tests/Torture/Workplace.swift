/// The program that is proven.
public struct GalleyProgram: Sendable {
    /// Where it is.
    public let path: String
    /// Whether it has an option to leave aside what is kept from earlier runs.
    public let hasFresh: Bool

    /// Looks what the program can do.
    public init(path: String) throws {
        self.path = path
        let place = try ScratchPlace()
        let help = try Launch([path, "help", "run"], folder: place.path, messages: place.path).wait()
        guard help.code == 0 else { throw HarnessError("\(path) help run: \(help.summary)") }
        hasFresh = help.output.contains("--fresh")
    }
}

/// A folder with a corpus and a definition in which the program works: `in` is read, `out` is published, `state` keeps
/// records.
public final class Workplace: Sendable {
    /// Where the documents are that couldn't be processed, and the list of those that were left out for others.
    static let quarantine = "state/quarantine/torture", dropped = "state/dropped/torture.jsonl"
    static let records = [quarantine, dropped]

    /// The folder.
    public let folder: RawPath
    /// What the program says goes here, and what else isn't to be found by it.
    public let aside: RawPath
    let program: GalleyProgram
    private let place: ScratchPlace

    /// Makes an empty one.
    public init(_ program: GalleyProgram) throws {
        self.program = program
        place = try ScratchPlace()
        folder = place.path / "work"
        aside = place.path / "aside"
        try Disk.makeFolder(folder)
        try Disk.makeFolder(aside)
    }

    /// Makes one with a corpus and a definition.
    public convenience init(_ program: GalleyProgram, _ corpus: Corpus, _ definition: Definition) throws {
        try self.init(program)
        try corpus.write(to: folder)
        try write(definition)
    }

    /// Puts a definition in place.
    public func write(_ definition: Definition) throws {
        try Disk.write(Array(definition.yaml.utf8), to: folder / "pipeline.yaml")
    }

    /// The command that runs the pipeline.
    public func command(jobs: Int = 2, fresh: Bool = false) -> [String] {
        [program.path, "run", "pipeline.yaml", "--format", "json", "--progress", "never", "--jobs", "\(jobs)"]
            + (fresh && program.hasFresh ? ["--fresh"] : [])
    }

    /// Starts a command here.
    public func start(_ command: [String], environment: [String: String] = [:]) throws -> Launch {
        try Launch(command, folder: folder, environment: environment, messages: aside)
    }

    /// Runs the pipeline to its end.
    @discardableResult
    public func run(jobs: Int = 2, fresh: Bool = false, environment: [String: String] = [:]) throws -> Ending {
        try start(command(jobs: jobs, fresh: fresh), environment: environment).wait()
    }

    /// Runs another command of the program to its end.
    public func galley(_ arguments: String...) throws -> Ending {
        try start([program.path] + arguments).wait()
    }

    /// What of a definition's artifacts, and of the records, stands there now.
    public func publication(of definition: Definition) throws -> Publication {
        try Self.publication(of: definition, in: folder)
    }

    static func publication(of definition: Definition, in folder: RawPath) throws -> Publication {
        var contents: [String: Content] = [:]
        for path in definition.artifacts.map(\.path) + records {
            contents[path] = try Content.read(folder / RawPath(path)) ?? .absent
        }
        return Publication(contents: contents)
    }

    /// What stands at a path; nil when it was replaced during the reading.
    func content(_ path: String) throws -> Content? { try Content.read(folder / RawPath(path)) }

    /// The paths of what a run had under way.
    public func leftovers() -> [String] {
        ["out", "state"].flatMap { place in
            Disk.walk(folder / RawPath(place)).map { "\(place)/\($0)" }
        }.filter { $0.hasSuffix(".galley-partial") || $0.hasSuffix(".galley-old") }
    }

    /// Takes away all that runs have made.
    public func clear() throws {
        for place: RawPath in ["out", "state"] { try Disk.remove(folder / place) }
    }
}
