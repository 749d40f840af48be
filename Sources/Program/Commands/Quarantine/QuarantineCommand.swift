internal import CommandLineKit
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
                reason; they are those of the last complete run.
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
    static let documents = Argument.positionals(
        "document", .text, help: "Documents: the beginning of the id, the path, or the end of the path.")
    static let filters: [any DeclaredArgument] = [stage, code, reason]

    private let stages: [String]
    private let codes: [String]
    private let reasons: [String]

    init(_ parsed: Parsed) {
        stages = parsed[Self.stage]
        codes = parsed[Self.code]
        reasons = parsed[Self.reason].map { $0.lowercased() }
    }

    /// Whether all documents are meant.
    var isEmpty: Bool { stages.isEmpty && codes.isEmpty && reasons.isEmpty }

    /// Whether an entry is meant.
    func includes(_ entry: QuarantineEntry) -> Bool {
        (stages.isEmpty || stages.contains(entry.stage)) && (codes.isEmpty || codes.contains(entry.code))
            && (reasons.isEmpty || reasons.contains { entry.reason.lowercased().contains($0) })
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
    /// - Throws: ``Failure`` for a name that no document has, or several.
    func entries(
        of names: [String], in quarantine: Quarantine, _ folder: StateFolder
    ) throws(Failure) -> [QuarantineEntry] {
        guard !names.isEmpty else { return quarantine.entries.filter(includes) }
        var chosen: [QuarantineEntry] = []
        for name in names {
            let found = quarantine.entries(of: name, places: StateFolder.places(of: name))
            chosen += try Self.one(name, of: found, folder).filter { includes($0) && !chosen.contains($0) }
        }
        return chosen
    }
}

extension Quarantine {
    /// The quarantine in a state folder, for a command.
    static func read(_ folder: String) throws(Failure) -> Quarantine {
        do throws(FileError) {
            return try Quarantine(state: FilePath(folder))
        } catch {
            throw Failure(ExitCode.inputOutput, "the quarantine can't be read: \(error)", help: error.help)
        }
    }
}
