import Testing

/// Text that is no YAML.
@Suite struct SyntaxGallery {
    @Test(arguments: cases)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let cases: [BadDefinition] = [
        BadDefinition(
            "a tab",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
            \#tread: { uses: a.b }

            """#,
            reports: #"""
                a.yaml:4:1: error: a tab can't be used to indent [yaml.syntax]
                  4 |     read: { uses: a.b }
                    | ^~~~
                  help: indent with spaces

                """#),
        BadDefinition(
            "a colon in text",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b }
            description: news: the digest

            """#,
            reports: #"""
                a.yaml:5:18: error: a ':' can't be here [yaml.syntax]
                  5 | description: news: the digest
                    |                  ^
                  help: put text that contains ': ' in quotes, or check the indentation of this line

                """#),
        BadDefinition(
            "a pattern",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files, with: { paths: [**/*.txt] } }

            """#,
            reports: #"""
                a.yaml:4:48: error: '*' must be followed by a name [yaml.syntax]
                  4 |   read: { uses: ingest.files, with: { paths: [**/*.txt] } }
                    |                                                ^
                  help: put text that begins with '*', such as a pattern, in quotes

                """#),
        BadDefinition(
            "an alias like pattern",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files, with: { paths: [*txt] } }

            """#,
            reports: #"""
                a.yaml:4:47: error: there is no anchor '&txt' above [yaml.unknown-alias]
                  4 |   read: { uses: ingest.files, with: { paths: [*txt] } }
                    |                                               ^~~~
                  help: an anchor must stand before its aliases; put a pattern such as '*txt' in quotes

                """#),
        BadDefinition(
            "an unclosed quote",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: "a.b, from: x }

            """#,
            reports: #"""
                a.yaml:4:17: error: the quote that begins here isn't closed [yaml.syntax]
                  4 |   read: { uses: "a.b, from: x }
                    |                 ^
                  help: close it

                """#),
        BadDefinition(
            "an unclosed list",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b, from: [x }

            """#,
            reports: #"""
                a.yaml:4:31: error: expected ',' or ']' in a list [yaml.syntax]
                  4 |   read: { uses: a.b, from: [x }
                    |                               ^
                  help: close the list with ']'
                a.yaml:4:28: note: it begins here
                  4 |   read: { uses: a.b, from: [x }
                    |                            ^

                """#),
        BadDefinition(
            "an unclosed mapping",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: a.b, from: x
              next: { uses: a.b }

            """#,
            reports: #"""
                a.yaml:5:7: error: expected ',' or '}' in a mapping [yaml.syntax]
                  5 |   next: { uses: a.b }
                    |       ^
                  help: close the mapping with '}'
                a.yaml:4:9: note: it begins here
                  4 |   read: { uses: a.b, from: x
                    |         ^

                """#),
        BadDefinition(
            "wrong indentation",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages:
               read: { uses: a.b }
              next: { uses: a.b }

            """#,
            reports: #"""
                a.yaml:5:3: error: expected a key here [yaml.syntax]
                  5 |   next: { uses: a.b }
                    |   ^
                  help: check the indentation of this line and for text after a closing quote or bracket

                """#),
        BadDefinition(
            "a list after a key",
            isReadable: false,
            #"""
            galley: 1
            name: a
            stages: - a

            """#,
            reports: #"""
                a.yaml:3:9: error: a list can't begin here [yaml.syntax]
                  3 | stages: - a
                    |         ^
                  help: put each '- ' on a line of its own, or write the list as [a, b]

                """#),
        BadDefinition(
            "an at sign",
            isReadable: false,
            #"""
            galley: 1
            name: a
            description: @home

            """#,
            reports: #"""
                a.yaml:3:14: error: '@' can't begin a value [yaml.syntax]
                  3 | description: @home
                    |              ^
                  help: put the text in quotes

                """#),
        BadDefinition(
            "a windows path",
            isReadable: false,
            #"""
            galley: 1
            name: a
            description: "C:\Users"

            """#,
            reports: #"""
                a.yaml:3:17: error: '\' begins an escape that isn't known [yaml.syntax]
                  3 | description: "C:\Users"
                    |                 ^
                  help: in double quotes write '\\' for a backslash, or use single quotes

                """#),
    ]
}
