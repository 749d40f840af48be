import StageKit
import TestRandom
import Testing

@testable import Run

/// Whatever a program writes, every article is accounted for, or the run ends and says why.
@Suite(.timeLimit(.minutes(20))) struct GarbageTests {
    /// Does one of many things at each article, by a number of its own.
    private static let program = """
        what = chance.randrange(12)
        answer = json.dumps({'id': a['id'], 'n': 1})
        if what == 0: print('garbage ' + chr(chance.randrange(0x110000 - 0x2000)).encode('utf-8', 'ignore').decode())
        elif what == 1: pass
        elif what == 2: print()
        elif what == 3: sys.stdout.buffer.write(bytes(chance.randrange(256) for _ in range(chance.randrange(300)))); print()
        elif what == 4: print(answer[:chance.randrange(len(answer))])
        elif what == 5: print('{"id": "%032x", "n": 2}' % chance.randrange(1 << 128))
        elif what == 6: os._exit(chance.randrange(4))
        elif what == 7: print('[' * chance.randrange(3000))
        elif what == 8: print(json.dumps({'id': a['id'], 'n': chance.choice(['1', None, [], {}, 1e400, True])}))
        elif what == 9: print(answer + answer)
        else: print(answer)
        sys.stdout.flush()
        """

    @Test(arguments: 0..<6) func theAccountBalances(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        var policies = StagePolicies()
        policies.timeout = TimeSpan(milliseconds: 300)
        for _ in 0..<3 {
            let stage = try Commanded(
                python: Self.program,
                setUp: "import random; chance = random.Random(\(random.next()) ^ (os.getpid() if \(seed % 2) else 0))",
                policies: policies
            ) {
                $0.start = TimeSpan(milliseconds: 1500)
                $0.exchange = seed % 3 == 2 ? .batches : .lines
            }
            do {
                let count = 1 + random.below(40)
                let outcome = try stage.run(count)
                // What is given was answered as declared; the rest is in quarantine, each article once.
                #expect(outcome.articles.count + outcome.refused.count == count)
                #expect(
                    Set(outcome.articles.map(\.title)).union(outcome.refused.map { String($0.prefix { $0 != " " }) })
                        .count == count)
                try stage.runner.end(isDone: true)
            } catch StageCallError.program(let stage, let reason, _) {
                #expect(stage == "one" && !reason.isEmpty)
            }
        }
    }
}
