internal import CommandLineKit
internal import Files
internal import JSON
internal import StageKit
internal import Store

/// `galley cache`: shows what is kept of the results of stages, and removes it.
enum CacheCommand {
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How it is printed.")
    static let limit = Argument.option(
        "cache-limit", .byteSize, default: ByteSize(bytes: 4_000_000_000), valueName: "size",
        help: "Let what is kept of results take so much space after the run, and remove the oldest; 0 keeps nothing.")

    private static let to = Argument.option(
        "to", .byteSize, valueName: "size", help: "Remove the oldest until this is the greatest size.")
    private static let olderThan = Argument.option(
        "older-than", .integer(in: 0...1_000_000), valueName: "runs",
        help: "Remove what was written so many runs ago or before; 0 leaves nothing.")
    private static let all = Argument.flag("all", help: "Remove everything.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "cache", abstract: "Show what is kept of results, or remove it.",
            discussion: """
                Results of stages are kept in the state folder, so that later runs need not compute them again. They can \
                be removed at any time: nothing is lost but time, and what runs publish is the same to the byte. Without \
                '--pipeline' and '--state' the folder is '.galley'.
                """,
            examples: [
                .init("The cache of a pipeline", "galley cache --pipeline Pipelines/digest.yaml"),
                .init("Let it have 500 MB", "galley cache prune --to '500 MB' --pipeline Pipelines/digest.yaml"),
            ],
            arguments: StateFolder.arguments + [format], subcommands: [prune(registry)]
        ) { parsed in
            let folder = try StateFolder(parsed, registry)
            guard let contents = try CacheContents.read(folder: FilePath(folder.path)) else { throw nothing(folder) }
            switch parsed[format] {
            case .text: Output.data.write(CachePage.text(contents))
            case .json: Output.data.line(CachePage.json(contents))
            }
            return ExitCode.done
        }
    }

    private static func prune(_ registry: Registry) -> Command {
        Command(
            "prune", abstract: "Remove results, and give their space back.",
            discussion: """
                First goes what no run can use: results of documents that are in no corpus any more, and those that newer \
                ones replaced. Then the oldest go, as far as the options ask for it. One that is still of use is \
                computed again when it is needed. Results that are damaged go with '--all', and with the next run.

                Exit codes: 0 done, 64 wrong command line, 65 wrong definition, 66 there is no cache, 73 a run is using it, \
                74 what is there is damaged.
                """,
            examples: [
                .init("Remove what is of no use", "galley cache prune --pipeline Pipelines/digest.yaml"),
                .init("Let it have 500 MB", "galley cache prune --to '500 MB' --pipeline Pipelines/digest.yaml"),
                .init("Remove all of it", "galley cache prune --all --state build/digest/.galley"),
            ],
            arguments: [to, olderThan, all]
        ) { parsed in
            let limit = try limit(parsed)
            let folder = try StateFolder(parsed, registry)
            guard ResultCache.exists(in: FilePath(folder.path)) else { throw nothing(folder) }
            let state = try folder.hold()
            if let damaged = state.damaged, limit == .unused {
                // Nobody knows what is of use now.
                throw Failure(
                    ExitCode.inputOutput,
                    "the state database was damaged; it is kept as \(damaged.text), and nothing was removed",
                    help: "run the pipeline, which begins a new one, or remove all results with --all")
            }
            guard let removal = try ResultCache.prune(folder: FilePath(folder.path), limit, holding: state) else {
                throw nothing(folder)
            }
            switch parsed[format] {
            case .text: Output.data.write(CachePage.text(removal))
            case .json: Output.data.line(CachePage.json(removal))
            }
            return ExitCode.done
        }
    }

    private static func limit(_ parsed: Parsed) throws -> CacheLimit {
        let limits: [CacheLimit] = [
            parsed[to].map { .bytes($0.bytes) }, parsed[olderThan].map { .runs($0) }, parsed[all] ? .all : nil,
        ].compactMap(\.self)
        guard limits.count <= 1 else {
            throw parsed.usageError("'--to', '--older-than' and '--all' can't be combined")
        }
        return limits.first ?? .unused
    }

    private static func nothing(_ folder: StateFolder) -> Failure {
        Failure(
            ExitCode.noInput, "there are no results in '\(folder.path)'",
            help: "name the pipeline with --pipeline, or its state folder with --state")
    }
}

extension ValueType where Value == ByteSize {
    /// A size such as `500 MB`.
    static var byteSize: ValueType {
        ValueType(expecting: "a size such as 500 MB", text: \.optionText) { ByteSize($0) }
    }
}

extension StateFolder {
    /// Takes the folder, as a run does; nobody else may use it as long as the database is held.
    func hold() throws -> StateDatabase {
        do throws(StateError) {
            return try StateDatabase(folder: FilePath(path), whenHeld: "wait for it to end")
        } catch {
            throw Failure(ExitCode.cannotCreate, error.description, help: error.help)
        }
    }
}
