@_spi(Engine) import Documents
import JSON
import StageKit
import Testing

@testable import Run

/// What a program may answer, and what becomes of answers that aren't as declared.
@Suite(.timeLimit(.minutes(20))) struct AnswerTests {
    @Test func valuesComeInTheOrderOfTheArticles() throws {
        let stage = try Commanded(python: "say(a, n=int(a['title']) * 2)")
        #expect(try stage.run(200).numbers == (0..<200).map { $0 * 2 })
        // The same process is used again.
        #expect(try stage.run(3).numbers == [0, 2, 4])
        try stage.runner.end(isDone: true)
        #expect(stage.told.all.isEmpty)
    }

    @Test func aValueThatIsNullIsNotKnown() throws {
        #expect(try Commanded(python: "say(a, n=None)").run(1).values == [.absent])
    }

    @Test func whatItWasGivenMayBeRepeated() throws {
        #expect(try Commanded(python: "say(a, title=a['title'], text='', n=1)").run(1).numbers == [1])
    }

    @Test(arguments: [
        ("print('loading the model')", "expected a line of JSON, found 'loading the model': "),
        ("print('[1]')", "expected an object with the article's 'id', found '[1]'"),
        ("print('{\"n\": 1}')", "expected an object with the article's 'id', found '{\"n\": 1}'"),
        ("say(a)", "'n' is missing, in '{\"id\": "),
        ("say(a, n='1')", "'n': expected a number, found the text '1', in "),
        ("say(a, n=1, m=2)", "'m' isn't declared under 'provides' or 'values', in "),
        ("say(a, drop='dull')", "it may leave nothing out: 'drop' needs 'gives: filter', in "),
        ("print('{\"id\":\"f00\",\"n\":1}')", "the program answers 'f00', which it wasn't given"),
        ("say(a, error='bad', code='Not A Code')", "'code' must be of small letters, digits and hyphens, in "),
    ])
    func whatIsNotAsDeclaredIsRefused(script: String, reason: String) throws {
        let stage = try Commanded(python: "\(script)\nsys.stdout.flush()")
        let outcome = try stage.run(2)
        #expect(outcome.refused == ["0 command-output", "1 command-output"])
        #expect(outcome.reasons.allSatisfy { $0.hasPrefix(reason) }, "\(outcome.reasons)")
    }

    @Test func aProgramMayRefuseAnArticle() throws {
        let stage = try Commanded(
            python: """
                if a['title'] == '1': say(a, error='too short')
                elif a['title'] == '2': say(a, error='no peace', code='busy')
                else: say(a, n=1)
                """)
        let outcome = try stage.run(4)
        #expect(outcome.refused == ["1 command-error", "2 busy"] && outcome.reasons == ["too short", "no peace"])
        #expect(outcome.numbers == [1, 1])
    }

    @Test func anArticleThatIsLeftOutIsRefusedAndNoOtherTakesItsAnswer() throws {
        let stage = try Commanded(python: "if a['title'] not in ('2', '3'): say(a, n=int(a['title']))")
        let outcome = try stage.run(6)
        #expect(outcome.refused == ["2 command-output", "3 command-output"])
        #expect(outcome.reasons.allSatisfy { $0.contains("answered the article after it") })
        #expect(outcome.numbers == [0, 1, 4, 5])
    }

    @Test(arguments: [Exchange.lines, .batches]) func aSecondAnswerEndsTheRun(exchange: Exchange) throws {
        let stage = try Commanded(python: "say(a, n=1)\nif a['title'] == '1': say(a, n=2)") { $0.exchange = exchange }
        let reason = failure { _ = try stage.run(4) }?.reason
        #expect(reason?.hasSuffix("a second time or out of its turn") == true)
    }

    /// It has gone on by then, so it is found when the next batch or the end of the run comes.
    @Test(arguments: [true, false]) func aSecondAnswerToTheLastArticleIsFoundLater(isAtTheEnd: Bool) throws {
        let stage = try Commanded(python: "say(a, n=1)\nif a['title'] == '3': say(a, n=2)")
        #expect(try stage.run(4).numbers == [1, 1, 1, 1])
        let reason = failure {
            if isAtTheEnd { try stage.runner.end(isDone: true) } else { _ = try stage.run(2) }
        }?.reason
        #expect(reason?.hasSuffix("a second time or out of its turn") == true)
    }

    @Test func layersThatAreKnownAreReadAndChecked() throws {
        let stage = try Commanded(
            python: """
                end = len(a['text'])
                say(a, sentences=[[0, end if a['title'] == '0' else end + 1]], keyphrases=['text', {'text': 'A', 'occurrences': [[0, 1]]}])
                """
        ) {
            $0.values = [:]
            $0.provides = ["sentences", "keyphrases"]
            $0.offsets = .characters
        }
        let outcome = try stage.run(2, text: "Ä täxt.")
        #expect(outcome.refused == ["1 command-output"])
        #expect(
            outcome.reasons[0].hasPrefix("'sentences': expected a range inside the text, of 7 characters, found [0, 8]")
        )
        let article = try #require(outcome.articles.first)
        #expect(Sentences(from: CarriedLayers(article.layers))?.ranges == [ByteRange(0, 9)])
        #expect(Keyphrases(from: CarriedLayers(article.layers))?.phrases.map(\.occurrences) == [[], [ByteRange(0, 2)]])
    }

    @Test func layersThatAreReadAreSent() throws {
        let stage = try Commanded(python: "say(a, n=a['sentences'][1][0])") {
            $0.reads = ["sentences"]
            $0.sends = []
            $0.offsets = .characters
        }
        var article = Commanded.article(0, "Ä. B.")
        Sentences([ByteRange(0, 3), ByteRange(4, 6)]).add(to: &article.layers)
        #expect(try stage.run([article]).numbers == [3])
        #expect(throws: InternalError.self) { try stage.run(1) }
    }

    @Test func articlesMayBeLeftOut() throws {
        let stage = try Commanded(
            python: "say(a, drop='odd') if int(a['title']) % 2 else say(a, n=0)\n"
        ) { $0.gives = .filter }
        let outcome = try stage.run(4)
        #expect(outcome.articles.map(\.title) == ["0", "2"])
        #expect(outcome.tally.filtered == 2 && outcome.tally.drops.map(\.code) == ["odd", "odd"])
    }

    @Test func anotherArticleTakesItsPlace() throws {
        let stage = try Commanded(
            python: "say(a, title=' Nu\\u0308\\u200b  ', paragraphs=['Eins.', 'Zwei.'], authors=['A'], n=1)"
        ) { $0.gives = .article }
        let original = Commanded.article(7)
        let article = try #require(try stage.run([original]).articles.first)
        #expect(article.title == "N\u{FC}" && article.text == "Eins.\n\nZwei." && article.metadata.authors == ["A"])
        #expect(article.id == original.id && article.raw.bytes == original.raw.bytes)
    }

    @Test func whatAnotherArticleDoesNotSayStays() throws {
        let stage = try Commanded(python: "say(a, title='New', n=1)") { $0.gives = .article }
        let blocks = [
            TextBlock(.heading, "Boats", BlockOutline(level: 3)),
            TextBlock(.listItem, "One", BlockOutline(level: 2, number: 4)),
        ]
        let original = Article(raw: Commanded.article(0).raw, metadata: ArticleMetadata(), blocks: blocks)
        let article = try #require(try stage.run([original]).articles.first)
        #expect(article.title == "New" && article.blocks == original.blocks)
    }

    @Test func oneArticleMayBecomeSeveral() throws {
        let stage = try Commanded(
            python: "say(a, documents=[{'title': a['title'] + x, 'text': 'One.\\n\\nTwo.', 'n': 1} for x in a['text']])"
        ) { $0.gives = .documents }
        let outcome = try stage.run([Commanded.article(0, "ab"), Commanded.article(1, "c")])
        #expect(outcome.articles.map(\.title) == ["0a", "0b", "1c"])
        #expect(Set(outcome.articles.map(\.id)).count == 3)
        #expect(outcome.articles.map(\.raw.locator) == ["a#1", "a#2", "a#1"])
        #expect(outcome.articles[0].blocks.count == 2 && outcome.numbers == [1, 1, 1])
    }

    /// What is kept of an answer means what the answer meant, and leaves out what it only repeats.
    @Test(arguments: [
        (Gift.layers, #"{"id":"1","title":"T","text":"A text.","n":1,"sentences":[[0,7]]}"#, false),
        (.layers, #"{"id":"1","n":null,"sentences":[]}"#, true), (.filter, #"{"id":"1","drop":"dull"}"#, true),
        (.filter, #"{"id":"1","text":"A text.","title":"T","drop":true}"#, false),
        (.article, #"{"id":"1","title":"Other","text":"Other.","n":2,"sentences":[[0,6]]}"#, true),
        (.documents, #"{"id":"1","documents":[{"text":"B.","n":2,"sentences":[[0,2]]}]}"#, true),
    ])
    func whatIsKeptMeansTheSame(gives: Gift, line: String, isWhole: Bool) throws {
        var options = CommandOptions()
        options.gives = gives
        options.provides = ["sentences"]
        options.values = ["n": .number]
        let declaration = try RunCommand.declaration(of: options, among: Sentences.requirements)
        let talk = CommandTalk(options, declaration, HiddenValues([:]))
        let article = Commanded.article(1)
        let answer = try JSONValue(parsing: line)
        let kept = talk.kept(answer, Array(line.utf8)[...])
        #expect(
            (kept == Array(line.utf8)) == isWhole
                && (isWhole || !String(decoding: kept, as: UTF8.self).contains("text")))
        let again = try talk.outcome(of: JSONValue(parsing: kept), article)
        #expect(text(of: again, article) == text(of: try talk.outcome(of: answer, article), article))
    }

    private func text(of outcome: BatchAnswer.Outcome, _ article: Article) -> String {
        var json = JSONWriter()
        json.array { json in
            switch outcome {
            case .none(let reason): json.value(reason ?? "nothing")
            case .layers(let layers):
                var copy = article
                for layer in layers { layer.add(to: &copy.layers) }
                json.object { copy.layers.selected(Self.keys).write(to: &$0, article: copy) }
            case .articles(let articles):
                for article in articles {
                    json.object { json in
                        article.writeMembers(to: &json)
                        article.layers.selected(Self.keys).write(to: &json, article: article)
                    }
                }
            }
        }
        return json.text
    }

    private static let keys = [LayerKey(Sentences.self), LayerKey(named: "n")]
}
