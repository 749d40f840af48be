import Testing

/// Parameters, in the file and from outside.
@Suite struct ParameterGallery {
    @Test(arguments: cases)
    func isReported(definition: BadDefinition) { definition.check() }

    private static let cases: [BadDefinition] = [
        BadDefinition(
            "an unknown parameter",
            #"""
            galley: 1
            name: a
            parameters: { input: seeds }
            stages:
              read: { uses: ingest.files, with: { paths: ["${input}/a", '${inptu}/**'] } }

            """#,
            reports: #"""
                a.yaml:5:62: error: there is no parameter 'inptu' [parameter.unknown]
                  5 |   read: { uses: ingest.files, with: { paths: ["${input}/a", '${inptu}/**'] } }
                    |                                                              ^~~~~~~~
                  help: did you mean 'input'?

                """#),
        BadDefinition(
            "a parameter where none is",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: "ingest.${kind}" }

            """#,
            reports: #"""
                a.yaml:4:25: error: there is no parameter 'kind' [parameter.unknown]
                  4 |   read: { uses: "ingest.${kind}" }
                    |                         ^~~~~~~
                  help: declare it under 'parameters', or write '$${' for the characters themselves

                """#),
        BadDefinition(
            "an unclosed parameter",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files, with: { path: "a/${input", other: 'cost ${}' } }

            """#,
            reports: #"""
                a.yaml:4:48: error: '${' isn't followed by a name and '}' [parameter.syntax]
                  4 |   read: { uses: ingest.files, with: { path: "a/${input", other: 'cost ${}' } }
                    |                                                ^~
                  help: write '${name}', or '$${' for the characters themselves
                a.yaml:4:71: error: '${' isn't followed by a name and '}' [parameter.syntax]
                  4 |   read: { uses: ingest.files, with: { path: "a/${input", other: 'cost ${}' } }
                    |                                                                       ^~
                  help: write '${name}', or '$${' for the characters themselves

                """#),
        BadDefinition(
            "a parameter in folded text",
            #"""
            galley: 1
            name: a
            stages:
              read:
                uses: ingest.files
                with:
                  text: >
                    one $${two}
                    three ${four}

            """#,
            reports: #"""
                a.yaml:9:15: error: there is no parameter 'four' [parameter.unknown]
                  9 |         three ${four}
                    |               ^~~~~~~
                  help: declare it under 'parameters', or write '$${' for the characters themselves

                """#),
        BadDefinition(
            "an environment variable",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: ingest.files, with: { token: "Bearer ${env:TOKEN}" } }

            """#,
            reports: #"""
                a.yaml:4:54: error: the environment variable 'TOKEN' isn't set [parameter.environment]
                  4 |   read: { uses: ingest.files, with: { token: "Bearer ${env:TOKEN}" } }
                    |                                                      ^~~~~~~~~~~~
                  help: set it, or give a default: '${env:TOKEN:-default}'

                """#),
        BadDefinition(
            "a list inside text",
            #"""
            galley: 1
            name: a
            parameters: { langs: [en, fr] }
            stages:
              read: { uses: ingest.files, with: { path: "x/${langs}" } }

            """#,
            reports: #"""
                a.yaml:5:48: error: the list 'langs' can't be a part of a text [parameter.type]
                  5 |   read: { uses: ingest.files, with: { path: "x/${langs}" } }
                    |                                                ^~~~~~~~
                  help: write '${langs}' alone
                a.yaml:3:15: note: it is declared here
                  3 | parameters: { langs: [en, fr] }
                    |               ^~~~~

                """#),
        BadDefinition(
            "parameters of wrong type",
            #"""
            galley: 1
            name: a
            parameters:
              a: { type: number, default: many }
              b: { type: number, default: "3" }
              c: { type: flag, default: 1 }
              d: { type: list, default: x }
              e: { type: path, default: [x] }
              f: { type: integer }
              g: { default: { a: 1 } }
              h: { type: text, default: x, values: [y, z] }
              i: { type: text, default: x, values: y }
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:4:31: error: the default of parameter 'a' must be a number, found text 'many' [parameter.type]
                  4 |   a: { type: number, default: many }
                    |                               ^~~~
                a.yaml:5:31: error: the default of parameter 'b' must be a number, found text '3' [parameter.type]
                  5 |   b: { type: number, default: "3" }
                    |                               ^~~
                  help: remove the quotes
                a.yaml:6:29: error: the default of parameter 'c' must be true or false, found the number 1 [parameter.type]
                  6 |   c: { type: flag, default: 1 }
                    |                             ^
                a.yaml:7:29: error: the default of parameter 'd' must be a list, found text 'x' [parameter.type]
                  7 |   d: { type: list, default: x }
                    |                             ^
                a.yaml:8:29: error: the default of parameter 'e' must be a path, found a list [parameter.type]
                  8 |   e: { type: path, default: [x] }
                    |                             ^~~
                a.yaml:9:3: error: parameter 'f' has no value [parameter.missing-value]
                  9 |   f: { type: integer }
                    |   ^
                  help: give it with --set f=…, or a default
                a.yaml:9:14: error: 'type' of parameter 'f' can't be 'integer' [definition.choice]
                  9 |   f: { type: integer }
                    |              ^~~~~~~
                  help: one of path, text, number, flag, list
                a.yaml:10:17: error: the default of parameter 'g' must be text, found a mapping [parameter.type]
                 10 |   g: { default: { a: 1 } }
                    |                 ^~~~~~~~
                a.yaml:11:29: error: the default of parameter 'h' isn't one of its values [parameter.choice]
                 11 |   h: { type: text, default: x, values: [y, z] }
                    |                             ^
                  help: one of y, z
                a.yaml:12:3: warning: parameter 'i' is never used [parameter.unused]
                 12 |   i: { type: text, default: x, values: y }
                    |   ^
                  help: remove it, or write '${i}' where its value belongs
                a.yaml:12:40: error: 'values' of parameter 'i' must be a list of text or numbers, found text 'y' [definition.type]
                 12 |   i: { type: text, default: x, values: y }
                    |                                        ^

