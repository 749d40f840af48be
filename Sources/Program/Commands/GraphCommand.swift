internal import CommandLineKit
internal import Pictures
internal import Planning
internal import StageKit

/// `galley graph`: draws the graph of a definition, or how two of them differ.
enum GraphCommand {
    static let format = Argument.option(
        "format", .choice(PictureFormat.self), defaultText: "what the file's name says, else text",
        help: "How the graph is drawn.")
    static let output = Argument.option(
        "output", short: "o", .file(), valueName: "file", help: "Write to a file, not to standard output.")
    static let plan = Argument.flag(
        "plan", help: "Write at sources what they hold, and at sinks what a run would create or replace.")
    static let run = Argument.option(
        "run", .text, valueName: "run",
        help: "Write at the stages what a run did there: its number in the state folder, or 'last'.")
    static let difference = Argument.option(
        "diff", .file("yaml", "yml"), valueName: "old",
        help: "Show how the definition differs in meaning from this one.")
    static let exitCode = Argument.flag("exit-code", help: "With --diff: end with exit code 1 if they differ.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "graph", abstract: "Draw the graph of a pipeline, or how two differ.",
            discussion: """
                'text' is a drawing for a terminal; 'mermaid' is drawn by many wikis and forges, 'dot' is for Graphviz, \
                which lays out 'svg' and 'png'; 'html' is a page to move and zoom in, with all about every stage; 'json' \
                is for machines.

                With '--diff OLD' it shows what differs from an older definition: stages that were added, removed, \
                renamed, rewired or set otherwise, and what must therefore run again. Comments, the order of keys, and \
                defaults that are written out make no difference. '--set' counts for both definitions.
                """,
            examples: [
                .init("A page to look around in", "galley graph Pipelines/digest.yaml -o build/digest.html"),
                .init("All that the summary needs", "galley graph Pipelines/digest.yaml --to summary"),
                .init("What a change means", "galley graph --diff old.yaml new.yaml"),
            ],
            arguments: [
                DefinitionArguments.definition, DefinitionArguments.set, DefinitionArguments.state,
                DefinitionArguments.strict, format, output, plan, run, difference, exitCode,
            ] + PartArguments.all
        ) { try run($0, registry) }
    }

    private static func run(_ parsed: Parsed, _ registry: Registry) throws -> Int32 {
        let format = parsed[format] ?? parsed[output].flatMap { PictureFormat(file: $0) } ?? .text
        if format == .png, parsed[output] == nil, Terminal.isTerminal(.output) {
            throw Failure(
                ExitCode.usage, "a PNG picture isn't for a terminal", help: "write it to a file with '--output'")
        }
        if let old = parsed[difference] { return try compare(old, parsed, format, registry) }
        if parsed[exitCode] { throw parsed.usageError("'--exit-code' is only of use with '--diff'") }
        let state = parsed[DefinitionArguments.state]
        let files = DefinitionFiles()
        let plan = try Definitions.plan(parsed, registry, state: state, noting: files) { (plan) throws(Failure) in
            try check(parsed, plan, files, of: parsed[DefinitionArguments.definition])
        }
        guard let plan else { return ExitCode.badDefinition }
        var graph = Graph(plan)
        if let run = parsed[run] {
            graph.overlay(try EarlierRuns.record(run, in: StateFolder(of: plan, parsed), parsed), on: plan)
        }
        if parsed[Self.plan] { try graph.overlay(plan) }
        try write(try format.draw(graph, style(parsed)), parsed)
        return ExitCode.done
    }

    private static func compare(
        _ path: String, _ parsed: Parsed, _ format: PictureFormat, _ registry: Registry
    ) throws -> Int32 {
        let part = try PartArguments.part(parsed)
        if parsed[plan] || parsed[run] != nil || !part.isWhole {
            throw parsed.usageError(
                "'--diff' compares whole definitions: leave out --plan, --run, --from, --to and --only")
        }
        let definition = parsed[DefinitionArguments.definition]
        if path == "-", definition == "-" {
            throw parsed.usageError("standard input can't hold both definitions")
        }
        let read = { (path: String) throws(Failure) -> Plan? in
            let files = DefinitionFiles()
            return try Definitions.plan(of: path, parsed, registry, showsWarnings: false, noting: files) {
                (plan, _) throws(Failure) in
                try check(parsed, plan, files, of: path)
                return plan
            }
        }
        let old = try read(path)
        let new = try read(definition)
        guard let old, let new else { return ExitCode.badDefinition }
        let difference = PlanDifference(from: old, to: new)
        let report = DifferenceReport(difference)
        switch format {
        case .text: try write(Array(report.text(isColored: style(parsed).isColored).utf8), parsed)
        case .json: try write(Array(report.json.utf8), parsed)
        default: try write(try format.draw(Graph(difference), style(parsed)), parsed)
        }
        return parsed[exitCode] && !difference.isEmpty ? ExitCode.failed : ExitCode.done
    }

    /// Makes sure that the picture takes no place of what is drawn.
    private static func check(
        _ parsed: Parsed, _ plan: Plan, _ files: DefinitionFiles, of definition: String
    ) throws(Failure) {
        guard let path = parsed[output] else { return }
        let file = try OutputFile("--output", path)
        try file.keepOff(Array(files.noted.keys), of: definition)
        try file.keepOff(plan)
    }

    /// What a terminal can show; files and pipes are UTF-8 without colours, so that they don't depend on one.
    private static func style(_ parsed: Parsed) -> TextStyle {
        let isTerminal = parsed[output] == nil && Terminal.isTerminal(.output)
        return TextStyle(
            width: Terminal.width(),
            isColored: isTerminal && Terminal.usesColor(on: .output, isDisabled: parsed[Surroundings.noColor]),
            isASCII: isTerminal && !Surroundings.isUTF8)
    }

    private static func write(_ bytes: [UInt8], _ parsed: Parsed) throws(Failure) {
        if let path = parsed[output] { try Definitions.write(bytes, to: path) } else { Output.data.write(bytes) }
    }
}
