import Testing

/// What is told of tests that are wrong in a definition.
@Suite struct TestsGallery {
    @Test(arguments: gallery) func itIsTold(bad: BadDefinition) { bad.check() }

    private static let gallery = [
        BadDefinition(
            "keys of other tools, and a case without any",
            """
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            tests:
              - title: one
                input: a.txt
                expected: { read: 1 }
              - name: two
            """,
            reports: """
                a.yaml:5:5: error: a case of 'tests' has no key 'title' [definition.unknown-key]
                  5 |   - title: one
                    |     ^~~~~
                  help: did you mean 'name'?
                a.yaml:7:5: error: a case of 'tests' has no key 'expected' [definition.unknown-key]
                  7 |     expected: { read: 1 }
                    |     ^~~~~~~~
                  help: did you mean 'expect'?
                a.yaml:8:5: error: a case of 'tests' must have the key 'expect' [definition.missing-key]
                  8 |   - name: two
                    |     ^~~~~~~~~
                  help: name a stage and what must come out, for example 'expect: { read: 1 }'
                a.yaml:8:5: error: a case of 'tests' must have the key 'input' [definition.missing-key]
                  8 |   - name: two
                    |     ^~~~~~~~~
                  help: name a file, or write a document: 'input: { source: a.txt, text: … }'

                """),
        BadDefinition(
            "a case that expects nothing",
            """
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            tests:
              - { name: one, input: a.txt, expect: {} }
              - { name: two, input: a.txt, expect: { read: {} } }
              - { name: three, input: a.txt, expect: }
            """,
            reports: """
                a.yaml:5:40: error: the case expects nothing [test.no-expectation]
                  5 |   - { name: one, input: a.txt, expect: {} }
                    |                                        ^~
                  help: name a stage and what must come out, for example 'expect: { read: 1 }'
                a.yaml:6:48: error: the case expects nothing of 'read' [test.no-expectation]
                  6 |   - { name: two, input: a.txt, expect: { read: {} } }
                    |                                                ^~
                  help: say how many documents, or what their fields must be
                a.yaml:7:34: error: the case expects nothing [test.no-expectation]
                  7 |   - { name: three, input: a.txt, expect: }
                    |                                  ^~~~~~
                  help: name a stage and what must come out, for example 'expect: { read: 1 }'

                """),
        BadDefinition(
            "names of stages and parameters that aren't there",
            """
            galley: 1
            name: a
            parameters: { size: 3, words: { default: a, values: [a, b] } }
            stages: { read: { uses: ingest.files, with: { a: "${size}${words}" } } }
            tests:
              - name: one
                at: raed
                set: { siez: 4, size: great, words: [a, { b: c }] }
                input: a.txt
                expect: { read: { dropped: 1 }, raed: 1 }
              - { name: one, set: { words: c }, input: [], expect: { read: many } }
            """,
            reports: """
                a.yaml:7:9: error: there is no stage 'raed' [definition.unknown-stage]
                  7 |     at: raed
                    |         ^~~~
                  help: did you mean 'read'?
                a.yaml:8:12: error: there is no parameter 'siez' [parameter.unknown]
                  8 |     set: { siez: 4, size: great, words: [a, { b: c }] }
                    |            ^~~~
                  help: did you mean 'size'?
                a.yaml:8:27: error: parameter 'size' must be a number, found text 'great' [parameter.type]
                  8 |     set: { siez: 4, size: great, words: [a, { b: c }] }
                    |                           ^~~~~
                a.yaml:3:15: note: it is declared here
                  3 | parameters: { size: 3, words: { default: a, values: [a, b] } }
                    |               ^~~~
                a.yaml:8:41: error: parameter 'words' must be text, found a list [parameter.type]
                  8 |     set: { siez: 4, size: great, words: [a, { b: c }] }
                    |                                         ^~~~~~~~~~~~~
                a.yaml:3:24: note: it is declared here
                  3 | parameters: { size: 3, words: { default: a, values: [a, b] } }
                    |                        ^~~~~
                a.yaml:10:23: error: what is expected of 'read' has no key 'dropped' [definition.unknown-key]
                 10 |     expect: { read: { dropped: 1 }, raed: 1 }
                    |                       ^~~~~~~
                  help: did you mean 'filtered'?
                a.yaml:10:37: error: there is no stage 'raed' [definition.unknown-stage]
                 10 |     expect: { read: { dropped: 1 }, raed: 1 }
                    |                                     ^~~~
                  help: did you mean 'read'?
                a.yaml:11:13: error: two cases are named 'one' [test.duplicate-name]
                 11 |   - { name: one, set: { words: c }, input: [], expect: { read: many } }
                    |             ^~~
                  help: give one of them another name
                a.yaml:6:11: note: the other one is here
                  6 |   - name: one
                    |           ^~~
                a.yaml:11:32: error: parameter 'words' isn't one of its values [parameter.choice]
                 11 |   - { name: one, set: { words: c }, input: [], expect: { read: many } }
                    |                                ^
                  help: one of a, b
                a.yaml:3:24: note: it is declared here
                  3 | parameters: { size: 3, words: { default: a, values: [a, b] } }
                    |                        ^~~~~
                a.yaml:11:44: error: 'input' of a case must be a file, a list of files, a document or a list of documents, found a list [definition.type]
                 11 |   - { name: one, set: { words: c }, input: [], expect: { read: many } }
                    |                                            ^~
                  help: name a file, or write a document: 'input: { source: a.txt, text: … }'

                """),
        BadDefinition(
            "tests that are no list",
            """
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            tests: { name: one }
            """,
            reports: """
                a.yaml:4:8: error: 'tests' must be a list of cases, found a mapping [definition.type]
                  4 | tests: { name: one }
                    |        ^~~~~~~~~~~~~
                  help: for example '- { name: one comes out, input: a.txt, expect: { read: 1 } }'

                """),
    ]
}
