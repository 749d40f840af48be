import Testing

/// Ids, edges, policies and conditions.
@Suite struct GraphGallery {
    @Test(arguments: cases)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let cases: [BadDefinition] = [
        BadDefinition(
            "bad ids",
            #"""
            galley: 1
            name: a
            stages:
              Read Files: { uses: ingest.files }
              1st: { uses: a.b, from: read }
              é: { uses: a.b }

            """#,
            reports: #"""
                a.yaml:4:3: error: 'Read Files' can't be the id of a stage [definition.bad-id]
                  4 |   Read Files: { uses: ingest.files }
                    |   ^~~~~~~~~~
                  help: write 'read-files'
                a.yaml:5:3: error: '1st' can't be the id of a stage [definition.bad-id]
                  5 |   1st: { uses: a.b, from: read }
                    |   ^~~
                  help: use letters a to z, digits and '-', beginning with a letter, 64 at most
                a.yaml:5:27: error: there is no stage 'read' [definition.unknown-stage]
                  5 |   1st: { uses: a.b, from: read }
                    |                           ^~~~
                  help: one of Read Files, é
                a.yaml:6:3: error: 'é' can't be the id of a stage [definition.bad-id]
                  6 |   é: { uses: a.b }
                    |   ^
                  help: use letters a to z, digits and '-', beginning with a letter, 64 at most

                """#),
        BadDefinition(
            "an id twice",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files }
              next: { uses: a.b, from: read }
              read: { uses: ingest.files }

            """#,
            reports: #"""
                a.yaml:6:3: error: the key 'read' is used twice [yaml.duplicate-key]
                  6 |   read: { uses: ingest.files }
                    |   ^~~~
                  help: rename or remove one of them
                a.yaml:4:3: note: it is first used here
                  4 |   read: { uses: ingest.files }
                    |   ^~~~

                """#),
        BadDefinition(
            "an unknown reference",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files }
              article: { uses: normalize.article, from: raed }
              summary: { uses: summarize.extractive, from: [article, nowhere] }

            """#,
            reports: #"""
                a.yaml:5:45: error: there is no stage 'raed' [definition.unknown-stage]
                  5 |   article: { uses: normalize.article, from: raed }
                    |                                             ^~~~
                  help: did you mean 'read'?
                a.yaml:6:58: error: there is no stage 'nowhere' [definition.unknown-stage]
                  6 |   summary: { uses: summarize.extractive, from: [article, nowhere] }
                    |                                                          ^~~~~~~
                  help: one of read, article

                """#),
        BadDefinition(
            "a reference to itself",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files, from: read }

            """#,
            reports: #"""
                a.yaml:4:37: error: stage 'read' can't take documents from itself [definition.self-reference]
                  4 |   read: { uses: ingest.files, from: read }
                    |                                     ^~~~
                  help: name the stage before it

                """#),
        BadDefinition(
            "a reference twice",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files }
              b: { uses: a.b, from: [read, read] }

            """#,
            reports: #"""
                a.yaml:5:32: error: stage 'b' names 'read' twice [definition.duplicate-reference]
                  5 |   b: { uses: a.b, from: [read, read] }
                    |                                ^~~~
                  help: remove one of them
                a.yaml:5:26: note: it is first named here
                  5 |   b: { uses: a.b, from: [read, read] }
                    |                          ^~~~

                """#),
        BadDefinition(
            "an empty from",
            #"""
            galley: 1
            name: a
            stages:
              b: { uses: a.b, from: [] }
              c: { uses: a.b, from: }
              d: { uses: a.b, from: { a: 1 } }

            """#,
            reports: #"""
                a.yaml:4:25: error: 'from' of stage 'b' must be the id of a stage or a list of ids, found a list [definition.type]
                  4 |   b: { uses: a.b, from: [] }
                    |                         ^~
                a.yaml:5:19: error: 'from' of stage 'c' must be the id of a stage or a list of ids, found nothing [definition.type]
                  5 |   c: { uses: a.b, from: }
                    |                   ^~~~
                a.yaml:6:25: error: 'from' of stage 'd' must be the id of a stage or a list of ids, found a mapping [definition.type]
                  6 |   d: { uses: a.b, from: { a: 1 } }
                    |                         ^~~~~~~~

                """#),
        BadDefinition(
            "a cycle",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files }
              a: { uses: x.y, from: [read, c] }
              b: { uses: x.y, from: a }
              c: { uses: x.y, from: b }
              d: { uses: x.y, from: c }

            """#,
            reports: #"""
                a.yaml:5:32: error: stages take documents from each other in a circle: a → b → c → a [definition.cycle]
                  5 |   a: { uses: x.y, from: [read, c] }
                    |                                ^
                  help: remove one of these edges
                a.yaml:6:25: note: 'b' takes documents from 'a'
                  6 |   b: { uses: x.y, from: a }
                    |                         ^
                a.yaml:7:25: note: 'c' takes documents from 'b'
                  7 |   c: { uses: x.y, from: b }
                    |                         ^

                """#),
        BadDefinition(
            "two cycles",
            #"""
            galley: 1
            name: a
            stages:
              b: { uses: x.y, from: a }
              a: { uses: x.y, from: b }
              c: { uses: x.y, from: [d, a] }
              d: { uses: x.y, from: c }

            """#,
            reports: #"""
                a.yaml:4:25: error: stages take documents from each other in a circle: b → a → b [definition.cycle]
                  4 |   b: { uses: x.y, from: a }
                    |                         ^
                  help: remove one of these edges
                a.yaml:5:25: note: 'a' takes documents from 'b'
                  5 |   a: { uses: x.y, from: b }
                    |                         ^
                a.yaml:6:26: error: stages take documents from each other in a circle: c → d → c [definition.cycle]
                  6 |   c: { uses: x.y, from: [d, a] }
                    |                          ^
                  help: remove one of these edges
                a.yaml:7:25: note: 'd' takes documents from 'c'
                  7 |   d: { uses: x.y, from: c }
                    |                         ^

                """#),
        BadDefinition(
            "a wrong policy",
            #"""
            galley: 1
            name: a
            stages:
              a: { uses: x.y, on-error: quarantin, combine: zip }

            """#,
            reports: #"""
                a.yaml:4:29: error: 'on-error' of stage 'a' can't be 'quarantin' [definition.choice]
                  4 |   a: { uses: x.y, on-error: quarantin, combine: zip }
                    |                             ^~~~~~~~~
                  help: did you mean 'quarantine'?
                a.yaml:4:49: error: 'combine' of stage 'a' can't be 'zip' [definition.choice]
                  4 |   a: { uses: x.y, on-error: quarantin, combine: zip }
                    |                                                 ^~~
                  help: one of join, merge

                """#),
        BadDefinition(
            "options as a list",
            #"""
            galley: 1
            name: a
            stages:
              a: { uses: x.y, with: [a] }

            """#,
            reports: #"""
                a.yaml:4:25: error: 'with' of stage 'a' must be a mapping of options to values, found a list [definition.type]
                  4 |   a: { uses: x.y, with: [a] }
                    |                         ^~~
                  help: write the options without '- '

                """#),
        BadDefinition(
            "conditions",
            #"""
            galley: 1
            name: a
            stages:
              a:
                uses: x.y
                when:
                  language:
                  words: { min: 3, at-most: many }
                  topic: []
                  age: { at-least: 9, at-most: 1 }
                  site: [[a]]
                  kind: {}
              b: { uses: x.y, when: en }

            """#,
            reports: #"""
                a.yaml:7:7: error: the condition on 'language' must be a value, a list of values, or not, at-least, at-most, contains, known [definition.condition]
                  7 |       language:
                    |       ^~~~~~~~
                  help: for example { language: [en, de], words: { at-least: 100 } }
                a.yaml:8:16: error: the condition on 'words' has no key 'min' [definition.unknown-key]
                  8 |       words: { min: 3, at-most: many }
                    |                ^~~
                  help: did you mean 'at-least'?
                a.yaml:8:33: error: 'at-most' of the condition on 'words' must be a number, found text 'many' [definition.type]
                  8 |       words: { min: 3, at-most: many }
                    |                                 ^~~~
                a.yaml:9:14: error: the condition on 'topic' must be a value, a list of values, or not, at-least, at-most, contains, known [definition.condition]
                  9 |       topic: []
                    |              ^~
                  help: for example { language: [en, de], words: { at-least: 100 } }
                a.yaml:10:24: error: the condition on 'age' never holds: at-least is greater than at-most [definition.condition]
                 10 |       age: { at-least: 9, at-most: 1 }
                    |                        ^
                  help: swap them
                a.yaml:10:36: note: at-most stands here
                 10 |       age: { at-least: 9, at-most: 1 }
                    |                                    ^
                a.yaml:11:13: error: the condition on 'site' must be a value, a list of values, or not, at-least, at-most, contains, known [definition.condition]
                 11 |       site: [[a]]
                    |             ^~~~~
                  help: for example { language: [en, de], words: { at-least: 100 } }
                a.yaml:12:13: error: the condition on 'kind' must be a value, a list of values, or not, at-least, at-most, contains, known [definition.condition]
                 12 |       kind: {}
                    |             ^~
                  help: for example { language: [en, de], words: { at-least: 100 } }
                a.yaml:13:25: error: 'when' of stage 'b' must be a mapping of fields to values, found text 'en' [definition.type]
                 13 |   b: { uses: x.y, when: en }
                    |                         ^~
                  help: for example { language: en }

                """#),
        BadDefinition(
            "conditions on texts that are none",
            """
            galley: 1
            name: a
            stages:
              a: { uses: x.y }
              b:
                uses: x.y
                from: a
                when:
                  title: { contains: [a, b], has: c }
                  site: { known: perhaps, exists: yes }
            """,
            reports: """
                a.yaml:9:26: error: 'contains' of the condition on 'title' must be text, found a list [definition.type]
                  9 |       title: { contains: [a, b], has: c }
                    |                          ^~~~~~
                a.yaml:9:34: error: the condition on 'title' has no key 'has' [definition.unknown-key]
                  9 |       title: { contains: [a, b], has: c }
                    |                                  ^~~
                  help: did you mean 'contains'?
                a.yaml:10:22: error: 'known' of the condition on 'site' must be true or false, found text 'perhaps' [definition.type]
                 10 |       site: { known: perhaps, exists: yes }
                    |                      ^~~~~~~
                a.yaml:10:31: error: the condition on 'site' has no key 'exists' [definition.unknown-key]
                 10 |       site: { known: perhaps, exists: yes }
                    |                               ^~~~~~
                  help: did you mean 'known'?

                """),
    ]
}
