/// Reads a command line from left to right.
///
/// Options may stand before, between and after positional arguments; `--` ends them; `-` is a positional argument
/// (standard input, by custom); a negative number is a value, unless the command has an option of that digit.
/// Another word that begins with a hyphen is never taken for the value of the option before it; `--name=-x` is the
/// way to give one.
struct Parser {
    private let width: Int
    private var path: [Command]
    private var command: Command
    private var texts: [String: [String]] = [:]
    private var words: [String] = []
    private var isHelpWanted = false

    init(root: Command, width: Int) {
        path = [root]
        command = root
        self.width = width
    }

    mutating func parse(_ arguments: [String]) throws(UsageError) -> Request {
        var input = arguments[...]
        do {
            try readWords(&input)
        } catch {
            // Help for another command than the one that was meant would mislead.
            guard isHelpWanted || asksForHelp(input), error.code != .unknownSubcommand else { throw error }
            isHelpWanted = true
        }
        if isHelpWanted || (command.isGroup && command.action == nil && !isVersionWanted) {
            return .print(HelpPage(path: path).text(width: width))
        }
        if isVersionWanted, let version = path.first?.version {
            return .print(version + "\n")
        }
        try assignPositionals()
        try checkRequired()
        return .run(Parsed(path: path, command: command, texts: texts, width: width))
    }

    // MARK: Words

    private mutating func readWords(_ input: inout ArraySlice<String>) throws(UsageError) {
        while let word = input.popFirst() {
            if word == "--" {
                words += input
                input = []
            } else if word.hasPrefix("--") {
                try readLongOption(word, &input)
            } else if word.hasPrefix("-") && word != "-" && !isNegativeNumber(word) {
                try readShortOptions(word, &input)
            } else {
                try readPlainWord(word)
            }
        }
    }

    private mutating func readPlainWord(_ word: String) throws(UsageError) {
        guard command.isGroup else {
            words.append(word)
            return
        }
        if let next = command.subcommand(named: word) {
            path.append(next)
            command = next
        } else if word == "help" && path.count == 1 {
            isHelpWanted = true
        } else {
            throw failure(
                .unknownSubcommand,
                "Unknown subcommand \(quotation(word))"
                    + didYouMean(Suggestion.closest(to: word, among: command.subcommands.map(\.name))))
        }
    }

    // MARK: Options

    private mutating func readLongOption(_ word: String, _ input: inout ArraySlice<String>) throws(UsageError) {
        let equals = word.firstIndex(of: "=")
        let name = String(word[..<(equals ?? word.endIndex)])
        let attached = equals.map { String(word[word.index(after: $0)...]) }
        guard let option = options.first(where: { $0.longNames.contains(name) }) else {
            throw unknownOption(name)
        }
        if option.takesValue {
            try readValue(of: option, attached: attached, &input)
        } else if let attached {
            throw failure(
                .unexpectedValue, "The option '\(name)' takes no value, but \(quotation(attached)) was given")
        } else {
            turn(option, to: name == "--no-\(option.name)" ? Flag.off : Flag.on)
        }
    }

