internal import StageKit

/// Whether the options of a stage type are documented and bounded, and their defaults right.
enum OptionCheck {
    static func check<S: StageType>(_ type: S.Type, _ findings: inout Findings) {
        let configuration = S.Configuration()
        for option in type.descriptor.options { check(option, &findings) }
        for child in Mirror(reflecting: configuration).children where !(child.value is any AnyOption) {
            let name = child.label ?? "?"
            findings.add(
                .options, "the property '\(name)' of the configuration is no option: no definition can set it",
                help: "write @Option(\"what it does\") var \(name) = …, or make it a computed property")
        }
        if let problem = configuration.problems.first(where: { !$0.isWarning }) {
            findings.add(
                .defaults, "the default configuration can't be: option '\(problem.option)' \(problem.message)",
                help:
                    "give '\(problem.option)' a default that works; where there is none, isRequired: true and an example"
            )
        }
        checkWriting(configuration, type, &findings)
    }

    private static func check(_ option: OptionDescription, _ findings: inout Findings) {
        if option.help.count <= 10 || option.help.hasSuffix(".") || option.help.contains("\n") {
            findings.add(
                .options, "the help of option '\(option.name)' is '\(option.help)'",
                help: "say in a line without a full stop what it does")
        }
        if isNumber(option.kind), option.limits == nil {
            findings.add(
                .options, "option '\(option.name)' has no limits",
                help: "give the least and the greatest value that make sense: in: 1...50")
        }
    }

    private static func isNumber(_ kind: OptionKind) -> Bool {
        switch kind {
        case .wholeNumber, .number, .size, .time: true
        case .optional(let kind): isNumber(kind)
        default: false
        }
    }

    /// The defaults, written out as a definition would have them, give the defaults again.
    private static func checkWriting<C: StageConfiguration, S: StageType>(
        _ configuration: C, _ type: S.Type, _ findings: inout Findings
    ) {
        let written = findings.attempt(.defaults, "writing out the default configuration") {
            try ConfigurationText.mapping(of: configuration)
        }
        guard let written else { return }
        let (read, problems) = ConfigurationText.read(written, C.self, of: type.name)
        guard let read else {
            return findings.add(
                .defaults,
                "a definition with the defaults, \(written), is refused: \(problems.joined(separator: "; "))",
                help: "give defaults that are within the limits")
        }
        let texts = { (configuration: C) in
            OptionTable.options(of: configuration).map { "\($0.property): \($0.option.valueText)" }
        }
        findings.compare(
            .defaults, texts(configuration), texts(read), "a definition with the defaults gives others",
            help: "let an option's type read what it writes: `init(from:)` and `encode(to:)`")
    }
}
