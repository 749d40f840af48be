import CommandLineKit

/// A small program with every kind of argument.
enum Fixture {
    enum Format: String, CaseIterable, Sendable {
        case text, json
        case csv = "csv-table"
    }

    static let noColor = Argument.flag("no-color", help: "Print without colours.")
    static let verbose = Argument.count("verbose", short: "v", help: "Say more; twice for even more.")

    static let definition = Argument.positional("definition", .file("yaml", "yml"), help: "The pipeline definition.")
    static let inputs = Argument.positionals("input", .directory, help: "Folders to read instead of the definition's.")
    static let jobs = Argument.option(
        "jobs", short: "j", .integer(in: 1...512), defaultText: "all processors",
        help: "How many documents to work on at the same time.")
    static let offset = Argument.option("offset", .integer, default: 0, help: "Where to start.")
    static let ratio = Argument.option("ratio", .number(in: -1...1), help: "A ratio.")
    static let format = Argument.option(
        "format", short: "f", .choice(Format.self), default: .text, help: "How to print the report.")
    static let sets = Argument.options("set", .text, valueName: "name=value", help: "Set a parameter.")
    static let strict = Argument.flag("strict", short: "s", negatable: true, help: "Treat warnings as errors.")
    static let quick = Argument.flag("quick", short: "q", help: "Skip what's slow [mostly]: \"all\" of it.")
    static let log = Argument.option("log", .file(), help: "Where to log.")

    static let run = Command(
        "run", abstract: "Run a pipeline.",
        discussion: """
            Reads the definition, checks it, and runs its stages. What was done before is not done again; a second run \
            with nothing changed touches only what it must check.

              An indented line stays as it is, however wide it may be, because it may be a table or a piece of a file.
            """,
        examples: [Command.Example("Run a pipeline on four cores", "galley run --jobs 4 digest.yaml")],
        arguments: [definition, inputs, jobs, offset, ratio, format, sets, strict, quick, log])

    static let stage = Argument.requiredOption(
        "at", .choice(["read", "sum mary", "it's"]), valueName: "stage", help: "The stage.")
    static let document = Argument.optionalPositional("document", .text, help: "The document.")
    static let limit = Argument.positional("limit", .integer(in: 1...), default: 10, help: "At most so many.")
    static let preview = Command("preview", abstract: "Show a stage's output.", arguments: [stage, document, limit])

    static let list = Command("list", abstract: "List the documents.")
    static let all = Argument.flag("all", help: "All of them.")
    static let retry = Command("retry", abstract: "Try again.", arguments: [all])
    static let quarantine = Command(
        "quarantine", abstract: "Look after documents that failed.", subcommands: [list, retry])

    static let galley = Command(
        "galley", abstract: "Process documents with pipelines.", version: "1.2.3", arguments: [noColor, verbose],
        subcommands: [run, preview, quarantine])

    /// Parses a line of words, none of which has a space.
    static func parse(_ line: String, width: Int = 80) throws(UsageError) -> Request {
        try galley.parse(line.split(separator: " ").map(String.init), width: width)
    }
}
