import Documents
import Foundation
import StageKit
import Testing

@testable import Run

/// Programs that crash, hang, say too much or keep back what they have to say.
@Suite(.timeLimit(.minutes(20))) struct TroubleTests {
    @Test(arguments: [Exchange.lines, .batches]) func onlyTheArticleAtWhichItEndsIsRefused(exchange: Exchange) throws {
        let stage = try Commanded(
            python: """
                if a['title'] == '17': sys.stderr.write('no seventeen\\n'); sys.exit(3)
                if a['title'] == '40': os.kill(os.getpid(), 11)
                say(a, n=int(a['title']))
                """
        ) { $0.exchange = exchange }
        let outcome = try stage.run(64)
        #expect(outcome.refused == ["17 command-ended", "40 command-ended"])
        #expect(outcome.reasons[0] == "the program ended at it by exit code 3; it said: 'no seventeen'")
        #expect(outcome.reasons[1].hasPrefix("the program ended at it by signal 11 ("))
        #expect(outcome.numbers == (0..<64).filter { $0 != 17 && $0 != 40 })
        #expect(stage.told.all.contains("one: no seventeen"))
    }

    @Test(arguments: [Exchange.lines, .batches]) func aProgramThatEndsAtEveryStartEndsTheRun(exchange: Exchange) throws
    {
        let stage = try Commanded(shell: "echo no library >&2; exit 127") { $0.exchange = exchange }
        let reason = failure { _ = try stage.run(64) }?.reason
        #expect(
            reason == "ended by exit code 127 before it answered anything, 5 times in a row; it said: 'no library'")
    }

    @Test func aProgramThatCannotBeStartedEndsTheRun() throws {
        let missing = try Commanded(shell: "") { $0.command = ["no-such-program"] }
        #expect(
            failure { _ = try missing.run(1) }?.reason.contains("there is no 'no-such-program' in the folders") == true)
        #expect(missing.runner.obstacles().map(\.option) == ["command"])
        let folder = try Commanded(shell: "") { $0.folder = "no/such/folder" }
        #expect(failure { _ = try folder.run(1) }?.reason.contains("No such file or directory") == true)
        #expect(folder.runner.obstacles().map(\.option) == ["folder"])
    }

    @Test(arguments: [Exchange.lines, .batches]) func anArticleThatTakesTooLongIsRefused(exchange: Exchange) throws {
        var policies = StagePolicies()
        policies.timeout = TimeSpan(milliseconds: 500)
        let stage = try Commanded(
            python: "if a['title'] == '5': time.sleep(600)\nsay(a, n=int(a['title']))", policies: policies
        ) {
            $0.exchange = exchange
            $0.start = TimeSpan(milliseconds: 1500)
        }
        let outcome = try stage.run(8)
        #expect(outcome.refused == ["5 timeout"] && outcome.numbers == [0, 1, 2, 3, 4, 6, 7])
    }

    /// What a process may take to load is no measure for one that hangs at its first article.
    @Test func aSecondArticleInARowThatTakesTooLongDoesNotWaitForAStart() throws {
        var policies = StagePolicies()
        policies.timeout = TimeSpan(milliseconds: 300)
        let stage = try Commanded(
            python: "if a['title'] in '45': time.sleep(600)\nsay(a, n=int(a['title']))", policies: policies
        ) { $0.start = .seconds(60) }
        #expect(try stage.run(4).numbers == [0, 1, 2, 3])
        let outcome = try stage.run(8)
        #expect(outcome.numbers == [0, 1, 2, 3, 6, 7])
        #expect(outcome.reasons.count == 2 && outcome.reasons.allSatisfy { !$0.contains("1m") }, "\(outcome.reasons)")
    }

    /// Every batch takes as long as the patience with it, which nobody would know the reason of.
    @Test func aProgramThatDoesNotEndBehindItsBatchIsToldOnce() throws {
        var policies = StagePolicies()
        policies.timeout = TimeSpan(milliseconds: 300)
        let stage = try Commanded(
            python: "say(a, n=1)\nif a['title'] == '7': time.sleep(600)", policies: policies
        ) { $0.exchange = .batches }
        for _ in 0..<2 { #expect(try stage.run(8).numbers.count == 8) }
        #expect(
            stage.told.all == [
                "one: the program had answered all articles of a batch and didn't end within 300ms, so it was killed: "
                    + "let it end when its input does"
            ])
    }

    /// What is printed beside the answers is charged to an article, whose own answer then comes out of its turn.
    @Test func theFirstLineThatIsNoAnswerIsQuoted() throws {
        let stage = try Commanded(
            python: "say(a, n=1)", setUp: "print('loading hush\\x1b[2J ' + 'x' * 200, flush=True)")
        let reason = failure { _ = try stage.run(4) }?.reason ?? ""
        #expect(
            reason.contains("a second time or out of its turn, after a line that is no answer: 'loading ${env:HUSH}"))
        #expect(reason.hasSuffix("xx…'") && reason.utf8.count < 220)
        // What comes with the last answers is found at the end.
        let late = try Commanded(python: "print('note', flush=True) if a['title'] == '3' else None\nsay(a, n=1)")
        #expect(try late.run(4).refused == ["3 command-output"])
        let surplus = failure { try late.runner.end(isDone: true) }?.reason ?? ""
        #expect(surplus.hasSuffix("out of its turn, after a line that is no answer: 'note'"))
    }

    @Test func aProgramThatKeepsItsAnswersBackIsFoundOut() throws {
        let stage = try Commanded(python: "print(json.dumps({'id': a['id'], 'n': 1}))") {
            $0.start = TimeSpan(milliseconds: 500)
        }
        let found = failure { _ = try stage.run(20) }
        #expect(found?.reason == "keeps its answers back until its input ends")
        #expect(found?.help.contains("jq --unbuffered") == true)
        let batches = try Commanded(python: "print(json.dumps({'id': a['id'], 'n': 1}))") { $0.exchange = .batches }
        #expect(try batches.run(20).numbers.count == 20)
    }

    @Test func anAnswerThatIsTooLongIsRefused() throws {
        let stage = try Commanded(
            python: "say(a, n=1) if a['title'] != '1' else print('x' * 100000, flush=True)"
        ) { $0.maximumLine = ByteSize(bytes: 1000) }
        let outcome = try stage.run(4)
        #expect(outcome.refused == ["1 command-output"] && outcome.numbers == [1, 1, 1])
        #expect(outcome.reasons == ["the program writes a line of more than 1000 bytes"])
    }

    @Test func greatArticlesAndAnswersGoThroughBothPipesAtOnce() throws {
        let stage = try Commanded(python: "say(a, text=a['text'], n=len(a['text']))")
        let text = String(repeating: "text ", count: 40_000).dropLast()
        #expect(try stage.run(30, text: String(text)).numbers == Array(repeating: text.count, count: 30))
    }

    @Test func whatFailsIsTriedAgain() throws {
        var policies = StagePolicies()
        policies.retry = RetryPolicy()
        policies.retry?.first = TimeSpan(milliseconds: 1)
        policies.retry?.codes = ["busy"]
        let stage = try Commanded(
            python: """
                tries[a['id']] = tries.get(a['id'], 0) + 1
                if a['title'] == '2' and tries[a['id']] < 3: say(a, error='busy', code='busy')
                elif a['title'] == '3': say(a, error='busy', code='busy')
                else: say(a, n=tries[a['id']])
                """, setUp: "tries = {}", policies: policies)
        let outcome = try stage.run(5)
        #expect(outcome.numbers == [1, 1, 3, 1] && outcome.reasons == ["busy (tried 3 times)"])
    }

    @Test func articlesWithTurnsAreGivenOneByOne() throws {
        var policies = StagePolicies()
        policies.rate = Rate("100000/s")
        #expect(try Commanded(python: "say(a, n=1)", policies: policies).run(9).numbers.count == 9)
    }

    @Test func aStoppedRunDoesNotWait() throws {
        let stage = try Commanded(
            python: "sys.stderr.write('%d\\n' % os.getpid()); sys.stderr.flush(); time.sleep(600)")
        let signal = stage.signal
        let told = stage.told
        let thread = Thread {
            while told.all.isEmpty { usleep(1000) }
            signal.stop()
        }
        thread.start()
        #expect(throws: CancellationError.self) { try stage.run(3) }
        let process = try #require(pid_t(told.all[0].dropFirst("one: ".count)))
        #expect(kill(process, 0) == -1 && errno == ESRCH)
    }

    @Test(arguments: [true, false]) func nothingIsLeftBehindAtTheEnd(isDone: Bool) throws {
        // A program that doesn't end with its input, and one that it has started itself.
        let stage = try Commanded(
            python: "say(a, n=os.getpid(), m=child)", setUp: "child = os.spawnlp(os.P_NOWAIT, 'sleep', 'sleep', '600')"
        ) { $0.values["m"] = .number }
        let article = try #require(try stage.run(1).articles.first)
        try stage.runner.end(isDone: isDone)
        for name in ["n", "m"] {
            guard case .number(let process) = article.layers.field(name, of: LayerKey(named: name)) else {
                Issue.record("no process")
                continue
            }
            // One that was started by the program is taken over by the system, which may take a moment to bury it.
            var isThere = true
            for _ in 0..<1000 where isThere {
                isThere = isAlive(pid_t(process))
                if isThere { usleep(10_000) }
            }
            #expect(!isThere, "\(name)")
        }
    }

    private func isAlive(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !status.contains(") Z ")
    }

    @Test func whatItSaysIsShownWithinBounds() throws {
        let stage = try Commanded(
            python: "sys.stderr.write('hush ' * 300 + '\\n' + 'x\\n' * 300)\nsys.stderr.flush()\nsay(a, n=1)")
        _ = try stage.run(1)
        try stage.runner.end(isDone: true)
        #expect(
            stage.told.all.count <= 101 && stage.told.all.last == "one: further messages of the program aren't shown")
        #expect(stage.told.all[0].hasPrefix("one: ${env:HUSH} ${env:HUSH}") && stage.told.all[0].utf8.count < 2000)
    }

    @Test func itsSurroundingsAreSmallAndDeclared() throws {
        setenv("GALLEY_TEST_SECRET", "1", 1)
        let stage = try Commanded(
            python: "say(a, names=sorted(os.environ), files=sorted(os.listdir('/proc/self/fd')), place=[os.getcwd()])"
        ) {
            $0.values = ["names": .texts, "files": .texts, "place": .texts]
            $0.environment = ["COLOUR": "blue"]
            $0.folder = "/usr/share"
        }
        let article = try #require(try stage.run(1).articles.first)
        func texts(_ name: String) -> [String] {
            guard case .texts(let texts) = article.layers.field(name, of: LayerKey(named: name)) else { return [] }
            return texts
        }
        #expect(Set(texts("names")).isSubset(of: ["COLOUR", "HOME", "LC_ALL", "PATH", "TMPDIR", "PWD", "SHLVL", "_"]))
        #expect(texts("names").contains("COLOUR") && !texts("names").contains("GALLEY_TEST_SECRET"))
        // The fourth is the folder that is being listed.
        #expect(texts("files") == ["0", "1", "2", "3"] && texts("place") == ["/usr/share"])
    }
}
