internal import Documents
internal import StageKit

/// Options of `run.command`.
struct CommandOptions: StageConfiguration {
    @Option("the program and its words, as they are: no shell looks at them", isRequired: true) var command = ["cat"]
    @Option("what of an article the program is given, besides its id") var sends: [SentPart] = [.title, .text]
    @Option("the layers that it is given as well, for example `sentences`") var reads: [String] = []
    @Option("what it gives for an article: layers on it, layers or nothing, another article, or several")
    var gives = Gift.layers
    @Option("the layers that its answers hold, for example `keyphrases`") var provides: [String] = []
    @Option("values of its own that its answers hold, by name: `text`, `texts`, `number` or `flag`")
    var values: [String: ValueType] = [:]
    @Option("how places in the text are counted, in what it is given and in what it answers")
    var offsets = OffsetUnit.bytes
    @Option("whether it lives on and answers line by line, or is started for each batch and answers until its end")
    var exchange = Exchange.lines
    @Option(
        "how long it may take from its start to its first answer; after that the stage's `timeout` counts, or 1m",
        in: TimeSpan(milliseconds: 10)...TimeSpan.seconds(86_400))
    var start = TimeSpan.seconds(30)
    @Option("the folder in which it works; unless given the one that galley works in") var folder: Path? = nil
    @Option("variables of its environment, besides PATH, HOME, TMPDIR and LC_ALL") var environment: [String: String] = [:]
    @Option("names the state of the program, where that isn't told by the files that `command` names")
    var version = ""
    @Option("the longest line that it may write", in: ByteSize(bytes: 64)...ByteSize(bytes: 1 << 30))
    var maximumLine = ByteSize.megabytes(16)

    /// Runs `cat`, which adds nothing.
    init() {}

    var problems: [OptionProblem] {
        var problems: [OptionProblem] = []
        if command.first?.isEmpty != false {
            problems.append(OptionProblem("command", "names no program", help: "begin with the program's name or path"))
        }
        for (index, word) in command.enumerated() where word.utf8.contains(0) {
            problems.append(OptionProblem("command", at: .element(index), "holds a zero byte", help: "remove it"))
        }
        for name in values.keys.sorted() {
            if let problem = Self.problem(ofValue: name) { problems.append(problem) }
        }
        for name in environment.keys.sorted()
        where name.isEmpty || name.contains("=") || name.utf8.contains(0)
            || environment[name]?.utf8.contains(0) == true
        {
            problems.append(
                OptionProblem("environment", at: .key(name), "names no variable '\(name)'", help: "write name: value"))
        }
        for (option, names) in [("reads", reads), ("provides", provides)] {
            for (index, name) in names.enumerated() where names.firstIndex(of: name) != index {
                problems.append(OptionProblem(option, at: .element(index), "names '\(name)' twice", help: "remove it"))
            }
        }
        return problems
    }

    /// What a value can't be named: it is a field of conditions, and a member of answers beside those of an article.
    private static func problem(ofValue name: String) -> OptionProblem? {
        let isWord =
            name.utf8.first.map { (0x61...0x7A).contains($0) } == true
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isWord else {
            return OptionProblem(
                "values", at: .key(name), "can't hold '\(name)'", help: "use small letters, digits and hyphens")
        }
        let taken =
            ["id", "error", "code", "drop", "documents"] + SentPart.allCases.flatMap { [$0.rawValue, $0.member] }
            + Article.fields.map(\.name)
        guard taken.contains(name) else { return nil }
        return OptionProblem(
            "values", at: .key(name), "can't hold '\(name)', which means something else", help: "give it another name")
    }
}

/// What a program gives.
enum Gift: String, OptionChoice {
    /// Layers on the article, which stays as it is.
    case layers
    /// The same, and it may leave articles out.
    case filter
    /// Another article in its place.
    case article
    /// Any number of articles.
    case documents
}

/// The type of a value that a definition declares.
enum ValueType: String, OptionChoice {
    case text
    case texts
    case number
    case flag

    var fieldType: FieldType {
        switch self {
        case .text: .text
        case .texts: .texts
        case .number: .number
        case .flag: .flag
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let type = ValueType(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected text, texts, number or flag")
        }
        self = type
    }
}

/// How a program is talked with.
enum Exchange: String, OptionChoice {
    /// It lives on, and answers each line before it needs another one.
    case lines
    /// It is started for each batch, finds the end of its input behind it, and ends.
    case batches
}
