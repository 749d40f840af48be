import Testing

/// YAML that can be no definition.
@Suite struct TreeGallery {
    @Test(arguments: cases)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let cases: [BadDefinition] = [
        BadDefinition(
            "an unknown tag",
            isReadable: false,
            #"""
            galley: 1
            name: a
            description: !secret abc

            """#,
            reports: #"""
                a.yaml:1:1: error: a definition must have the key 'stages' [definition.missing-key]
                  1 | galley: 1
                    | ^~~~~~
                  help: for example 'stages: { read: { uses: ingest.files } }'
                a.yaml:3:14: error: the tag '!secret' isn't known [yaml.tag]
                  3 | description: !secret abc
                    |              ^~~~~~~~~~~
                  help: remove it; values are converted by what is wanted

                """#),
        BadDefinition(
            "a number tag",
            #"""
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            description: !!float 3

            """#,
            reports: #"""
                a.yaml:4:14: error: the tag '!!float' isn't known [yaml.tag]
                  4 | description: !!float 3
                    |              ^~~~~~~~~
                  help: remove it; values are converted by what is wanted

                """#),
        BadDefinition(
            "text after a quote",
            isReadable: false,
            #"""
            galley: 1
            name: a
            description: "a" b

            """#,
            reports: #"""
                a.yaml:3:18: error: expected a key here [yaml.syntax]
                  3 | description: "a" b
                    |                  ^
                  help: check the indentation of this line and for text after a closing quote or bracket

                """#),
        BadDefinition(
            "a key without colon",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages

            """#,
            reports: #"""
                a.yaml:3:1: error: expected ':' after the key [yaml.syntax]
                  3 | stages
                    | ^
                  help: write 'key: value'; a quote or bracket above may not be closed

                """#),
        BadDefinition(
            "two documents",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            ---
            galley: 1

            """#,
            reports: #"""
                a.yaml:4:1: error: a second document begins here [yaml.multiple-documents]
                  4 | ---
                    | ^~~
                  help: a file holds one definition; remove '---'

                """#),
        BadDefinition(
            "unknown alias",
            #"""
            galley: 1
            name: a
            stages:
              a: &front { uses: a.b }
              b: *frnt

            """#,
            reports: #"""
                a.yaml:5:6: error: there is no anchor '&frnt' above [yaml.unknown-alias]
                  5 |   b: *frnt
                    |      ^~~~~
                  help: did you mean 'front'?

                """#),
        BadDefinition(
            "recursive alias",
            #"""
            galley: 1
            name: a
            stages: &s
              a: { uses: a.b, with: { x: *s } }

            """#,
            reports: #"""
                a.yaml:4:30: error: the alias '*s' stands inside what it stands for [yaml.recursive-alias]
                  4 |   a: { uses: a.b, with: { x: *s } }
                    |                              ^~
                  help: an alias can only stand after what it repeats

                """#),
        BadDefinition(
            "a merge of text",
            #"""
            galley: 1
            name: a
            stages:
              a: { <<: text, uses: a.b }

            """#,
            reports: #"""
                a.yaml:4:8: error: '<<' must be given a mapping or a list of mappings [yaml.merge]
                  4 |   a: { <<: text, uses: a.b }
                    |        ^~
                  help: write '<<: *name' where &name stands before a mapping

                """#),
        BadDefinition(
            "a key that is a list",
            #"""
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            [a, b]: c

            """#,
            reports: #"""
                a.yaml:4:1: error: a key must be text [yaml.key]
                  4 | [a, b]: c
                    | ^
                  help: put text that begins with '[' or '{' in quotes

                """#),
        BadDefinition(
            "a key that is missing",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            : c

            """#,
            reports: #"""
                a.yaml:4:1: error: expected a key here [yaml.syntax]
                  4 | : c
                    | ^
                  help: check the indentation of this line and for text after a closing quote or bracket

                """#),
        BadDefinition(
            "nothing",
            isReadable: false,
            #"""

            """#,
            reports: #"""
                a.yaml: error: the file is empty [yaml.empty]
                  help: a definition begins with 'galley: 1'

                """#),
        BadDefinition(
            "comments",
            isReadable: false,
            #"""
            # only

            """#,
            reports: #"""
                a.yaml: error: the file is empty [yaml.empty]
                  help: a definition begins with 'galley: 1'

                """#),
        BadDefinition(
            "control character",
            isReadable: false,
            #"""
            galley: 1
            name: a
            description: a\#u{1B}b

            """#,
            reports: #"""
                a.yaml:3:15: error: the control character U+001B can't be in a definition [yaml.control-character]
                  3 | description: a␛b
                    |               ^
                  help: remove it, or write it as an escape in double quotes

                """#),
        BadDefinition(
            "wide characters",
            #"""
            galley: 1
            name: a
            description: 日本語
            stages:
              read: { uses: ingest.files, 翻訳: 日本, from: 日本 }

            """#,
            reports: #"""
                a.yaml:5:31: error: stage 'read' has no key '翻訳' [definition.unknown-key]
                  5 |   read: { uses: ingest.files, 翻訳: 日本, from: 日本 }
                    |                               ^~~~
                  help: options of the stage type stand under 'with'; its keys are uses, with, from, when, on-error, combine, retry, timeout, rate, max-failures, jobs
                a.yaml:5:45: error: there is no stage '日本' [definition.unknown-stage]
                  5 |   read: { uses: ingest.files, 翻訳: 日本, from: 日本 }
                    |                                                 ^~~~

                """#),
    ]
}
