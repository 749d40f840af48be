internal import Diagnostics

extension Explanation {
    /// What is wrong with the tests of definitions, and what they tell.
    static let tests: [Explanation] = [
        .error(
            "test.ambiguous-source", "it isn't evident which source reads the input of a case",
            "A pipeline with several sources needs to be told with `at` which of them reads a case's input; the others read "
                + "nothing.",
            .whole(
                """
                galley: 1
                name: example
                stages:
                  first: { uses: ingest.files, with: { paths: [articles] } }
                  second: { uses: ingest.files, with: { paths: [drafts] } }
                  article: { uses: normalize.article, from: [first, second] }
                  lines: { uses: publish.jsonl, from: article, with: { path: build/a.jsonl } }
                tests:
                  - { name: one, at: first, input: { text: The bridge closes. }, expect: { lines: 1 } }

                """, "at: first, ", becomes: "")),
        .error(
            "test.documents", "another number of documents came out of a stage than a case expects",
            "Told by `galley test`. The notes name the documents that came out, and where the others stayed, and why."),
        .error(
            "test.duplicate-name", "two cases have the same name",
            "The name is what reports tell a case by.",
            testing(
                "- { name: one, input: articles/a.txt, expect: { lines: 1 } }\n"
                    + "  - { name: two, input: articles/a.txt, expect: { lines: 1 } }",
                "name: two", becomes: "name: one")),
        .error(
            "test.entry", "the pipeline can't be run with documents that enter at a stage",
            "Where documents enter in the middle, what comes after has to be a pipeline that is right by itself. Let them "
                + "enter at a stage before."),
        .error(
            "test.field", "a field of a document isn't as a case expects",
            "Told by `galley test`, with the document, the stage, what was expected and what was found."),
        .error(
            "test.filtered", "another number of documents was left out than a case expects",
            "Told by `galley test`. The notes name the documents that were left out, and why."),
        .error(
            "test.input", "a stage can't take the input of a case",
            "Files are read by sources that read files. Any other stage takes documents that are written out, in the form "
                + "that it takes.",
            testing(
                "- { name: one, at: article, input: { text: The bridge closes. }, expect: { lines: 1 } }",
                "input: { text: The bridge closes. }", becomes: "input: articles/a.txt")),
        .error(
            "test.layer", "a layer can't be made of the fields that are given",
            "A written-out article may have fields of layers. The layer is made of them where they are enough: `Language` "
                + "needs `language`.",
            testing(
                "- { name: one, at: lines, input: { title: A, language: en }, expect: { lines: 1 } }",
                "language: en", becomes: "language-confidence: 1")),
        .error(
            "test.missing-layer", "documents that enter in the middle don't have a layer that is needed",
            "A stage that requires a layer is fed from the stage that provides it, or from one before; or, where the layer "
                + "can be made of fields, these are given.",
            .whole(
                """
                galley: 1
                name: example
                stages:
                  read: { uses: ingest.files, with: { paths: [articles] } }
                  article: { uses: normalize.article, from: read }
                  split: { uses: extract.sentences, from: article }
                  summary: { uses: summarize.extractive, from: split }
                  lines: { uses: publish.jsonl, from: summary, with: { path: build/a.jsonl } }
                tests:
                  - { name: one, at: split, input: { text: The bridge closes. }, expect: { summary: 1 } }

                """, "at: split", becomes: "at: summary")),
        .error(
            "test.no-expectation", "a case expects nothing",
            "A case that expects nothing can't fail, and so tests nothing.",
            testing(
                "- { name: one, input: articles/a.txt, expect: { lines: 1 } }", "{ lines: 1 }", becomes: "{}")),
        .error(
            "test.no-file", "a file that a case puts in isn't there",
            "Told by `galley test`. Files are named from the folder of the definition, not from the current folder."),
        .error(
            "test.quarantined", "another number of documents went to quarantine than a case expects",
            "Told by `galley test`. The notes name the documents that couldn't be processed, and why."),
        .error(
            "test.run", "a case can't be run",
            "Told by `galley test`: the run broke off, with the reason that is named."),
        .error(
            "test.too-many", "a definition has too many cases",
            "There may be 1,000. What needs more is tested better by several definitions."),
        .error(
            "test.unreached-stage", "the input of a case doesn't reach a stage of which something is expected",
            "Documents go along edges from the stage where they enter; stages beside or before it get none.",
            testing(
                "- { name: one, at: article, input: { text: The bridge closes. }, expect: { lines: 1 } }",
                "{ lines: 1 }", becomes: "{ read: 1 }")),
    ]

    /// The small definition with a case, of which one place is changed.
    private static func testing(_ tests: String, _ right: String, becomes wrong: String) -> Example {
        .front(
            with: "tests:\n  " + tests.replacing(right, with: wrong) + "\n", mended: "tests:\n  " + tests + "\n")
    }
}
