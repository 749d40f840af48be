internal import CommandLineKit
internal import Definition
internal import Diagnostics
internal import Files
internal import Planning
internal import StageKit

/// `galley new pipeline`: a commented definition that checks and runs.
enum NewPipeline {
    private static let file = Argument.optionalPositional(
        "file", .file("yaml", "yml"), defaultText: "pipeline.yaml",
        help: "The file to write; '-' writes to standard output.")
    private static let name = Argument.option(
        "name", .text, valueName: "name", defaultText: "the file's", help: "The pipeline's name.")
    private static let input = Argument.option(
        "input", .directory, valueName: "folder", help: "Where the articles are.")
    private static let output = Argument.option(
        "output", .directory, valueName: "folder", defaultText: "build/NAME", help: "Where to publish.")
    private static let stages = Argument.options(
        "stages", .text, valueName: "names", help: "What to do with each article: 'language,summary' and so on.")
    private static let publish = Argument.options(
        "publish", .text, valueName: "names", help: "How to publish: 'jsonl,markdown' and so on.")

    static func command(_ registry: Registry) -> Command {
        Command(
            "pipeline", abstract: "Write a definition that checks and runs.",
            discussion: """
                On a terminal it asks for what isn't given. Elsewhere '--input' must be given; nothing is done with the \
                articles but what '--stages' names, and they are published as JSON lines unless '--publish' names \
                something else. What a stage needs of another is put before it.

                Stages may be named by what stands behind the dot: 'language' for 'extract.language'. 'galley stages' \
                lists all.

                Exit codes: 0 done, 64 wrong command line, 73 the file is there already or can't be written.
                """,
            examples: [
                .init(
                    "Summaries as a page",
                    "galley new pipeline news.yaml --input articles --stages extractive --publish digest"),
                .init("Only to see it", "galley new pipeline - --input articles"),
            ],
            arguments: [file, name, input, output, stages, publish, NewCommand.force]
        ) { parsed in
            let path = parsed[file] ?? "pipeline.yaml"
            let draft = try draft(parsed, path, registry)
            let text = draft.text(path: path == "-" ? "pipeline.yaml" : path)
            try check(text, path, registry)
            if path == "-" {
                Output.data.write(text)
                return ExitCode.done
            }
            var changes = FileChanges()
            changes.create(path, text)
            try changes.apply(isForced: parsed[NewCommand.force])
            Output.data.write(
                "wrote \(DisplayText.printable(path))\nnext\n"
                    + ["check", "plan", "run"].map { "  \(ShellWords.line(["galley", $0, path]))\n" }.joined())
            return ExitCode.done
        }
    }

    private static func draft(_ parsed: Parsed, _ path: String, _ registry: Registry) throws -> PipelineDraft {
        let name = try name(parsed, path)
        let all = PipelineDraft.stages(in: registry)
        let sinks = PipelineDraft.sinks(in: registry)
        let isAsked = parsed[input] == nil && Questions.canBeAsked
        if parsed[input] == nil, !isAsked {
            throw parsed.usageError("missing the option '--input': there is no terminal to ask at")
        }
        let place = try parsed[input] ?? Questions.text("Where are the articles?", default: "articles")
        var chosen = try choice(parsed, stages, among: all)
        if chosen == nil, isAsked {
            chosen = try Questions.choice("What is to be done with each article?", of: all, default: [])
        }
        var publishing = try choice(parsed, publish, among: sinks)
        let usual = sinks.filter { $0.name == "publish.jsonl" }
        if publishing == nil, isAsked {
            publishing = try Questions.choice("How are they to be published?", of: sinks, default: usual)
        }
        let last =
            try parsed[output] ?? (isAsked ? Questions.text("Where to?", default: "build/\(name)") : "build/\(name)")
        return PipelineDraft(
            name: name, input: place, isFile: (try? File.status(FilePath(place)).kind) == .file, output: last,
            stages: PipelineDraft.ordered((chosen ?? []) + (publishing ?? usual), among: all),
            sinks: publishing ?? usual)
    }

    private static func choice(
        _ parsed: Parsed, _ argument: Argument<[String]>, among types: [StageDescriptor]
    ) throws -> [StageDescriptor]? {
        guard parsed.wasGiven(argument) else { return nil }
        let words = parsed[argument].flatMap { $0.split(separator: ",").map { String($0.trimmed) } }
        do throws(UnknownName) {
            return try StageChoice.types(words, among: types)
        } catch {
            throw parsed.usageError(error.message)
        }
    }

    /// The pipeline's name: given, or the file's.
    private static func name(_ parsed: Parsed, _ path: String) throws -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let stem = String(file.prefix { $0 != "." })
        let name = parsed[Self.name] ?? (path == "-" || stem.isEmpty ? "pipeline" : stem)
        let isRight =
            name.utf8.first.map { (97...122).contains($0) } == true
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isRight else {
            throw parsed.usageError(
                "'\(name)' can't be the name of a pipeline: give small letters, digits and hyphens, with '--name'")
        }
        return name
    }

    /// Whether what was written is right, before anybody reads it.
    private static func check(_ text: String, _ path: String, _ registry: Registry) throws(Failure) {
        let source = SourceFile(path: path, bytes: Array(text.utf8))
        let (definition, problems) = DefinitionReader.read(source, overrides: [], environment: [:])
        var diagnostics = problems
        if let definition { diagnostics.append(contentsOf: Planner.plan(definition, registry: registry).diagnostics) }
        guard diagnostics.hasErrors, let first = diagnostics.sorted.first(where: { $0.severity == .error }) else {
            return
        }
        throw Failure(
            ExitCode.usage, "a pipeline of that can't be: \(first.message)", help: first.help ?? "choose something else"
        )
    }
}
