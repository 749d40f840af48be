internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import StageKit
internal import Store

/// `galley quarantine`: what couldn't be processed, and what can be done with it.
enum QuarantineCommand {
    static func command(_ registry: Registry) -> Command {
        Command(
            "quarantine", abstract: "List, show, try again or drop the documents that couldn't be processed.",
            discussion: """
                Documents that a stage can't process are kept whole in the state folder of their pipeline, with the \
                reason; they are those of its last complete run. Of pipelines that share a state folder all are meant, \
                unless '--pipeline' names one.
                """,
            examples: [
                .init("What is in it", "galley quarantine list --pipeline Pipelines/clean.yaml"),
                .init("Why one of them is", "galley quarantine show photo.txt --pipeline Pipelines/clean.yaml"),
                .init("Try them again", "galley quarantine retry Pipelines/clean.yaml"),
            ],
            subcommands: [
                QuarantineList.command(registry), QuarantineShow.command(registry), QuarantineRetry.command(registry),
                QuarantineDrop.command(registry),
            ])
    }
}

/// Which documents of a quarantine are meant.
struct QuarantineChoice {
    static let stage = Argument.options(
        "stage", .text, valueName: "id", help: "Only those that this stage couldn't process.")
    static let code = Argument.options(
        "code", .text, valueName: "code", help: "Only those with a reason of this code.")
    static let reason = Argument.options(
        "reason", .text, valueName: "text", help: "Only those whose reason has this text in it.")
    static let run = Argument.options(
        "run", .integer(in: 1...Int.max), valueName: "number", help: "Only those that are there since this run.")
    static let documents = Argument.positionals(
        "document", .text, help: "Documents: the beginning of the id, the path, or the end of the path.")
    static let filters: [any DeclaredArgument] = [stage, code, reason, run]

    private let stages: [String]
    private let codes: [String]
    private let reasons: [String]
    private let runs: [Int]

    init(_ parsed: Parsed) {
        stages = parsed[Self.stage]
        codes = parsed[Self.code]
        reasons = parsed[Self.reason].map { $0.lowercased() }
        runs = parsed[Self.run]
    }

    /// Whether all documents are meant.
    var isEmpty: Bool { stages.isEmpty && codes.isEmpty && reasons.isEmpty && runs.isEmpty }

    /// Whether an entry is meant.
    func includes(_ entry: QuarantineEntry) -> Bool {
        (stages.isEmpty || stages.contains(entry.stage)) && (codes.isEmpty || codes.contains(entry.code))
            && (reasons.isEmpty || reasons.contains { entry.reason.lowercased().contains($0) })
            && (runs.isEmpty || entry.since.map { runs.contains($0) } ?? false)
    }

    /// The entries of the one document that a name means.
    /// - Throws: ``Failure`` when no document has the name, or several.
    static func one(
        _ name: String, of found: [QuarantineEntry], _ folder: StateFolder
    ) throws(Failure) -> [QuarantineEntry] {
        let documents = Set(found.map(\.document))
        guard !documents.isEmpty else {
            throw Failure(
                ExitCode.noInput, "there is no '\(name)' in quarantine",
                help: "\(ShellWords.told(folder.command("quarantine", "list"))) tells what is")
        }
        guard documents.count == 1 else {
            let list = found.map { "\($0.document.prefix(WayPage.digits))  \($0.source)" }
            throw Failure(
                ExitCode.noInput, "'\(name)' may mean \(documents.count) documents in quarantine",
                help: "choose one by its id:\n  \(list.joined(separator: "\n  "))")
        }
        return found
    }

    /// The entries of the documents that are named, or of all, without those that the filters leave out.
    /// - Parameter stages: The ids of further stages that may be named.
    /// - Throws: ``Failure`` for a name that no document has, or several, or none with such a reason; and for a stage that
    ///   there never was.
    func entries(
        of names: [String], in found: FoundQuarantine, _ folder: StateFolder, stages: [String] = []
    ) throws -> [QuarantineEntry] {
        try checkStages(known: found.quarantine.entries.map(\.stage) + stages, found)
        guard !names.isEmpty else { return found.quarantine.entries.filter(includes) }
        var chosen: [QuarantineEntry] = []
        var seen: Set<QuarantineEntry> = []
        for name in names {
            let named = try Self.one(
                name, of: found.quarantine.entries(of: name, places: StateFolder.places(of: name)), folder)
            let meant = named.filter(includes)
            guard !meant.isEmpty else {
                let reasons = named.map { "\($0.stage): \($0.code): \($0.reason)" }
                throw Failure(
                    ExitCode.noInput, "'\(name)' is in quarantine, but for no such reason",
                    help: "it is there for: \(reasons.joined(separator: "; "))")
            }
            chosen += meant.filter { seen.insert($0).inserted }
        }
        return chosen
    }

    private func checkStages(known: [String], _ found: FoundQuarantine) throws {
        for stage in stages where !known.contains(stage) {
            var ids: [String] = []
            for id in try known + (found.history?.stages(of: found.pipeline) ?? []) where !ids.contains(id) {
                ids.append(id)
            }
            if ids.contains(stage) { continue }
            let known = ids.isEmpty ? nil : "there were \(ids.joined(separator: ", "))"
            throw Failure(
                ExitCode.noInput, "no run here had a stage '\(stage)'",
                help: Suggestion.help(for: stage, among: ids) ?? known)
        }
    }
}