    private mutating func readShortOptions(_ word: String, _ input: inout ArraySlice<String>) throws(UsageError) {
        var rest = word.dropFirst()
        while let letter = rest.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw unknownOption("-\(letter)", in: word)
            }
            guard option.takesValue else {
                turn(option, to: Flag.on)
                if rest.first == "=" {
                    throw failure(
                        .unexpectedValue,
                        "The option '-\(letter)' takes no value, but \(quotation(String(rest.dropFirst()))) was given")
                }
                continue
            }
            let attached = rest.isEmpty ? nil : String(rest.first == "=" ? rest.dropFirst() : rest)
            return try readValue(of: option, attached: attached, &input)
        }
    }

    private mutating func readValue(
        of option: ArgumentDefinition, attached: String?, _ input: inout ArraySlice<String>
    ) throws(UsageError) {
        let isNextAValue = input.first.map { !$0.hasPrefix("-") || $0 == "-" || Self.isNumber($0) } ?? false
        guard let value = attached ?? (isNextAValue ? input.popFirst() : nil) else {
            throw missingValue(for: option, before: input.first)
        }
        try check(value, for: option)
        texts[option.id, default: []].append(value)
    }

    private mutating func turn(_ flag: ArgumentDefinition, to value: String) {
        texts[flag.id, default: []].append(value)
        if flag.id == ArgumentDefinition.help.id { isHelpWanted = true }
    }

    // MARK: After the last word

    private mutating func assignPositionals() throws(UsageError) {
        var rest = words[...]
        for positional in command.positionals where !rest.isEmpty {
            let values = positional.isRepeating ? rest : rest.prefix(1)
            for value in values { try check(value, for: positional) }
            texts[positional.id] = Array(values)
            rest = rest.dropFirst(values.count)
        }
        guard let first = rest.first else { return }
        throw failure(
            .unexpectedArgument,
            rest.count == 1
                ? "Unexpected argument \(quotation(first))"
                : "\(rest.count) unexpected arguments: \(alternatives(Array(rest), conjunction: "and"))")
    }

    private func checkRequired() throws(UsageError) {
        let missing = path.flatMap(\.arguments).filter { $0.isRequired && texts[$0.id] == nil }.map(\.display)
        guard !missing.isEmpty else { return }
        throw failure(
            .missingArgument,
            "Missing expected argument\(missing.count == 1 ? "" : "s") \(alternatives(missing, conjunction: "and"))")
    }

    private func check(_ value: String, for argument: ArgumentDefinition) throws(UsageError) {
        guard let syntax = argument.syntax, !syntax.accepts(value) else { return }
        throw failure(
            .invalidValue,
            "The value \(quotation(value)) is invalid for '\(argument.display)': expected \(syntax.expectation)"
                + didYouMean(Suggestion.closest(to: value, among: syntax.choices)))
    }

    // MARK: Looking around

    private var options: [ArgumentDefinition] { OptionList(path: path).all }

    private var isVersionWanted: Bool { texts[ArgumentDefinition.version.id] != nil && path.first?.version != nil }

    private func asksForHelp(_ input: ArraySlice<String>) -> Bool {
        input.prefix { $0 != "--" }.contains { ArgumentDefinition.help.allNames.contains($0) }
    }

    private func isNegativeNumber(_ word: String) -> Bool {
        Self.isNumber(word) && !options.contains { $0.short == word.dropFirst().first }
    }

    private static func isNumber(_ word: String) -> Bool {
        guard let second = word.utf8.dropFirst().first else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second) && Double(word)?.isFinite == true
    }

    private func unknownOption(_ name: String, in word: String? = nil) -> UsageError {
        let known = options.flatMap(\.longNames)
        var message = "Unknown option \(quotation(name))"
        if let word, known.contains("-" + word) {
            message += didYouMean("-" + word)
        } else if let owner = command.subcommands.first(where: { $0.options.contains { $0.allNames.contains(name) } }) {
            message += " before the subcommand. Write it after '\(owner.name)'"
        } else if name.hasPrefix("--") {
            message += didYouMean(Suggestion.closest(to: name, among: known))
        }
        return failure(.unknownOption, message)
    }

    private func missingValue(for option: ArgumentDefinition, before next: String?) -> UsageError {
        var message = "Missing value for '\(option.display)'"
        if let next, next != "--", !options.contains(where: { $0.allNames.contains(next) }) {
            message += ". If \(quotation(next)) is meant, write \(quotation("\(option.id)=\(next)"))"
        }
        return failure(.missingValue, message)
    }

    private func didYouMean(_ suggestion: String?) -> String {
        suggestion.map { ". Did you mean '\($0)'?" } ?? ""
    }

    private func failure(_ code: UsageError.Code, _ message: String) -> UsageError {
        UsageError(
            code: code, message: message, usage: UsageLine(path: path).text(title: "Usage: ", width: width),
            commandPath: path.map(\.name).joined(separator: " "))
    }
}
