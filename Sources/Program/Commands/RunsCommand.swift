internal import CommandLineKit
internal import Files
internal import JSON
internal import Pictures
internal import StageKit
internal import Store

/// `galley runs`: lists the runs of a state folder, or tells all about one.
enum RunsCommand {
    static let run = Argument.optionalPositional(
        "run", .text, help: "The number of the run to tell about, or 'last'.")
    static let limit = Argument.option(
        "limit", .integer(in: 1...100_000), default: 20, help: "List so many, the latest.")
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How they are printed.")
    static let html = Argument.option(
        "html", .file("html"), valueName: "file", help: "Write all about the run to a file, as a page for a browser.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "runs", abstract: "List the runs of a state folder, or tell all about one.",
            discussion: """
                Every run is written down in the state folder of its pipeline. Without '--pipeline' and '--state' it is \
                looked for in '.galley'. With '--pipeline' only runs of that pipeline are listed, and 'last' is the last of \
                them, whatever other pipelines keep in the same state folder.
                """,
            examples: [
                .init("The runs of a pipeline", "galley runs --pipeline Pipelines/digest.yaml"),
                .init("The last one", "galley runs last --pipeline Pipelines/digest.yaml"),
                .init("A page about it", "galley runs last --pipeline Pipelines/digest.yaml --html build/run.html"),
            ],
            arguments: [run] + StateFolder.arguments + [limit, format, html]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let folder = try StateFolder(parsed, registry)
        if let wanted = parsed[run] {
            let record = try EarlierRuns.record(wanted, in: folder, parsed)
            if let path = parsed[html] {
                try check(path, folder, record, parsed)
                try Definitions.write(Array(RunPage(record).text.utf8), to: path)
                return ExitCode.done
            }
            switch parsed[format] {
            case .text: Output.data.write(RunReportPage(record, folder).text)
            case .json: Output.data.line(RunJSON.text(record))
            }
        } else {
            if parsed[html] != nil {
                throw parsed.usageError("'--html' tells about one run: give its number, or 'last'")
            }
            let records = try EarlierRuns.records(in: folder, limit: parsed[limit])
            switch parsed[format] {
            case .text: Output.data.write(RunReportPage.list(records))
            case .json: Output.data.line(RunJSON.text(records))
            }
        }
        return ExitCode.done
    }

    /// Makes sure that a page replaces nothing but another.
    private static func check(
        _ path: String, _ state: StateFolder, _ run: RunRecord, _ parsed: Parsed
    ) throws(Failure) {
        let file = try OutputFile("--html", path)
        try file.keepOff(stateFolder: state.path)
        if let definition = parsed[StateFolder.pipeline] {
            try file.keepOff(Array(state.files.noted.keys), of: definition)
        }
        if let plan = state.plan { try file.keepOff(plan) }
        try file.keepOff(publishedBy: run)
        try file.replacesOnly("a report of a run that Galley wrote") { $0.hasPrefix(ReportPage.beginning) }
    }
}

/// Looks up runs, and says what there is to say where there are none.
enum EarlierRuns {
    /// The latest runs of a state folder, or of the pipeline in it that was named.
    static func records(in folder: StateFolder, limit: Int) throws -> [RunRecord] {
        try history(in: folder).runs(of: folder.pipeline, limit: limit)
    }

    /// The run of a number, or the last one; of the pipeline, if one was named.
    static func record(_ wanted: String, in folder: StateFolder, _ parsed: Parsed) throws -> RunRecord {
        let history = try history(in: folder)
        let last = try history.runs(of: folder.pipeline, limit: 1).first?.number
        if wanted == "last", last == nil {
            let what = folder.pipeline.map { "no run of '\($0)'" } ?? "no run"
            throw Failure(
                ExitCode.noInput, "\(what) was written down in '\(folder.path)'",
                help: "there are others: \(ShellWords.line(["galley", "runs", "--state", folder.path])) lists them")
        }
        guard let number = wanted == "last" ? last : Int(wanted) else {
            throw parsed.usageError("'\(wanted)' is neither the number of a run nor 'last'")
        }
        guard let record = try history.run(number) else {
            let list = ShellWords.told(folder.command("runs"))
            throw Failure(
                ExitCode.noInput, "there is no run \(wanted) in '\(folder.path)'",
                help: last.map { "the last one is \($0); \(list) lists them" } ?? "no run was written down there")
        }
        return record
    }

    /// How long the stages of a pipeline took, if anything can be read of it.
    static func pace(of pipeline: String, in folder: String) -> StagePace? {
        guard let history = try? RunHistory.open(folder: FilePath(folder)) else { return nil }
        return try? history.pace(of: pipeline)
    }

    private static func history(in folder: StateFolder) throws -> RunHistory {
        guard let history = try RunHistory.open(folder: FilePath(folder.path)) else { throw folder.missing }
        return history
    }
}