                """#),
        BadDefinition(
            "a parameter without value",
            #"""
            galley: 1
            name: a
            parameters:
              input:
              output: { type: path, desciption: where to }
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:4:3: error: parameter 'input' has no value [parameter.missing-value]
                  4 |   input:
                    |   ^~~~~
                  help: give it with --set input=…, or a default
                a.yaml:5:3: error: parameter 'output' has no value [parameter.missing-value]
                  5 |   output: { type: path, desciption: where to }
                    |   ^~~~~~
                  help: give it with --set output=…, or a default
                a.yaml:5:25: error: parameter 'output' has no key 'desciption' [definition.unknown-key]
                  5 |   output: { type: path, desciption: where to }
                    |                         ^~~~~~~~~~
                  help: did you mean 'description'?

                """#),
        BadDefinition(
            "a parameter in a default",
            #"""
            galley: 1
            name: a
            parameters:
              a: x
              b: ${a}/y
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:5:6: error: the default of a parameter can't name the parameter 'a' [parameter.in-default]
                  5 |   b: ${a}/y
                    |      ^~~~
                  help: only '${env:NAME}' can be used here

                """#),
        BadDefinition(
            "bad parameter names",
            #"""
            galley: 1
            name: a
            parameters:
              My_Param: 1
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:4:3: error: 'My_Param' can't be the name of a parameter [definition.bad-id]
                  4 |   My_Param: 1
                    |   ^~~~~~~~
                  help: write 'my-param'
                a.yaml:4:3: warning: parameter 'My_Param' is never used [parameter.unused]
                  4 |   My_Param: 1
                    |   ^~~~~~~~
                  help: remove it, or write '${My_Param}' where its value belongs

                """#),
        BadDefinition(
            "overrides",
            overrides: [("inptu", "x"), ("length", "many"), ("level", "hihg")],
            #"""
            galley: 1
            name: a
            parameters: { input: seeds, length: 3, level: { default: low, values: [low, high] } }
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                --set: error: parameter 'level' can't be 'hihg' [parameter.choice]
                  help: did you mean 'high'?
                a.yaml:3:40: note: it is declared here
                  3 | parameters: { input: seeds, length: 3, level: { default: low, values: [low, high] } }
                    |                                        ^~~~~
                --set: error: parameter 'length' must be a number, found 'many' [parameter.type]
                a.yaml:3:29: note: it is declared here
                  3 | parameters: { input: seeds, length: 3, level: { default: low, values: [low, high] } }
                    |                             ^~~~~~
                --set: error: there is no parameter 'inptu' [parameter.unknown]
                  help: did you mean 'input'?
                a.yaml:3:15: warning: parameter 'input' is never used [parameter.unused]
                  3 | parameters: { input: seeds, length: 3, level: { default: low, values: [low, high] } }
                    |               ^~~~~
                  help: remove it, or write '${input}' where its value belongs

                """#),
        BadDefinition(
            "overrides of nothing",
            overrides: [("input", "x")],
            #"""
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                --set: error: there is no parameter 'input' [parameter.unknown]
                  help: the definition declares none

                """#),
        BadDefinition(
            "a state that is a list",
            #"""
            galley: 1
            name: a
            stages: { read: { uses: ingest.files } }
            state: [a]

            """#,
            reports: #"""
                a.yaml:4:8: error: 'state' must be a path, found a list [definition.type]
                  4 | state: [a]
                    |        ^~~

                """#),
        BadDefinition(
            "a name that is a list",
            #"""
            galley: 1
            name: [a]
            stages: { read: { uses: ingest.files } }

            """#,
            reports: #"""
                a.yaml:2:7: error: 'name' of a definition must be text, found a list [definition.type]
                  2 | name: [a]
                    |       ^~~

                """#),
        BadDefinition(
            "secrets in the graph",
            #"""
            galley: 1
            name: a
            stages:
              read: { uses: "${env:KIND:-s3cret}" }
              next: { uses: a.b, from: "${env:FROM:-s3cret}" }
            """#,
            reports: #"""
                a.yaml:4:17: error: 'uses' of stage 'read' can't come from the environment [definition.secret]
                  4 |   read: { uses: "${env:KIND:-s3cret}" }
                    |                 ^~~~~~~~~~~~~~~~~~~~~
                  help: values from the environment are secret; use a parameter
                a.yaml:5:28: error: 'from' of stage 'next' can't come from the environment [definition.secret]
                  5 |   next: { uses: a.b, from: "${env:FROM:-s3cret}" }
                    |                            ^~~~~~~~~~~~~~~~~~~~~
                  help: values from the environment are secret; use a parameter

                """#),
    ]
}
