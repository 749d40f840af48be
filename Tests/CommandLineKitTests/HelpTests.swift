import CommandLineKit
import Testing

@Suite struct HelpTests {
    private func text(_ line: String, width: Int = 80) throws -> String? {
        guard case .print(let text) = try Fixture.parse(line, width: width) else { return nil }
        return text
    }

    @Test(arguments: ["", "help", "--help", "-h", "-v", "--no-color -h", "--version --help", "help help"])
    func theProgramExplainsItself(line: String) throws {
        #expect(
            try text(line) == """
                OVERVIEW: Process documents with pipelines.

                USAGE: galley [--no-color] [--verbose ...] <subcommand>

                OPTIONS:
                  --no-color              Print without colours.
                  -v, --verbose           Say more; twice for even more.
                  --version               Show the version.
                  -h, --help              Show help information.

                SUBCOMMANDS:
                  run                     Run a pipeline.
                  preview                 Show a stage's output.
                  quarantine              Look after documents that failed.

                  See 'galley help <subcommand>' for detailed help.

                """)
    }

    @Test(arguments: [
        "run --help", "run -h", "help run", "--help run", "run x --zebra --help", "run --jobs -h", "run -qh",
        "run --jobs no --help x y z", "help run x --zebra",
    ])
    func aSubcommandExplainsItself(line: String) throws {
        #expect(
            try text(line) == """
                OVERVIEW: Run a pipeline.

                Reads the definition, checks it, and runs its stages. What was done before is
                not done again; a second run with nothing changed touches only what it must
                check.

                  An indented line stays as it is, however wide it may be, because it may be a table or a piece of a file.

                USAGE: galley run [--jobs <jobs>] [--offset <offset>] [--ratio <ratio>]
                                  [--format <format>] [--set <name=value> ...] [--strict]
                                  [--no-strict] [--quick] [--log <log>] <definition>
                                  [<input> ...]

                ARGUMENTS:
                  <definition>            The pipeline definition.
                  <input>                 Folders to read instead of the definition's.

                OPTIONS:
                  -j, --jobs <jobs>       How many documents to work on at the same time.
                                          (default: all processors)
                  --offset <offset>       Where to start. (default: 0)
                  --ratio <ratio>         A ratio.
                  -f, --format <format>   How to print the report. (values: text, json,
                                          csv-table; default: text)
                  --set <name=value>      Set a parameter.
                  -s, --strict/--no-strict
                                          Treat warnings as errors. (default: --no-strict)
                  -q, --quick             Skip what's slow [mostly]: "all" of it.
                  --log <log>             Where to log.
                  -h, --help              Show help information.

                GLOBAL OPTIONS:
                  --no-color              Print without colours.
                  -v, --verbose           Say more; twice for even more.

                EXAMPLES:
                  Run a pipeline on four cores:
                    $ galley run --jobs 4 digest.yaml

                """)
    }

    @Test func aGroupExplainsItself() throws {
        let page = try text("quarantine")
        #expect(page?.contains("USAGE: galley quarantine <subcommand>\n") == true)
        #expect(page?.contains("  See 'galley help quarantine <subcommand>' for detailed help.\n") == true)
        #expect(try text("help quarantine retry") == text("quarantine retry --help"))
    }

    @Test func theVersionIsPrintedAlone() throws {
        #expect(try text("--version") == "1.2.3\n")
    }

    @Test func helpAfterTwoHyphensIsAWord() throws {
        #expect(try text("run -- --help") == nil)
    }

    @Test(arguments: [40, 60, 80, 132])
    func linesFitTheTerminal(width: Int) throws {
        for line in ["help", "help run", "help preview", "help quarantine"] {
            let lines = try #require(try text(line, width: width)).split(separator: "\n")
            for line in lines where !line.contains("indented line") {
                #expect(line.count <= width, "\(line)")
            }
        }
    }

    @Test func aVeryNarrowTerminalIsTreatedAsAWiderOne() throws {
        #expect(try text("help run", width: 1) == text("help run", width: 40))
    }

    @Test func manyOptionsAreOneWordInTheUsage() {
        let flags = (0..<13).map { Argument.flag("flag\($0)", help: "A flag.") }
        let command = Command("many", abstract: "Many.", arguments: flags)
        guard case .print(let page)? = try? command.parse(["-h"]) else { return #expect(Bool(false), "no help") }
        #expect(page.contains("USAGE: many [<options>]\n"))
    }
}
