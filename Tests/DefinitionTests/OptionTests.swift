import Definition
import Diagnostics
import StageKit
import Testing

private enum Method: String, OptionChoice { case lead, textrank, lexrank }

private struct Summarizing: StageConfiguration {
    @Option("how many sentences the summary has", in: 1...50) var sentences = 3
    @Option("how sentences are chosen") var method = Method.lead
    @Option("several of them") var methods: [Method] = []
    @Option("where templates are read", isRequired: true) var paths: [Path] = ["a"]
    @Option("the greatest article") var maximumSize = ByteSize(bytes: 1000)
    @Option("what is written before") var prefix = ""
    @Option("a share", in: 0...1) var damping = 0.85
    @Option("whether to keep quotations") var keepQuotations = true
    @Option("the most words", in: 1...1000) var words: Int? = nil
    @Option("names of fields") var fields: [String: String] = [:]

    var problems: [OptionProblem] {
        guard words != nil && method != .lead else { return [] }
        return [OptionProblem("words", "can't be used with method \(method)", help: "use method lead")]
    }
}

@Suite struct OptionTests {
    private func read<C: StageConfiguration>(
        _ type: C.Type, _ options: String, parameters: String = "", environment: [String: String] = [:]
    ) throws -> (configuration: C?, diagnostics: [Diagnostic], text: String) {
        let text = """
            galley: 1
            name: a
            parameters: { \(parameters) }
            stages:
              one: { uses: summarize.some, with: { \(options) } }
            """
        let file = SourceFile(path: "a.yaml", text: text)
        let (definition, problems) = DefinitionReader.read(file, environment: environment)
        #expect(problems.filter { $0.severity == .error } == [])
        let stage = try #require(definition?.stages.first)
        let (configuration, diagnostics) = NodeDecoder.configuration(
            type, from: stage.options, in: [file], subject: stage.uses.value, at: stage.uses.range)
        return (configuration, diagnostics.sorted, TerminalRenderer(width: 120).render(diagnostics))
    }

    @Test func optionsAreConvertedByTheirType() throws {
        let options = """
            sentences: 1_0, method: lexrank, methods: [lead, textrank], paths: [no, 7], maximum-size: 20 MB,
                  prefix: no, damping: 5e-1, keep-quotations: no, words: null, fields: { no: 1, title: true }
            """
        let result = try read(Summarizing.self, options)
        let configuration = try #require(result.configuration, "\(result.text)")
        #expect(configuration.sentences == 10)
        #expect(configuration.method == .lexrank)
        #expect(configuration.methods == [.lead, .textrank])
        #expect(configuration.paths == ["no", "7"])
        #expect(configuration.maximumSize == .megabytes(20))
        #expect(configuration.prefix == "no")
        #expect(configuration.damping == 0.5)
        #expect(!configuration.keepQuotations)
        #expect(configuration.words == nil)
        #expect(configuration.fields == ["no": "1", "title": "true"])
    }

    private struct Waiting: StageConfiguration {
        @Option("how long is waited") var patience = TimeSpan.seconds(5)
    }

    @Test func timesAreOptions() throws {
        #expect(try read(Waiting.self, "patience: 2 min").configuration?.patience == .seconds(120))
        #expect(try read(Waiting.self, "patience: 5s").diagnostics.map(\.code) == ["option.default"])
        let wrong = try read(Waiting.self, "patience: 10")
        #expect(wrong.text.contains("expected a time such as 30s, found the number 10 [option.type]"))
    }

    @Test func whatIsNotGivenHasItsDefault() throws {
        let configuration = try #require(try read(Summarizing.self, "paths: [a]").configuration)
        #expect(configuration.sentences == 3)
        #expect(configuration.damping == 0.85)
        #expect(try read(NoOptions.self, "").diagnostics == [])
        #expect(try read(NoOptions.self, "a: 1").text.contains("help: it has no options"))
    }

    @Test func allProblemsAreFoundAtOnce() throws {
        let options = """
            sentences: abc, method: lexrnk, methods: [lead, teaxtrank],
              paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
              sentenses: 1, fields: { a: { b: c } }
            """
        let result = try read(Summarizing.self, options)
        #expect(result.configuration == nil)
        #expect(result.text == Self.allProblems)
    }

    @Test(arguments: [
        ("sentences: 3", "sentences"), ("method: lead", "method"), ("methods: []", "methods"),
        ("maximum-size: 1 kB", "maximum-size"), ("words: ~", "words"), ("fields: {}", "fields"),
    ])
    func anOptionThatIsSetToItsDefaultIsAWarning(options: String, name: String) throws {
        let result = try read(Summarizing.self, "paths: [a], " + options)
        #expect(result.configuration != nil)
        #expect(result.diagnostics.map(\.code) == ["option.default"])
        #expect(result.text.contains("option '\(name)' is set to its default"))
    }

    /// What must be given has no default, and what a parameter gives may be another value next time.
    @Test(arguments: ["paths: [a]", "paths: [b], sentences: \"${k}\"", "paths: [b], methods: [\"${k}\"]"])
    func otherwiseItIsNone(options: String) throws {
        let value = options.contains("methods") ? "lead" : "3"
        #expect(try read(Summarizing.self, options, parameters: "k: \(value)").text == "")
    }

