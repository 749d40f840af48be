import Definition
import Diagnostics
import StageKit
import Testing

/// The policies of stages: what is read, and what is told of what can't be.
@Suite struct PolicyTests {
    private func read(
        _ stage: String, parameters: String = "", overrides: [(name: String, value: String)] = []
    ) throws -> StagePolicies {
        let text = """
            galley: 1
            name: a
            \(parameters)
            stages: { read: { uses: a.b }, one: { uses: c.d, from: read, \(stage) } }
            """
        let (definition, problems) = DefinitionReader.read(SourceFile(path: "a.yaml", text: text), overrides: overrides)
        #expect(problems.isEmpty, "\(TerminalRenderer().render(problems))")
        return try #require(definition?["one"]).policies.values
    }

    @Test func nothingIsSaidUnlessItIs() throws {
        #expect(try read("on-error: skip").isEmpty)
        #expect(try read("on-error: skip").entries.isEmpty)
    }

    @Test func everyPolicyIsRead() throws {
        let policies = try read(
            "retry: { attempts: 5, first: 1s, factor: 3, most: 1m, jitter: 0.25, on: [busy, error] }, timeout: 90s, "
                + "rate: 600/min, max-failures: 0.5%, jobs: 2")
        #expect(policies.retry?.attempts == 5)
        #expect(policies.retry?.first == .seconds(1))
        #expect(policies.retry?.factor == 3)
        #expect(policies.retry?.most == .seconds(60))
        #expect(policies.retry?.jitter == 0.25)
        #expect(policies.retry?.codes == ["busy", "error"])
        #expect(policies.timeout == .seconds(90))
        #expect(policies.rate == Rate("600/min"))
        #expect(policies.maximumFailures == .share(0.5))
        #expect(policies.jobs == 2)
        #expect(
            policies.entries.map { "\($0.key): \($0.value)" } == [
                "retry: {attempts: 5, first: 1s, factor: 3, most: 1m, jitter: 0.25, on: [busy, error]}", "timeout: 90s",
                "rate: 600/min", "max-failures: 0.5%", "jobs: 2",
            ])
    }

    @Test func theShortFormsAreShort() throws {
        let policies = try read("retry: 4, max-failures: 1_000, rate: 5 / m, timeout: 5 min")
        #expect(policies.retry?.text == "4")
        #expect(policies.retry?.codes == nil)
        #expect(policies.maximumFailures == .documents(1000))
        #expect(policies.rate?.text == "5/min")
        #expect(policies.timeout?.optionText == "5m")
        #expect(try read("retry: {}").retry == RetryPolicy())
        #expect(try read("retry: { on: busy }").retry?.codes == ["busy"])
    }

    /// A longest wait that nobody wrote doesn't cut a first one that somebody did.
    @Test func aLongFirstWaitStays() throws {
        #expect(try read("retry: { first: 5m }").retry?.most == .seconds(300))
    }

    @Test func parametersCanStandThere() throws {
        let policies = try read(
            "retry: \"${attempts}\", timeout: \"${time}\", max-failures: \"${share}\", jobs: \"${jobs}\"",
            parameters: "parameters: { attempts: 2, time: 30s, share: 5%, jobs: 1 }",
            overrides: [("attempts", "7"), ("time", "2h")])
        #expect(policies.retry?.attempts == 7)
        #expect(policies.timeout == .seconds(7200))
        #expect(policies.maximumFailures == .share(5))
        #expect(policies.jobs == 1)
    }

    @Test func anIncludedStageKeepsThem() throws {
        let front = "galley: 1\nname: front\nstages: { read: { uses: a.b, rate: 3/h, max-failures: 4 } }\n"
        let text =
            "galley: 1\nname: a\ninclude: { front: front.yaml }\nstages: { one: { uses: c.d, from: front } }\n"
        let (definition, problems) = DefinitionReader.read(
            SourceFile(path: "a.yaml", text: text), reading: BadDefinition.reading(["front.yaml": front]))
        #expect(problems.isEmpty)
        let policies = try #require(definition?["front.read"]).policies.values
        #expect(policies.rate?.text == "3/h" && policies.maximumFailures == .documents(4))
    }

    @Test(arguments: cases)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let cases: [BadDefinition] = [
        BadDefinition(
            "policies of the wrong kind",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b, retry: often, timeout: 30, rate: 10, max-failures: 3 of 4, jobs: 1.5 }

            """#,
            reports: #"""
                a.yaml:4:29: error: 'retry' of stage 'read' must be a number of attempts, or a mapping, found text 'often' [definition.type]
                  4 |   read: { uses: a.b, retry: often, timeout: 30, rate: 10, max-failures: 3 of 4, jobs: 1.5 }
                    |                             ^~~~~
                  help: for example 'retry: 3', or 'retry: { attempts: 5, first: 1s }'
                a.yaml:4:45: error: 'timeout' of stage 'read' must be a time such as 200ms, 30s, 5m or 2h, found the number 30 [definition.type]
                  4 |   read: { uses: a.b, retry: often, timeout: 30, rate: 10, max-failures: 3 of 4, jobs: 1.5 }
                    |                                             ^~
                  help: write '30s' for seconds
                a.yaml:4:55: error: 'rate' of stage 'read' must be a rate such as 10/s, 600/min or 1000/h, found the number 10 [definition.type]
                  4 |   read: { uses: a.b, retry: often, timeout: 30, rate: 10, max-failures: 3 of 4, jobs: 1.5 }
                    |                                                       ^~
                  help: write '10/s', '10/min' or '10/h'
                a.yaml:4:73: error: 'max-failures' of stage 'read' must be a number of documents, or a share such as 5%, found text '3 of 4' [definition.type]
                  4 |   read: { uses: a.b, retry: often, timeout: 30, rate: 10, max-failures: 3 of 4, jobs: 1.5 }
                    |                                                                         ^~~~~~
                a.yaml:4:87: error: 'jobs' of stage 'read' must be a whole number, found the number 1.5 [definition.type]
                  4 |   read: { uses: a.b, retry: often, timeout: 30, rate: 10, max-failures: 3 of 4, jobs: 1.5 }
                    |                                                                                       ^~~

                """#),
        BadDefinition(
            "waits that contradict each other",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b, retry: { first: 1m, most: 10s } }
              one: { uses: a.b, from: read, retry: { most: 100ms } }

            """#,
            reports: #"""
                a.yaml:4:48: error: 'most' of 'retry' of stage 'read' is less than 'first', which is 1m [definition.policy]
                  4 |   read: { uses: a.b, retry: { first: 1m, most: 10s } }
                    |                                                ^~~
                  help: swap them
                a.yaml:4:38: note: 'first' stands here
                  4 |   read: { uses: a.b, retry: { first: 1m, most: 10s } }
                    |                                      ^~
                a.yaml:5:48: error: 'most' of 'retry' of stage 'one' is less than 'first', which is 200ms, as it is unless given [definition.policy]
                  5 |   one: { uses: a.b, from: read, retry: { most: 100ms } }
                    |                                                ^~~~~
                  help: give 'first', too

                """#),
        BadDefinition(
            "policies that are out of range",
            #"""
            galley: 1
            name: a
            parameters: { jobs: 1000 }
            stages:
              read: { uses: a.b, retry: 101, timeout: 0ms, max-failures: 100.5%, jobs: "${jobs}" }
              one: { uses: a.b, from: read, retry: { attempts: 0, factor: 0.5, jitter: 1.5, on: [] }, max-failures: -3 }

            """#,
            reports: #"""
                a.yaml:5:29: error: 'retry' of stage 'read' must be 1 to 100, found 101 [definition.policy]
                  5 |   read: { uses: a.b, retry: 101, timeout: 0ms, max-failures: 100.5%, jobs: "${jobs}" }
                    |                             ^~~
                a.yaml:5:43: error: 'timeout' of stage 'read' must be longer than 0s [definition.policy]
                  5 |   read: { uses: a.b, retry: 101, timeout: 0ms, max-failures: 100.5%, jobs: "${jobs}" }
                    |                                           ^~~
                  help: for example 'timeout: 30s'
                a.yaml:5:62: error: 'max-failures' of stage 'read' must be 0% to 100%, found 100.5% [definition.policy]
                  5 |   read: { uses: a.b, retry: 101, timeout: 0ms, max-failures: 100.5%, jobs: "${jobs}" }
                    |                                                              ^~~~~~
                a.yaml:5:76: error: 'jobs' of stage 'read' must be 1 to 256, found 1000 [definition.policy]
                  5 |   read: { uses: a.b, retry: 101, timeout: 0ms, max-failures: 100.5%, jobs: "${jobs}" }
                    |                                                                            ^~~~~~~~~
                a.yaml:3:21: note: the value comes from parameter 'jobs'
                  3 | parameters: { jobs: 1000 }
                    |                     ^~~~
                a.yaml:6:52: error: 'attempts' of 'retry' of stage 'one' must be 1 to 100, found 0 [definition.policy]
                  6 | …e: { uses: a.b, from: read, retry: { attempts: 0, factor: 0.5, jitter: 1.5, on: [] }, max-fa…
                    |                                                 ^
                a.yaml:6:63: error: 'factor' of 'retry' of stage 'one' must be 1 to 100, found 0.5 [definition.policy]
                  6 | …a.b, from: read, retry: { attempts: 0, factor: 0.5, jitter: 1.5, on: [] }, max-failures: -3 …
                    |                                                 ^~~
                a.yaml:6:76: error: 'jitter' of 'retry' of stage 'one' must be 0 to 1, found 1.5 [definition.policy]
                  6 | ….b, from: read, retry: { attempts: 0, factor: 0.5, jitter: 1.5, on: [] }, max-failures: -3 }
                    |                                                             ^~~
                a.yaml:6:85: error: 'on' of 'retry' of stage 'one' must be the code of an error, or a list of one or more, found a list [definition.type]
                  6 | ….b, from: read, retry: { attempts: 0, factor: 0.5, jitter: 1.5, on: [] }, max-failures: -3 }
                    |                                                                      ^~
                  help: the quarantine's index tells the code of every document in it
                a.yaml:6:105: error: 'max-failures' of stage 'one' can't be less than 0 [definition.policy]
                  6 | ….b, from: read, retry: { attempts: 0, factor: 0.5, jitter: 1.5, on: [] }, max-failures: -3 }
                    |                                                                                          ^~

                """#),
        BadDefinition(
            "policies that are empty, and keys that aren't known",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b, retry: , timeout: , rate: [1/s] }
              one: { uses: a.b, from: read, retry: { delay: 1s, wiat: 2s, on: { a: b } } }
              two: { uses: a.b, from: read, timeuot: 30s, workers: 2 }

            """#,
            reports: #"""
                a.yaml:4:22: error: 'retry' of stage 'read' must be a number of attempts, or a mapping, found nothing [definition.type]
                  4 |   read: { uses: a.b, retry: , timeout: , rate: [1/s] }
                    |                      ^~~~~
                  help: for example 'retry: 3', or 'retry: { attempts: 5, first: 1s }'
                a.yaml:4:31: error: 'timeout' of stage 'read' must be a time such as 200ms, 30s, 5m or 2h, found nothing [definition.type]
                  4 |   read: { uses: a.b, retry: , timeout: , rate: [1/s] }
                    |                               ^~~~~~~
                a.yaml:4:48: error: 'rate' of stage 'read' must be a rate such as 10/s, 600/min or 1000/h, found a list [definition.type]
                  4 |   read: { uses: a.b, retry: , timeout: , rate: [1/s] }
                    |                                                ^~~~~
                a.yaml:5:42: error: 'retry' of stage 'one' has no key 'delay' [definition.unknown-key]
                  5 |   one: { uses: a.b, from: read, retry: { delay: 1s, wiat: 2s, on: { a: b } } }
                    |                                          ^~~~~
                  help: did you mean 'first'?
                a.yaml:5:53: error: 'retry' of stage 'one' has no key 'wiat' [definition.unknown-key]
                  5 |   one: { uses: a.b, from: read, retry: { delay: 1s, wiat: 2s, on: { a: b } } }
                    |                                                     ^~~~
                  help: one of attempts, first, factor, most, jitter, on
                a.yaml:5:67: error: 'on' of 'retry' of stage 'one' must be the code of an error, or a list of one or more, found a mapping [definition.type]
                  5 |   one: { uses: a.b, from: read, retry: { delay: 1s, wiat: 2s, on: { a: b } } }
                    |                                                                   ^~~~~~~~
                  help: the quarantine's index tells the code of every document in it
                a.yaml:6:33: error: stage 'two' has no key 'timeuot' [definition.unknown-key]
                  6 |   two: { uses: a.b, from: read, timeuot: 30s, workers: 2 }
                    |                                 ^~~~~~~
                  help: did you mean 'timeout'?
                a.yaml:6:47: error: stage 'two' has no key 'workers' [definition.unknown-key]
                  6 |   two: { uses: a.b, from: read, timeuot: 30s, workers: 2 }
                    |                                               ^~~~~~~
                  help: did you mean 'jobs'?

                """#),
        BadDefinition(
            "policies from the environment",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b, retry: "${env:A:-3}", timeout: "${env:B:-30s}" }
              one: { uses: a.b, from: read, retry: { attempts: "${env:A:-3}", on: ["${env:C:-busy}"] } }

            """#,
            reports: #"""
                a.yaml:4:29: error: 'retry' of stage 'read' can't come from the environment [definition.secret]
                  4 |   read: { uses: a.b, retry: "${env:A:-3}", timeout: "${env:B:-30s}" }
                    |                             ^~~~~~~~~~~~~
                  help: values from the environment are secret; use a parameter
                a.yaml:4:53: error: 'timeout' of stage 'read' can't come from the environment [definition.secret]
                  4 |   read: { uses: a.b, retry: "${env:A:-3}", timeout: "${env:B:-30s}" }
                    |                                                     ^~~~~~~~~~~~~~~
                  help: values from the environment are secret; use a parameter
                a.yaml:5:52: error: 'attempts' of 'retry' of stage 'one' can't come from the environment [definition.secret]
                  5 |   one: { uses: a.b, from: read, retry: { attempts: "${env:A:-3}", on: ["${env:C:-busy}"] } }
                    |                                                    ^~~~~~~~~~~~~
                  help: values from the environment are secret; use a parameter
                a.yaml:5:72: error: 'on' of 'retry' of stage 'one' can't come from the environment [definition.secret]
                  5 |   one: { uses: a.b, from: read, retry: { attempts: "${env:A:-3}", on: ["${env:C:-busy}"] } }
                    |                                                                        ^~~~~~~~~~~~~~~~
                  help: values from the environment are secret; use a parameter

                """#),
    ]
}
