internal import Documents
internal import JSON
internal import StageKit

/// `run.command`: hands articles to a program of the user's own.
struct RunCommand: BatchTransform {
    typealias Configuration = CommandOptions

    static var name: String { "run.command" }
    static var summary: String { "hands articles to a program of yours, in any language" }
    static var reaches: [Reach] { [.command] }
    static var discussion: String {
        """
        The program reads a line of JSON for each article from its standard input, and writes one for each to its standard \
        output, in the same order: an object with the article's `id` and what it declares under `provides` and `values`. \
        `{"id": …, "error": "…"}` sends the article to quarantine. What it writes to its standard error is shown as \
        warnings. [Stages in other languages](stages-in-other-languages.md) tells all of it, with examples.

        Needs the user's permission: `--allow command`. The program is started without a shell, as often as there are \
        workers (`jobs` bounds that), in a small environment, and lives until the run ends. It must be a function of the \
        article: results are kept, under `command`, the other options and the bytes of the files that `command` names.

        Quarantined, with a stable code: an answer that isn't as declared (`command-output`), an article at which the \
        program ended (`command-ended`) or took longer than the stage's `timeout` (`timeout`), what it refuses itself (the \
        `code` that it gives, or `command-error`); `not-permitted` where a test of a definition isn't allowed programs. \
        After the first two it is started anew. A program that can't be started, five times in a row gives no answer \
        before it ends, or answers an article twice, fails the run.
        """
    }

    static var examples: [StageExample] {
        [
            StageExample(
                "where programs aren't allowed, articles go to quarantine as `not-permitted`",
                options: "command: [python3, rate.py], values: { rating: number }", input: "A headline\n\nA text.",
                output: "")
        ]
    }

    private let context: StageContext
    private let talk: CommandTalk
    private let pool: CommandPool

    static func declaration(
        of configuration: CommandOptions, among known: [LayerRequirement]
    ) throws -> BatchDeclaration {
        try CommandDeclaration(configuration, known: known).declaration
    }

    init(_ configuration: CommandOptions, _ context: StageContext) throws {
        let known: [LayerRequirement] =
            Keyphrases.requirements + Language.requirements + Sentences.requirements + Statistics.requirements
            + Summary.requirements
        try self.init(configuration, context, Self.declaration(of: configuration, among: known))
    }

    init(_ configuration: CommandOptions, _ context: StageContext, _ declaration: BatchDeclaration) {
        self.context = context
        pool = CommandPool(configuration, context)
        talk = CommandTalk(configuration, declaration, pool.hidden)
    }

    func process(_ articles: [Article], within limit: TimeSpan?) throws -> [Result<BatchAnswer, any Error>] {
        guard context.outside.allows(.command) else {
            let error = DocumentError("not-permitted", "programs may not be started here without '--allow command'")
            return articles.map { _ in .failure(error) }
        }
        var conversation = Conversation(articles, talk, pool, limit: limit ?? .seconds(60))
        return try conversation.run()
    }

    func restored(_ kept: [UInt8], _ article: Article) -> BatchAnswer.Outcome? {
        guard let json = try? JSONValue(parsing: kept, maximumBytes: .max) else { return nil }
        return try? talk.outcome(of: json, article)
    }

    var identity: Digest? { pool.identity }
    func obstacles() -> [OptionProblem] { pool.program.obstacles }
    func end(isDone: Bool) throws { try pool.end(isDone: isDone) }
}
