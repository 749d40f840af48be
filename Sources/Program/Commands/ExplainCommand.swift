internal import CommandLineKit
internal import Diagnostics
internal import Files
internal import JSON
internal import StageKit
internal import Store

/// `galley explain`: tells the way of a document through its pipeline.
enum ExplainCommand {
    static let document = Argument.positional(
        "document", .text,
        help: "The document: the beginning of its id, its path or the end of it, its address, or words of its title.")
    static let limit = Argument.option(
        "limit", .integer(in: 1...1000), default: 10, help: "List so many, where several may be meant.")
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text, help: "How it is printed.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "explain", abstract: "Tell what became of a document, stage by stage.",
            discussion: """
                Every run writes down what each stage did with every document: whether it went on, what left it out, \
                what it repeats and how alike they are, why it is in quarantine, where it was published. This command \
                tells it, for the last run that went through the stages with the document, and whether later ones kept \
                the result. What a stage added or made is told as its stage type declares it. It writes nothing.

                Of a document that has changed only the way that it took last is known, under the id that it has now.

                A document is named by the beginning of its id (four digits at least), its path, the end of its path, a \
                file or folder that it is in, its address, or words of its title, the last of which may be a \
                beginning. Without '--pipeline' and '--state' it is looked for in '.galley'.

                Exit codes: 0 done, 64 wrong command line, 65 wrong definition, 66 no such document, or several.
                """,
            examples: [
                .init(
                    "A file of the corpus",
                    "galley explain seeds/texts/wind-farm-gannet-bank.txt --pipeline Pipelines/digest.yaml"),
                .init("By words of the title", "galley explain 'pigeon fraud' --pipeline Pipelines/digest.yaml"),
                .init("For a script", "galley explain 189266714b1f --state build/digest/.galley --format json"),
            ],
            arguments: [document] + StateFolder.arguments + [limit, format]
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let folder = try StateFolder(parsed, registry)
        guard let history = try DocumentHistory.open(folder: FilePath(folder.path)) else { throw folder.missing }
        let text = parsed[document]
        let query = DocumentQuery(text, places: StateFolder.places(of: text), pipeline: folder.pipeline)
        let matches = try history.documents(query, limit: parsed[limit])
        guard matches.documents.count == 1, let found = matches.documents.first else {
            let suggestions = matches.documents.isEmpty ? try history.suggestions(query) : []
            show(matches, suggestions, folder, parsed)
            return ExitCode.noInput
        }
        guard let way = try history.way(of: found, in: FilePath(folder.path)) else {
            throw Failure(
                ExitCode.inputOutput, "what is written down of '\(found.locator)' can't be read",
                help: "the next run that goes through its stages with it writes it down anew")
        }
        let told = DescribedWay(way, registry, folder.plan)
        switch parsed[format] {
        case .text: Output.data.write(WayPage(told).text)
        case .json: Output.data.line(WayJSON.text(told))
        }
        return ExitCode.done
    }

    /// Tells that no document is meant, or several.
    private static func show(
        _ matches: DocumentMatches, _ suggestions: [KnownDocument], _ folder: StateFolder, _ parsed: Parsed
    ) {
        if parsed[format] == .json {
            Output.data.line(WayJSON.text(matches, suggestions: suggestions))
        }
        let text = DisplayText.printable(parsed[document])
        if matches.documents.isEmpty {
            Output.messages.line("error: no document is known as '\(text)'")
            if suggestions.isEmpty {
                Output.messages.line(
                    "  give its path, the beginning of its id, its address, or words of its title; "
                        + "only what a run has read is known, and of a document that has changed only how it is now")
            } else {
                Output.messages.line("  did you mean one of these?")
                Output.messages.write(WayPage.list(suggestions))
            }
        } else {
            let count = matches.isMore ? "more than \(matches.documents.count)" : "\(matches.documents.count)"
            Output.messages.line("error: '\(text)' may mean \(count) documents")
            Output.messages.write(WayPage.list(matches.documents))
            guard Set(matches.documents.map(\.id)).count > 1 || folder.pipeline != nil else {
                return Output.messages.line("  it is the same document in several pipelines: name one with --pipeline")
            }
            let first = matches.documents.first.map { String($0.id.prefix(WayPage.digits)) } ?? ""
            let command = ShellWords.line(folder.command("explain", first))
            Output.messages.line("  choose one by its id: \(DisplayText.printable(command))")
        }
    }
}
