internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import StageKit
internal import Store

/// `galley quarantine drop`: removes documents from the quarantine.
enum QuarantineDrop {
    private static let all = Argument.flag("all", help: "Drop all of them.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "drop", abstract: "Remove documents from the quarantine, with their bytes.",
            discussion: """
                What was published stays as it is, and a run in which nothing has changed still has nothing to do. But a \
                document whose file is in the corpus is read again by the next run that has something to do, and comes \
                back when it still can't be processed: remove or mend the file, or leave it out with 'exclude'.

                Exit codes: 0 done, 64 wrong command line, 65 wrong definition, 66 no such document, 73 a run is using \
                the folder.
                """,
            examples: [
                .init("One of them", "galley quarantine drop photo.txt --pipeline Pipelines/clean.yaml"),
                .init("All that were empty", "galley quarantine drop --code empty --pipeline Pipelines/clean.yaml"),
            ],
            arguments: [QuarantineChoice.documents] + StateFolder.arguments + QuarantineChoice.filters + [all]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let choice = QuarantineChoice(parsed)
        let names = parsed[QuarantineChoice.documents]
        guard parsed[all] != (!names.isEmpty || !choice.isEmpty) else {
            throw parsed.usageError(
                parsed[all]
                    ? "'--all' can't be combined with documents or filters"
                    : "name documents, filter them with '--stage', '--code' or '--reason', or drop all with '--all'"
            )
        }
        let folder = try StateFolder(parsed, registry)
        guard try RunHistory.open(folder: FilePath(folder.path)) != nil else { throw folder.missing }
        let state = try folder.hold(waiting: "wait for it to end")
        let quarantine = try Quarantine.read(folder.path)
        let dropped = try choice.entries(of: names, in: quarantine, folder)
        do {
            _ = try state.drop(from: quarantine, in: FilePath(folder.path)) { dropped.contains($0) }
        } catch let error as FileError {
            throw Failure(ExitCode.inputOutput, "the quarantine can't be written: \(error)", help: error.help)
        }
        tell(dropped, left: try Quarantine.read(folder.path).count)
        return ExitCode.done
    }

    private static func tell(_ dropped: [QuarantineEntry], left: Int) {
        let sources = dropped.reduce(into: [String: String]()) { $0[$1.document] = $1.source }
        Output.data.line(
            "dropped \(Figures.documents(sources.count)), \(left == 0 ? "none is" : "\(Figures.count(left)) \(left == 1 ? "is" : "are")") "
                + "left in quarantine")
        let still = Set(sources.values).filter { CorpusFile.path(of: $0) != nil }.sorted()
        guard let first = still.first else { return }
        let others = still.count > 1 ? " and \(Figures.count(still.count - 1)) more" : ""
        Output.messages.line(
            DisplayText.printable(
                "\(first)\(others): still on disk; the next run that reads \(still.count > 1 ? "them" : "it") puts into "
                    + "quarantine again what it can't process"))
    }
}

/// The file that a document was read from.
enum CorpusFile {
    /// The path of the file, which may hold other documents as well: `file#4`; nil when it is gone.
    static func path(of locator: String) -> String? {
        if isFile(locator) { return locator }
        var rest = locator[...]
        while let mark = rest.lastIndex(of: "#") {
            rest = rest[..<mark]
            if isFile(String(rest)) { return String(rest) }
        }
        return nil
    }

    private static func isFile(_ path: String) -> Bool {
        guard let status = try? File.status(FilePath(path)) else { return false }
        return status.kind == .file
    }
}