    @Test func limitsAndMissingOptionsAreTold() throws {
        let result = try read(Summarizing.self, "sentences: 99999999999999999999, words: 0, prefix: ~")
        #expect(
            result.text == #"""
                a.yaml:5:16: error: 'summarize.some' must be given the option 'paths' [option.missing]
                  5 |   one: { uses: summarize.some, with: { sentences: 99999999999999999999, words: 0, prefix: ~ } }
                    |                ^~~~~~~~~~~~~~
                  help: add 'with: { paths: … }': where templates are read
                a.yaml:5:51: error: option 'sentences': expected a whole number, found the number 99999999999999999999 [option.type]
                  5 |   one: { uses: summarize.some, with: { sentences: 99999999999999999999, words: 0, prefix: ~ } }
                    |                                                   ^~~~~~~~~~~~~~~~~~~~
                a.yaml:5:80: error: option 'words' is 0, outside 1 to 1000 [option.range]
                  5 |   one: { uses: summarize.some, with: { sentences: 99999999999999999999, words: 0, prefix: ~ } }
                    |                                                                                ^
                  help: give a value of 1 to 1000
                a.yaml:5:83: error: option 'prefix': expected text, found nothing [option.type]
                  5 |   one: { uses: summarize.some, with: { sentences: 99999999999999999999, words: 0, prefix: ~ } }
                    |                                                                                   ^~~~~~
                  help: put the word in quotes if it is meant as text

                """#)
    }

    @Test func whatAStageTypeChecksItselfHasAPlace() throws {
        #expect(
            try read(Summarizing.self, "paths: [], method: lexrank, words: 5").text == #"""
                a.yaml:5:75: error: option 'words' can't be used with method lexrank [option.invalid]
                  5 |   one: { uses: summarize.some, with: { paths: [], method: lexrank, words: 5 } }
                    |                                                                           ^
                  help: use method lead

                """#)
    }

    @Test func aParameterIsNamedAsTheSource() throws {
        let result = try read(
            Summarizing.self, "paths: [], sentences: \"${n}\"", parameters: "n: { type: text, default: 3 }")
        #expect(
            result.text == #"""
                a.yaml:5:62: error: option 'sentences': expected a whole number, found text '3' [option.type]
                  5 |   one: { uses: summarize.some, with: { paths: [], sentences: "${n}" } }
                    |                                                              ^~~~~~
                  help: declare the parameter with another type
                a.yaml:3:41: note: the value comes from parameter 'n'
                  3 | parameters: { n: { type: text, default: 3 } }
                    |                                         ^

                """#)
    }

    @Test func whatStandsForAWholeValueIsConvertedToo() throws {
        let options = """
            paths: "${list}", sentences: "${n}", words: "${env:WORDS}", keep-quotations: "${no}"
            """
        let result = try read(
            Summarizing.self, options, parameters: "list: [a, b], n: 7, no: false", environment: ["WORDS": "12"])
        let configuration = try #require(result.configuration, "\(result.text)")
        #expect(configuration.paths == ["a", "b"])
        #expect(configuration.sentences == 7)
        #expect(configuration.words == 12)
        #expect(!configuration.keepQuotations)
    }

    @Test(arguments: [
        "sentences: \"${env:KEY}\"", "method: \"${env:KEY}\"", "maximum-size: \"${k}\"", "words: \"${k}\"",
    ])
    func secretsAreNotInMessages(option: String) throws {
        for secret in ["s3cret", "99999"] {
            let result = try read(
                Summarizing.self, "paths: [], \(option)", parameters: "k: \"${env:KEY}\"",
                environment: ["KEY": secret])
            #expect(!result.text.contains(secret), "\(result.text)")
        }
    }

    private static let allProblems = #"""
        a.yaml:5:51: error: option 'sentences': expected a whole number, found text 'abc' [option.type]
          5 |   one: { uses: summarize.some, with: { sentences: abc, method: lexrnk, methods: [lead, teaxtrank],
            |                                                   ^~~
        a.yaml:5:64: error: option 'method' can't be 'lexrnk' [option.choice]
          5 |   one: { uses: summarize.some, with: { sentences: abc, method: lexrnk, methods: [lead, teaxtrank],
            |                                                                ^~~~~~
          help: did you mean 'lexrank'?
        a.yaml:5:88: error: option 'methods' can't be 'teaxtrank' [option.choice]
          5 |   one: { uses: summarize.some, with: { sentences: abc, method: lexrnk, methods: [lead, teaxtrank],
            |                                                                                        ^~~~~~~~~
          help: did you mean 'textrank'?
        a.yaml:6:10: error: option 'paths': expected a list, found text 'a' [option.type]
          6 |   paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
            |          ^
          help: write it as a list: [a]
        a.yaml:6:27: error: option 'maximum-size': expected a size such as 20 MB, found text '20 XB' [option.type]
          6 |   paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
            |                           ^~~~~
        a.yaml:6:42: error: option 'prefix': expected text, found a list [option.type]
          6 |   paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
            |                                          ^~~
        a.yaml:6:56: error: option 'damping' is 7.0, outside 0.0 to 1.0 [option.range]
          6 |   paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
            |                                                        ^
          help: give a value of 0.0 to 1.0
        a.yaml:6:76: error: option 'keep-quotations': expected true or false, found the number 1 [option.type]
          6 |   paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
            |                                                                            ^
        a.yaml:6:86: error: option 'words': expected a whole number, found text '3' [option.type]
          6 |   paths: a, maximum-size: 20 XB, prefix: [a], damping: 7, keep-quotations: 1, words: "3",
            |                                                                                      ^~~
          help: remove the quotes
        a.yaml:7:3: error: 'summarize.some' has no option 'sentenses' [option.unknown]
          7 |   sentenses: 1, fields: { a: { b: c } } } }
            |   ^~~~~~~~~
          help: did you mean 'sentences'?
        a.yaml:7:30: error: option 'fields': expected text, found a mapping [option.type]
          7 |   sentenses: 1, fields: { a: { b: c } } } }
            |                              ^~~~~~~~

        """#
}
