import Testing

/// What a definition must have, and what its keys are called.
@Suite struct ShapeGallery {
    @Test(arguments: cases)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let cases: [BadDefinition] = [
        BadDefinition(
            "a missing version",
            #"""
            name: a
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:1:1: error: a definition must tell the version of its syntax [definition.missing-version]
                  1 | name: a
                    | ^~~~
                  help: write 'galley: 1' as the first line

                """#),
        BadDefinition(
            "another version",
            isReadable: false,
            #"""
            galley: 2
            name: a
            stgaes: 1

            """#,
            reports: #"""
                a.yaml:1:9: error: the version of the syntax must be 1, found the number 2 [definition.version]
                  1 | galley: 2
                    |         ^
                  help: this definition needs a newer galley

                """#),
        BadDefinition(
            "a version that is no number",
            isReadable: false,
            #"""
            galley: one
            name: a

            """#,
            reports: #"""
                a.yaml:1:9: error: the version of the syntax must be 1, found text 'one' [definition.version]
                  1 | galley: one
                    |         ^~~
                  help: write 'galley: 1'

                """#),
        BadDefinition(
            "no name",
            #"""
            galley: 1
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:1:1: error: a definition must have the key 'name' [definition.missing-key]
                  1 | galley: 1
                    | ^~~~~~
                  help: for example 'name: news-digest'

                """#),
        BadDefinition(
            "no stages",
            isReadable: false,
            #"""
            galley: 1
            name: a

            """#,
            reports: #"""
                a.yaml:1:1: error: a definition must have the key 'stages' [definition.missing-key]
                  1 | galley: 1
                    | ^~~~~~
                  help: for example 'stages: { read: { uses: ingest.files } }'

                """#),
        BadDefinition(
            "empty stages",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages: {}

            """#,
            reports: #"""
                a.yaml:3:9: error: a definition must have stages [definition.no-stages]
                  3 | stages: {}
                    |         ^~
                  help: for example 'stages: { read: { uses: ingest.files } }'

                """#),
        BadDefinition(
            "stages without value",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:

            """#,
            reports: #"""
                a.yaml:3:1: error: a definition must have stages [definition.no-stages]
                  3 | stages:
                    | ^~~~~~
                  help: for example 'stages: { read: { uses: ingest.files } }'

                """#),
        BadDefinition(
            "stages as a list",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
              - id: read
                uses: ingest.files

            """#,
            reports: #"""
                a.yaml:4:3: error: 'stages' must be a mapping of ids to stages, found a list [definition.type]
                  4 |   - id: read
                    |   ^~~~~~~~~~
                  help: write each stage under its id: 'read: { uses: ingest.files, … }'

                """#),
        BadDefinition(
            "a list as definition",
            isReadable: false,
            #"""
            - galley: 1

            """#,
            reports: #"""
                a.yaml:1:1: error: a definition must be a mapping with the keys galley, name, description, parameters, include, state, stages, tests, found a list [definition.type]
                  1 | - galley: 1
                    | ^~~~~~~~~~~

                """#),
        BadDefinition(
            "unknown keys",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files, form: x, frequency: 1 }
            paramters: { a: 1 }
            steps: {}

            """#,
            reports: #"""
                a.yaml:4:31: error: stage 'read' has no key 'form' [definition.unknown-key]
                  4 |   read: { uses: ingest.files, form: x, frequency: 1 }
                    |                               ^~~~
                  help: did you mean 'from'?
                a.yaml:4:37: error: there is no stage 'x' [definition.unknown-stage]
                  4 |   read: { uses: ingest.files, form: x, frequency: 1 }
                    |                                     ^
                a.yaml:4:40: error: stage 'read' has no key 'frequency' [definition.unknown-key]
                  4 |   read: { uses: ingest.files, form: x, frequency: 1 }
                    |                                        ^~~~~~~~~
                  help: options of the stage type stand under 'with'; its keys are uses, with, from, when, on-error, combine, retry, timeout, rate, max-failures, jobs
                a.yaml:5:1: error: a definition has no key 'paramters' [definition.unknown-key]
                  5 | paramters: { a: 1 }
                    | ^~~~~~~~~
                  help: did you mean 'parameters'?
                a.yaml:5:14: warning: parameter 'a' is never used [parameter.unused]
                  5 | paramters: { a: 1 }
                    |              ^
                  help: remove it, or write '${a}' where its value belongs
                a.yaml:6:1: error: a definition has no key 'steps' [definition.unknown-key]
                  6 | steps: {}
                    | ^~~~~
                  help: did you mean 'stages'?

                """#),
        BadDefinition(
            "words of other tools",
            #"""
            galley: 1
            name: a
            stages:
              read: { type: ingest.files }
              next: { uses: a.b, depends_on: read, config: { a: 1 } }

            """#,
            reports: #"""
                a.yaml:4:11: error: stage 'read' has no key 'type' [definition.unknown-key]
                  4 |   read: { type: ingest.files }
                    |           ^~~~
                  help: did you mean 'uses'?
                a.yaml:5:22: error: stage 'next' has no key 'depends_on' [definition.unknown-key]
                  5 |   next: { uses: a.b, depends_on: read, config: { a: 1 } }
                    |                      ^~~~~~~~~~
                  help: did you mean 'from'?
                a.yaml:5:40: error: stage 'next' has no key 'config' [definition.unknown-key]
                  5 |   next: { uses: a.b, depends_on: read, config: { a: 1 } }
                    |                                        ^~~~~~
                  help: did you mean 'with'?

                """#),
        BadDefinition(
            "a stage as text",
            #"""
            galley: 1
            name: a
            stages:
              read: ingest.files

            """#,
            reports: #"""
                a.yaml:4:9: error: stage 'read' must be a mapping, found text 'ingest.files' [definition.type]
                  4 |   read: ingest.files
                    |         ^~~~~~~~~~~~
                  help: write '{ uses: ingest.files }'

                """#),
        BadDefinition(
            "a stage without value",
            #"""
            galley: 1
            name: a
            stages:
              read:

            """#,
            reports: #"""
                a.yaml:4:3: error: stage 'read' must be a mapping, found nothing [definition.type]
                  4 |   read:
                    |   ^~~~
                  help: for example 'stages: { read: { uses: ingest.files } }'

                """#),
        BadDefinition(
            "a stage without type",
            #"""
            galley: 1
            name: a
            stages:
              read: { with: { a: 1 } }

            """#,
            reports: #"""
                a.yaml:4:3: error: stage 'read' must have the key 'uses' [definition.missing-key]
                  4 |   read: { with: { a: 1 } }
                    |   ^~~~
                  help: name a stage type; 'galley stages' lists them

                """#),
        BadDefinition(
            "a type that is a list",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: [a] }

            """#,
            reports: #"""
                a.yaml:4:17: error: 'uses' of stage 'read' must be text, found a list [definition.type]
                  4 |   read: { uses: [a] }
                    |                 ^~~

                """#),
    ]
}
