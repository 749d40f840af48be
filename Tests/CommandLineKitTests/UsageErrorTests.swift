import CommandLineKit
import Testing

@Suite struct UsageErrorTests {
    private func failure(_ line: String) -> UsageError? {
        do throws(UsageError) {
            _ = try Fixture.parse(line)
            return nil
        } catch {
            return error
        }
    }

    @Test func theWholeTextNamesTheMistakeTheUsageAndTheHelp() {
        #expect(
            failure("preview --att read")?.description == """
                Error: Unknown option '--att'. Did you mean '--at'?
                Usage: galley preview --at <stage> [<document>] [<limit>]
                  See 'galley preview --help' for more information.
                """)
        #expect(
            failure("rum")?.description == """
                Error: Unknown subcommand 'rum'. Did you mean 'run'?
                Usage: galley [--no-color] [--verbose ...] <subcommand>
                  See 'galley --help' for more information.
                """)
        #expect(UsageError.exitCode == 64)
    }

    @Test(arguments: [
        ("run x --fromat json", UsageError.Code.unknownOption, "Unknown option '--fromat'. Did you mean '--format'?"),
        ("run x --form=json", .unknownOption, "Unknown option '--form'. Did you mean '--format'?"),
        ("run x --no-stric", .unknownOption, "Unknown option '--no-stric'. Did you mean '--no-strict'?"),
        (
            "run x -format json", .invalidValue,
            "The value 'ormat' is invalid for '--format <format>': expected 'text', 'json' or 'csv-table'"
        ),
        ("run x -log", .unknownOption, "Unknown option '-l'. Did you mean '--log'?"),
        ("run x --zebra", .unknownOption, "Unknown option '--zebra'"),
        ("run --zebra -- --help", .unknownOption, "Unknown option '--zebra'"),
        ("run x -qz", .unknownOption, "Unknown option '-z'"),
        ("--strict run x", .unknownOption, "Unknown option '--strict' before the subcommand. Write it after 'run'"),
        ("run x --version", .unknownOption, "Unknown option '--version'"),
        ("quarantine lst", .unknownSubcommand, "Unknown subcommand 'lst'. Did you mean 'list'?"),
        ("help rnu", .unknownSubcommand, "Unknown subcommand 'rnu'. Did you mean 'run'?"),
        ("help zebra", .unknownSubcommand, "Unknown subcommand 'zebra'"),
        ("rnu --help", .unknownSubcommand, "Unknown subcommand 'rnu'. Did you mean 'run'?"),
        ("zebra", .unknownSubcommand, "Unknown subcommand 'zebra'"),
        ("run x --jobs", .missingValue, "Missing value for '--jobs <jobs>'"),
        ("run x --set --strict", .missingValue, "Missing value for '--set <name=value>'"),
        (
            "run x --set -x=1", .missingValue,
            "Missing value for '--set <name=value>'. If '-x=1' is meant, write '--set=-x=1'"
        ),
        ("run x -j -- 4", .missingValue, "Missing value for '--jobs <jobs>'"),
        ("run x --quick=yes", .unexpectedValue, "The option '--quick' takes no value, but 'yes' was given"),
        ("run x --no-strict=", .unexpectedValue, "The option '--no-strict' takes no value, but '' was given"),
        ("run x -q=yes", .unexpectedValue, "The option '-q' takes no value, but 'yes' was given"),
        (
            "run x -j many", .invalidValue,
            "The value 'many' is invalid for '--jobs <jobs>': expected a whole number from 1 to 512"
        ),
        (
            "run x -j 0", .invalidValue,
            "The value '0' is invalid for '--jobs <jobs>': expected a whole number from 1 to 512"
        ),
        (
            "run x --jobs 99999999999999999999", .invalidValue,
            "The value '99999999999999999999' is invalid for '--jobs <jobs>': expected a whole number from 1 to 512"
        ),
        (
            "run x --offset 1.5", .invalidValue,
            "The value '1.5' is invalid for '--offset <offset>': expected a whole number"
        ),
        (
            "run x --ratio nan", .invalidValue,
            "The value 'nan' is invalid for '--ratio <ratio>': expected a number from -1.0 to 1.0"
        ),
        (
            "run x --format jsn", .invalidValue,
            "The value 'jsn' is invalid for '--format <format>': expected 'text', 'json' or 'csv-table'. Did you mean 'json'?"
        ),
        ("run x --log=", .invalidValue, "The value '' is invalid for '--log <log>': expected the path of a file"),
        (
            "preview --at read d -3", .invalidValue,
            "The value '-3' is invalid for '<limit>': expected a whole number of at least 1"
        ),
        ("run", .missingArgument, "Missing expected argument '<definition>'"),
        ("preview", .missingArgument, "Missing expected argument '--at <stage>'"),
        ("preview --at read a 1 b", .unexpectedArgument, "Unexpected argument 'b'"),
        ("preview --at read a 1 b c d", .unexpectedArgument, "3 unexpected arguments: 'b', 'c' and 'd'"),
        ("quarantine list x", .unexpectedArgument, "Unexpected argument 'x'"),
        ("run x --\u{1B}[2J", .unknownOption, "Unknown option '--\\u{1B}[2J'"),
    ])
    func theMessageSaysWhatIsWrong(line: String, code: UsageError.Code, message: String) {
        let error = failure(line)
        #expect(error?.message == message)
        #expect(error?.code == code)
    }

    @Test func theFirstMistakeIsTheOneReported() {
        #expect(failure("run --zebra --jobs no")?.message == "Unknown option '--zebra'")
    }

    @Test func theProgramCanRejectWhatItFindsItself() throws {
        guard case .run(let parsed) = try Fixture.parse("quarantine retry") else { return }
        #expect(
            parsed.usageError("'--all' and '<document>' exclude each other").description == """
                Error: '--all' and '<document>' exclude each other
                Usage: galley quarantine retry [--all]
                  See 'galley quarantine retry --help' for more information.
                """)
    }

    @Test func severalMissingArgumentsAreNamedTogether() {
        let from = Argument.positional("from", .text, help: "")
        let to = Argument.positional("to", .text, help: "")
        let copy = Command("copy", abstract: "Copy.", arguments: [from, to])
        #expect(throws: UsageError.self) { try copy.parse([]) }
        do throws(UsageError) {
            _ = try copy.parse([])
        } catch {
            #expect(error.message == "Missing expected arguments '<from>' and '<to>'")
        }
    }
}
