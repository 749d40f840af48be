internal import Files
internal import Planning
internal import StageKit
internal import Store

/// A file that a command writes beside what pipelines publish: a report, a picture, events, figures.
///
/// One rule holds for all of them. What a definition is read from, what its stages read and publish, and what runs keep in
/// the state folder is never written over, nor is a file put where the next run would read or remove it.
struct OutputFile {
    /// The option that names it, as it is written on the command line.
    let option: String
    /// Its path as the user gave it.
    let path: String

    /// Takes a path.
    /// - Throws: ``Failure`` for `-`: these options take files.
    init(_ option: String, _ path: String) throws(Failure) {
        guard path != "-" else {
            throw Failure(ExitCode.usage, "'\(option)' takes a file, not '-'", help: "give the path of a file")
        }
        (self.option, self.path) = (option, path)
    }

    /// Makes sure that what is written into a file which stays gets into no other: not through a link that leads nowhere yet,
    /// nor into a file that has other names.
    func isOneFile() throws(Failure) {
        let isDangling = (try? File.isLink(FilePath(path))) == true && File.identity(of: FilePath(path)) == nil
        guard isDangling || File.names(of: FilePath(path)) > 1 else { return }
        throw Failure(
            ExitCode.usage,
            "'\(option) \(path)' is \(isDangling ? "a link that leads nowhere" : "a file with other names, by hard links")",
            help: "give another path")
    }

    /// Makes sure that it is none of the files that a definition was read from.
    /// - Parameters:
    ///   - files: The definition and what it includes.
    ///   - definition: Which of them is the definition.
    func keepOff(_ files: [String], of definition: String) throws(Failure) {
        // By identity, so that hard links count as well.
        guard let own = File.identity(of: FilePath(path)) else { return }
        for file in files where file != "-" && File.identity(of: FilePath(file)) == own {
            throw refused(
                file == definition ? "over the definition" : "over '\(file)', which the definition includes")
        }
    }

    /// Makes sure that it is nothing that a plan's stages read or publish, nor that its runs keep.
    func keepOff(_ plan: Plan) throws(Failure) {
        try keepOff(stateFolder: plan.state.text)
        let spellings = StateFolder.places(of: path) + StateFolder.places(of: FilePath(path).canonical.text)
        for stage in plan.stages {
            if case .source(let source) = stage.stage, spellings.contains(where: { source.reads(Path($0)) }) {
                throw refused("what stage '\(stage.id)' reads")
            }
        }
        for stage in plan.stages {
            if stage.artifacts.contains(where: { isIn($0.path.text) }) {
                throw refused("what stage '\(stage.id)' publishes")
            }
        }
    }

    /// Makes sure that it is nothing that runs keep in a state folder.
    func keepOff(stateFolder: String) throws(Failure) {
        let isKept = places.contains { file in
            Self.places(of: stateFolder).contains { folder in
                guard file.hasPrefix(folder + "/") else { return false }
                return Self.isOfRuns(file.dropFirst(folder.count + 1).prefix { $0 != "/" })
            }
        }
        if isKept { throw refused("over the run's records") }
    }

    /// Makes sure that it is nothing that an earlier run published.
    func keepOff(publishedBy run: RunRecord) throws(Failure) {
        for artifact in run.artifacts where isIn(artifact) {
            throw refused("over '\(artifact)', which run \(run.number) published")
        }
    }

    /// Makes sure that a file which is there is another of its kind, or empty: nothing else is replaced.
    /// - Parameters:
    ///   - kind: What it is, such as `a report that Galley wrote`.
    ///   - isKind: Whether the beginning of a file shows that it is such a one.
    func replacesOnly(_ kind: String, _ isKind: (String) -> Bool) throws(Failure) {
        // What can't be read is told of when it is to be written.
        guard let bytes = try? File.read(FilePath(path), limit: Self.beginning).bytes, !bytes.isEmpty else { return }
        guard isKind(String(decoding: bytes, as: UTF8.self)) else {
            throw Failure(
                ExitCode.usage, "'\(option) \(path)' would replace a file that isn't \(kind)",
                help: "give another path, or move that file away")
        }
    }

    /// So much of a file tells what it is.
    private static let beginning = 1024

    private func refused(_ what: String) -> Failure {
        Failure(
            ExitCode.usage, "'\(option) \(path)' would write \(what)",
            help: "give a path that belongs to no definition, corpus, publication or state folder")
    }

    private func isIn(_ artifact: String) -> Bool {
        let own = Self.places(of: artifact)
        return places.contains { file in own.contains { file == $0 || file.hasPrefix($0 + "/") } }
    }

    private var places: [String] { Self.places(of: path) }

    /// Where a path leads to from the root: as it is written, and with its links followed.
    private static func places(of path: String) -> [String] {
        let written = path.hasPrefix("/") ? path : FilePath(".").canonical.appending(path).text
        return [Path(written).normalized, FilePath(path).canonical.text]
    }

    /// Whether runs keep something of that name in their state folders, or are writing it.
    private static func isOfRuns(_ name: Substring) -> Bool {
        ["lock", "quarantine", "dropped", "dropped.jsonl", "places", "fetched"].contains(name)
            || [StateDatabase.fileName, ResultCache.fileName, ".quarantine.", ".dropped.jsonl."].contains {
                name.hasPrefix($0)
            }
    }
}
