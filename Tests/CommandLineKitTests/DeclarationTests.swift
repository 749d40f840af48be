import CommandLineKit
import Testing

@Suite struct DeclarationTests {
    @Test func aSoundTableHasNoProblems() {
        #expect(Fixture.galley.declarationProblems == [])
    }

    @Test func everyRuleIsChecked() {
        let one = Argument.flag("jobs", short: "v", help: "")
        let bad = Argument.flag("Bad Name", short: "=", help: "")
        let host = Argument.flag("host", short: "h", help: "")
        let many = Argument.positionals("many", .text, help: "")
        let last = Argument.positional("last", .text, help: "")
        let leaf = Command("leaf", abstract: "", arguments: [one, one, bad, host, many, last])
        let group = Command("group", abstract: "", arguments: [last], subcommands: [Fixture.list, Fixture.list])
        let root = Command(
            "root", abstract: "", arguments: [Fixture.verbose],
            subcommands: [leaf, group, Command("help", abstract: "")])
        #expect(
            root.declarationProblems == [
                "root: subcommand help is built in",
                "root leaf: --jobs is declared twice",
                "root leaf: -h is declared twice",
                "root leaf: -v is declared twice",
                "root leaf: 'Bad Name' is not a name",
                "root leaf: --Bad Name has an unusable short name",
                "root leaf: <last> can never be given after <many>",
                "root leaf: <last> is required after an optional one",
                "root group: subcommand list is declared twice",
                "root group: subcommands and positional arguments exclude each other",
            ])
    }
}
