internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import JSON
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
            arguments: [QuarantineChoice.documents] + StateFolder.arguments + QuarantineChoice.filters
                + [all, QuarantineList.format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let choice = QuarantineChoice(parsed)
        let names = parsed[QuarantineChoice.documents]
        guard parsed[all] != (!names.isEmpty || !choice.isEmpty) else {
            throw parsed.usageError(
                parsed[all]
                    ? "'--all' can't be combined with documents or filters"
                    : "name documents, filter them with '--stage', '--code', '--reason' or '--run', or drop all with '--all'"
            )
        }
        let folder = try StateFolder(parsed, registry)
        guard let history = try RunHistory.open(folder: FilePath(folder.path)) else { throw folder.missing }
        let state = try folder.hold()
        if let name = try folder.pipeline ?? history.runs(limit: 1).first?.pipeline {
            try written { try state.takeInOlderRecords(in: FilePath(folder.path), orFor: name) }
        }
        let found = try folder.quarantine()
        let dropped = try choice.entries(of: names, in: found, folder)
        let chosen = Set(dropped)
        _ = try written { try state.drop(from: found.quarantine, in: FilePath(folder.path)) { chosen.contains($0) } }
        let left = try folder.quarantine().quarantine
        switch parsed[QuarantineList.format] {
        case .text: tell(dropped, left: left)
        case .json: Output.data.line(json(dropped, left: left))
        }
        return ExitCode.done
    }

    private static func written<Result>(_ change: () throws -> Result) throws -> Result {
        do {
            return try change()
        } catch let error as FileError {
            throw Failure(ExitCode.inputOutput, "the quarantine can't be written: \(error)", help: error.help)
        }
    }

    private static func tell(_ dropped: [QuarantineEntry], left: Quarantine) {
        let documents = Set(dropped.map { [$0.pipeline ?? "", $0.document] })
        let still = documents.intersection(left.entries.map { [$0.pipeline ?? "", $0.document] }).count
        let reasons = still == 0 ? "" : " (\(Figures.count(still)) of them for some reasons only)"
        let count = left.count
        Output.data.line(
            "dropped \(Figures.documents(documents.count))\(reasons), \(count == 0 ? "none is" : "\(Figures.count(count)) \(count == 1 ? "is" : "are")") "
                + "left in quarantine")
        let files = onDisk(dropped)
        guard let first = files.first else { return }
        let others = files.count > 1 ? " and \(Figures.count(files.count - 1)) more" : ""
        Output.messages.line(
            DisplayText.printable(
                "\(first)\(others): still on disk; the next run that reads \(files.count > 1 ? "them" : "it") puts into "
                    + "quarantine again what it can't process"))
    }

    /// Where documents were read of which the files are still there.
    private static func onDisk(_ dropped: [QuarantineEntry]) -> [String] {
        Set(dropped.map(\.source)).filter { CorpusFile.path(of: $0) != nil }.sorted()
    }

    private static func json(_ dropped: [QuarantineEntry], left: Quarantine) -> String {
        let files = Set(onDisk(dropped))
        var json = JSONWriter()
        json.object { json in
            json.key("dropped")
            json.array { json in
                for entry in dropped {
                    json.object { json in
                        json.member("document", entry.document)
                        json.member("source", entry.source)
                        json.member("pipeline", entry.pipeline)
                        entry.writeReason(to: &json)
                        json.member("onDisk", files.contains(entry.source))
                    }
                }
            }
            json.member("left", left.count)
        }
        return json.text
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
