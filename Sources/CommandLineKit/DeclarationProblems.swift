extension Command {
    /// What is wrong with the table itself, with the command it is about; empty for a sound one. For a test.
    ///
    /// A sound table has names of small letters, digits and hyphens; no name twice in reach of one command; no `help`
    /// nor `-h` of its own; no command with both subcommands and positional arguments; and among the positional
    /// arguments no required one after an optional one, and none after a repeating one.
    public var declarationProblems: [String] {
        problems(path: [self])
    }

    private func problems(path: [Command]) -> [String] {
        let options = OptionList(path: path).all
        let names = options.flatMap(\.allNames) + positionals.map(\.id)
        var found = repeated(names).map { "\($0) is declared twice" }
        found += repeated(subcommands.map(\.name)).map { "subcommand \($0) is declared twice" }
        found += (arguments.map(\.name) + [name]).filter { !isName($0) }.map { "\(quotation($0)) is not a name" }
        found += path.count == 1 && subcommand(named: "help") != nil ? ["subcommand help is built in"] : []
        found += self.options.filter { $0.short?.isASCII == false || $0.short == "-" || $0.short == "=" }
            .map { "\($0.id) has an unusable short name" }
        found += isGroup && !positionals.isEmpty ? ["subcommands and positional arguments exclude each other"] : []
        for (first, second) in zip(positionals, positionals.dropFirst()) {
            if first.isRepeating { found.append("\(second.id) can never be given after \(first.id)") }
            if second.isRequired, !first.isRequired { found.append("\(second.id) is required after an optional one") }
        }
        let commandPath = path.map(\.name).joined(separator: " ")
        return found.map { "\(commandPath): \($0)" } + subcommands.flatMap { $0.problems(path: path + [$0]) }
    }

    private func repeated(_ names: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for name in names { counts[name, default: 0] += 1 }
        return counts.filter { $0.value > 1 }.keys.sorted()
    }

    private func isName(_ text: String) -> Bool {
        let letters = text.utf8
        return !letters.isEmpty && letters.first != UInt8(ascii: "-")
            && letters.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
