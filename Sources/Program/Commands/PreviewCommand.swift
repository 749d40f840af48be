internal import CommandLineKit
internal import Diagnostics
internal import JSON
internal import Planning
internal import Previewing
internal import StageKit

/// `galley preview`: shows documents as they are at a stage. Writes nothing.
enum PreviewCommand {
    static let stage = Argument.option(
        "at", .text, valueName: "stage", help: "The stage to look at; it has to be given.")
    static let limit = Argument.option(
        "limit", .integer(in: 1...100_000), default: 5, valueName: "number", help: "Show so many documents at most.")
    static let document = Argument.option(
        "document", .text, valueName: "document",
        help: """
            Show this one: its path or the last names of it, the first digits of its id, four at least, or the address that \
            it was fetched from. A folder stands for what is in it.
            """)
    static let before = Argument.flag(
        "before", help: "Show documents as they come to the stage, its conditions passed.")
    static let format = Argument.option(
        "format", .choice(ReportFormat.self), default: .text,
        help: "How documents are printed: for people, or a line of JSON each with all that is known of it.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "preview", abstract: "Show documents as they are at a stage.",
            discussion: """
                Runs the part of the graph that is needed, as far as it is needed, and writes nothing: neither artifacts \
                nor records. Documents are shown as the stage gives them, at a sink as they come to it, in the order of \
                the corpus. Of layers the places in the text are shown with their words.

                With '--document' one document is shown. When it doesn't come so far, it is said where it was left out, \
                and why.

                Exit codes: 0 something was shown, 1 no document came so far, 64 wrong command line, 65 wrong definition, \
                66 there is no such document, or no input.
                """,
            examples: [
                .init(
                    "What the summary makes of the first articles", "galley preview Pipelines/digest.yaml --at summary"),
                .init(
                    "One article as it comes to the page",
                    "galley preview Pipelines/digest.yaml --at digest --document norland-rate-rise.txt"),
                .init(
                    "All of it, for a program",
                    "galley preview Pipelines/digest.yaml --at summary --limit 1 --format json"),
            ],
            arguments: [
                DefinitionArguments.definition, stage, DefinitionArguments.set, DefinitionArguments.strict, limit,
                document,
                before, Permissions.allow, RunCommand.jobs, format,
            ]
        ) { try await run($0, registry) }
    }

    @concurrent
    private static func run(_ parsed: Parsed, _ registry: Registry) async throws -> Int32 {
        guard let stage = parsed[stage] else { throw parsed.usageError("'--at' has to name the stage to look at") }
        let path = parsed[DefinitionArguments.definition]
        guard
            let plan = try Definitions.plan(
                of: path, parsed, registry, allowing: Permissions.allowance(parsed, keeps: false))
        else { return ExitCode.badDefinition }
        let preview: Preview
        do throws(PlanPartError) {
            preview = try Preview(
                plan, at: stage, isBefore: parsed[before], limit: parsed[limit],
                choice: parsed[document].map { DocumentChoice($0, places: StateFolder.places(of: $0)) })
        } catch {
            throw Failure(ExitCode.usage, error.message, help: error.help)
        }
        let sight = try await preview.look(jobs: parsed[RunCommand.jobs] ?? Surroundings.cores)
        for (place, document) in sight.documents.enumerated() {
            switch parsed[format] {
            case .json:
                var json = JSONWriter()
                document.write(to: &json, stage: sight.stage)
                Output.data.line(json.text)
            case .text:
                Output.data.write((place > 0 ? "\n" : "") + PreviewText(document, width: Terminal.width()).text)
            }
        }
        if let name = parsed[document] { return try tell(sight, of: name) }
        return tell(sight, limit: parsed[limit])
    }

    /// Tells what became of a document that was asked for.
    private static func tell(_ sight: Sight, of name: String) throws(Failure) -> Int32 {
        guard sight.isKnown else {
            throw Failure(
                ExitCode.noInput, "there is no document '\(name)' in the corpus",
                help: "give its path, the last names of it, or the first four digits of its id; by words of titles "
                    + "'galley explain' finds what a run has read")
        }
        for way in sight.ways { Output.messages.line(DisplayText.printable(way)) }
        if sight.documents.isEmpty, sight.ways.isEmpty {
            Output.messages.line("'\(DisplayText.printable(name))' doesn't come to '\(sight.stage)'")
        }
        return sight.documents.isEmpty ? ExitCode.failed : ExitCode.done
    }

    /// Tells why there weren't more documents.
    private static func tell(_ sight: Sight, limit: Int) -> Int32 {
        if sight.isComplete, sight.documents.count < limit {
            let count = sight.documents.isEmpty ? "no document comes" : "that is all that comes"
            Output.messages.line("\(count) to '\(sight.stage)'")
            for left in sight.left {
                let parts = [("filtered", left.filtered), ("in quarantine", left.quarantined)].filter { $0.1 > 0 }
                let text = parts.map { "\(Figures.count($0.1)) \($0.0)" }.joined(separator: ", ")
                Output.messages.line("  \(left.stage): \(text)")
            }
        }
        return sight.documents.isEmpty ? ExitCode.failed : ExitCode.done
    }
}
