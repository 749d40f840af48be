import CommandLineKit
import TestRandom
import Testing

@Suite struct ParsingTests {
    private func run(_ line: String) throws -> Parsed {
        guard case .run(let parsed) = try Fixture.parse(line) else { throw NotRun() }
        return parsed
    }

    private struct NotRun: Error {}

    @Test(arguments: [
        "run x --jobs 4", "run x --jobs=4", "run x -j 4", "run x -j4", "run x -j=4", "run --jobs 4 x", "run -qj4 x",
        "run -qj 4 x", "run -j 9 x -j 4", "-v run -j4 x", "run x -j +4",
    ])
    func anOptionIsReadHoweverItIsSpelt(line: String) throws {
        let parsed = try run(line)
        #expect(parsed[Fixture.jobs] == 4)
        #expect(parsed[Fixture.definition] == "x")
    }

    @Test func whatIsNotGivenHasItsDefault() throws {
        let parsed = try run("run x")
        #expect(parsed[Fixture.jobs] == nil)
        #expect(parsed[Fixture.format] == .text)
        #expect(parsed[Fixture.sets] == [])
        #expect(parsed[Fixture.inputs] == [])
        #expect(!parsed[Fixture.strict])
        #expect(parsed[Fixture.verbose] == 0)
        #expect(!parsed.wasGiven(Fixture.format))
        #expect(parsed.commandPath == "galley run")
    }

    @Test func aChoiceIsACaseOfItsEnumeration() throws {
        let parsed = try run("run x -f csv-table")
        #expect(parsed[Fixture.format] == .csv)
        #expect(parsed.wasGiven(Fixture.format))
    }

    @Test func repeatedOptionsAddUp() throws {
        #expect(try run("run x --set a=1 --set=b=2 --set c=")[Fixture.sets] == ["a=1", "b=2", "c="])
    }

    @Test func theLastOfAFlagAndItsNegationCounts() throws {
        #expect(try run("run x --strict")[Fixture.strict])
        #expect(try run("run x -s --no-strict --strict")[Fixture.strict])
        #expect(try !run("run x --strict --no-strict")[Fixture.strict])
    }

    @Test(arguments: [("-v run x", 1), ("run x -vv", 2), ("-v run -v x --verbose", 3), ("run -vqv x", 2)])
    func optionsOfTheProgramStandBeforeOrAfterTheSubcommand(line: String, count: Int) throws {
        #expect(try run(line)[Fixture.verbose] == count)
    }

    @Test func twoHyphensEndTheOptions() throws {
        let parsed = try run("run -q -- --jobs -- -x --help")
        #expect(parsed[Fixture.quick])
        #expect(parsed[Fixture.definition] == "--jobs")
        #expect(parsed[Fixture.inputs] == ["--", "-x", "--help"])
    }

    @Test func aHyphenIsAnOrdinaryWord() throws {
        let parsed = try run("run - --log -")
        #expect(parsed[Fixture.definition] == "-")
        #expect(parsed[Fixture.log] == "-")
    }

    @Test func negativeNumbersAreValues() throws {
        let parsed = try run("run -7 --offset -5 --ratio -0.5")
        #expect(parsed[Fixture.offset] == -5)
        #expect(parsed[Fixture.ratio] == -0.5)
        #expect(parsed[Fixture.definition] == "-7")
    }

    @Test func aLetterThatIsADigitIsStillAnOption() throws {
        let one = Argument.flag("one", short: "1", help: "One column.")
        let words = Argument.positionals("word", .text, help: "Words.")
        let list = Command("list", abstract: "List.", arguments: [one, words])
        guard case .run(let parsed) = try list.parse(["-1", "-2"]) else { throw NotRun() }
        #expect(parsed[one])
        #expect(parsed[words] == ["-2"])
    }

    @Test func positionalArgumentsFillUpInOrder() throws {
        let full = try run("preview --at read doc-7 3")
        #expect(full[Fixture.stage] == "read")
        #expect(full[Fixture.document] == "doc-7")
        #expect(full[Fixture.limit] == 3)
        let least = try run("preview --at=read")
        #expect(least[Fixture.document] == nil)
        #expect(least[Fixture.limit] == 10)
    }

    @Test func wordsKeepTheirBytes() throws {
        let parsed = try run("run caf\u{65}\u{301}=ü --set ключ=значение")
        #expect(parsed[Fixture.definition].utf8.elementsEqual("cafe\u{301}=ü".utf8))
        #expect(parsed[Fixture.sets] == ["ключ=значение"])
    }

    @Test func subcommandsNest() throws {
        let parsed = try run("quarantine --no-color retry --all")
        #expect(parsed.path.map(\.name) == ["galley", "quarantine", "retry"])
        #expect(parsed.command.name == "retry")
        #expect(parsed[Fixture.all])
        #expect(parsed[Fixture.noColor])
    }

    @Test func theActionOfTheChosenCommandRuns() async throws {
        let number = Argument.positional("number", .integer, help: "The exit code.")
        let exit = Command("exit", abstract: "Exit.", arguments: [number]) { parsed in Int32(parsed[number]) }
        let program = Command("program", abstract: "A program.", subcommands: [exit])
        guard case .run(let parsed) = try program.parse(["exit", "3"]) else { throw NotRun() }
        #expect(try await parsed.command.action?(parsed) == 3)
    }

    @Test func aGroupWithAnActionNeedsNoSubcommand() throws {
        let group = Command("group", abstract: "A group.", subcommands: [Fixture.list]) { _ in 0 }
        guard case .run(let parsed) = try group.parse([]) else { throw NotRun() }
        #expect(parsed.command.name == "group")
    }

    @Test func noLineOfWordsCrashesTheParser() {
        let words = [
            "run", "preview", "quarantine", "retry", "help", "x", "-", "--", "---", "--=", "-=", "--set", "--set=",
            "-j4", "-j", "-vq", "--no-strict", "--strict=", "--no-", "-5", "\u{1B}[2J", "é", "-é", "", "--jobs=999",
            "=",
        ]
        let seed: UInt64 = 0x5EED
        var generator = SeededRandom(seed: seed)
        for round in 0..<20_000 {
            let line = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
                words.randomElement(using: &generator)
            }
            do throws(UsageError) {
                guard case .run(let parsed) = try Fixture.galley.parse(line) else { continue }
                if parsed.command.name == "run" { _ = (parsed[Fixture.definition], parsed[Fixture.inputs]) }
            } catch {
                let isOneMessage = !error.message.contains("\n") && !error.message.contains("\u{1B}")
                #expect(isOneMessage, "seed \(seed), round \(round): \(line)")
            }
        }
    }
}
