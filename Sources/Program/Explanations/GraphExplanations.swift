extension Explanation {
    /// What is wrong with the graph of stages.
    static let graph: [Explanation] = [
        .error(
            "plan.ambiguous-combination", "some of the documents that meet are the same, and some aren't",
            "Branches of the same documents are joined, each document once; different documents are merged, all of them. "
                + "Of a mix neither is evident: say `combine: merge`, or join those that are the same in a stage before.",
            .whole(
                twoSources + """
                      language: { uses: extract.language, from: one }
                      phrases: { uses: extract.keyphrases, from: one }
                      lines: { uses: publish.jsonl, from: [language, phrases, two], combine: merge, with: { path: build/a.jsonl } }

                    """, ", combine: merge", becomes: "")),
        .error(
            "plan.artifact-in-corpus", "a stage writes what a source reads",
            "The next run would read what this one wrote. Publish elsewhere, or leave it out by `exclude`.",
            .front("build/a.jsonl", becomes: "articles/a.jsonl")),
        .error(
            "plan.artifact-over-records", "a stage writes where the run keeps its records",
            "Records and quarantine are kept in the folder `state`; an artifact in it, or around it, would take their place.",
            .front("build/a.jsonl", becomes: ".galley/a.jsonl")),
        .error(
            "plan.bad-option", "a stage can't be made of its options",
            "A stage type may find only when the stage is made that its options can't work. The message is the stage type's "
                + "own."),
        .error(
            "plan.form-mismatch", "a stage takes documents of another form",
            "Every stage type takes documents of one form and gives documents of one form: `galley stages` lists them. Where "
                + "stage types are known that convert, the message names them in order.",
            Example(
                bad: Example.front.replacing("  article: { uses: normalize.article, from: read }\n", with: "")
                    .replacing("from: article", with: "from: read"), mended: Example.front)),
        .error(
            "plan.input-from-sink", "a stage takes documents from one that publishes",
            "A sink gives nothing on. Take the documents where the sink takes them.",
            .front(
                with: "  pages: { uses: publish.markdown, from: lines, with: { path: build/pages } }\n",
                mended: "  pages: { uses: publish.markdown, from: article, with: { path: build/pages } }\n")),
        .error(
            "plan.join-of-different-documents", "`combine: join` is said of documents that aren't the same",
            "Documents are the same when they come from one stage along several branches. What comes from different sources "
                + "is merged.",
            .whole(
                twoSources
                    + "  lines: { uses: publish.jsonl, from: [one, two], combine: merge, with: { path: build/a.jsonl } }\n",
                "combine: merge", becomes: "combine: join")),
        .error(
            "plan.layer-on-some-documents", "a layer that a stage needs is only on some of its documents",
            "A `when` before it, or a branch that doesn't provide the layer, leaves documents without. Provide the layer "
                + "before the branches part, or give the stage the same condition.",
            .whole(
                Example.front.replacing("from: article,", with: "from: summary,")
                    + "  split: { uses: extract.sentences, from: article }\n"
                    + "  summary: { uses: summarize.extractive, from: [article, split] }\n",
                "extract.sentences, from: article", becomes: "extract.sentences, from: article, when: { site: Herald }")
        ),
        .error(
            "plan.missing-layer", "a layer that a stage needs is on none of its documents",
            "Stages that find things put them on documents as layers; others need them. The message says which stage type "
                + "provides the layer and where to put it, or which stage of the definition has it already.",
            .whole(
                Example.front.replacing("from: article,", with: "from: summary,")
                    + "  split: { uses: extract.sentences, from: article }\n"
                    + "  summary: { uses: summarize.extractive, from: split }\n",
                "  split: { uses: extract.sentences, from: article }\n  summary: { uses: summarize.extractive, from: split }",
                becomes: "  summary: { uses: summarize.extractive, from: article }")),
        .warning(
            "plan.idle-policy", "a policy changes nothing where it stands",
            "A source reads every document once, and one after the other, so `retry`, `timeout` and `jobs` are for stages that "
                + "take documents. One attempt is made without `retry` as well; `max-failures` never comes to bear beside "
                + "`on-error: fail`, nor when it allows all documents to fail.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, timeout: 30s").replacing(
                    "paths: [articles] }", with: "paths: [articles] }, max-failures: 5%"),
                "max-failures: 5%", becomes: "timeout: 30s")),
        .warning(
            "plan.needless-combine", "`combine` stands where nothing is combined",
            "It says how documents of several stages meet, and this stage takes documents from one.",
            .whole(Example.front, "from: article", becomes: "from: article, combine: join")),
        .error(
            "plan.not-permitted", "a stage would reach beyond the files of the definition",
            "`galley stages` tells what a stage type reaches, and a run needs the user's word for it: `--allow network`. "
                + "Addresses of this machine and of private networks are refused even then, unless "
                + "`--allow private-addresses` is given as well; `--allow command` is for programs of your own. `plan` and "
                + "`check` reach nothing, so they need no permission; `test` reaches nothing but programs, with "
                + "`--allow command`."),
        .error(
            "plan.no-input", "a stage that takes documents isn't given any",
            "All stages but sources need `from`.",
            .front(
                with: "  pages: { uses: publish.markdown, with: { path: build/pages } }\n",
                mended: "  pages: { uses: publish.markdown, from: article, with: { path: build/pages } }\n")),
        .warning(
            "plan.repeated-stage", "two stages do the same to the same documents",
            "The work is done twice, with the same result. One stage can feed any number of others.",
            .front(
                with:
                    "  split: { uses: extract.sentences, from: article }\n  again: { uses: extract.sentences, from: article }\n"
                    + "  count: { uses: extract.statistics, from: split }\n  summary: { uses: summarize.extractive, from: again }\n"
                    + "  pages: { uses: publish.markdown, from: [count, summary], with: { path: build/pages } }\n",
                mended: "  split: { uses: extract.sentences, from: article }\n"
                    + "  count: { uses: extract.statistics, from: split }\n  summary: { uses: summarize.extractive, from: split }\n"
                    + "  pages: { uses: publish.markdown, from: [count, summary], with: { path: build/pages } }\n")),
        .error(
            "plan.shared-artifact", "two stages write the same artifact, or one inside another's folder",
            "The one that is put in place last would take away the other one.",
            .front(
                with: "  more: { uses: publish.jsonl, from: article, with: { path: ./build/a.jsonl } }\n",
                mended: "  more: { uses: publish.jsonl, from: article, with: { path: build/b.jsonl } }\n")),
        .error(
            "plan.shared-standard-input", "two sources read standard input",
            "There is one standard input: let one source read it, and take its documents where they are needed.",
            .whole(
                twoSources.replacing("[articles]", with: "[\"-\"]")
                    + "  lines: { uses: publish.jsonl, from: [one, two], with: { path: build/a.jsonl } }\n",
                "[drafts]", becomes: "[\"-\"], format: jsonl")),
        .error(
            "plan.source-with-input", "a source is given documents",
            "A source reads from outside. Where documents of several sources shall meet, the stage after them names them all.",
            .whole(
                twoSources + "  lines: { uses: publish.jsonl, from: [one, two], with: { path: build/a.jsonl } }\n",
                "uses: ingest.files, with: { paths: [drafts] }",
                becomes: "uses: ingest.files, from: read, with: { paths: [drafts] }"
            )),
        .error(
            "plan.unknown-stage-type", "there is no stage type of that name",
            "`galley stages` lists those that this program was built with, which stages of a package of your own aren't: ask the program of that package. A stage type is named `family.thing`.",
            .front("normalize.article", becomes: "normalise.articles")),
        .warning(
            "plan.unused-output", "nothing takes the documents of a stage",
            "What the stage does is lost. Publish its documents, or remove it.",
            .front(
                with: "  language: { uses: extract.language, from: article }\n",
                mended: "  language: { uses: extract.language, from: article }\n"
                    + "  pages: { uses: publish.markdown, from: language, with: { path: build/pages } }\n")),
        .error(
            "plan.value-of-two-types", "documents that meet have a value of one name and different types",
            "Values that programs give are declared under `values`, on each branch by itself. Where branches meet, conditions "
                + "and stages after them could not tell which one they find. Give one another name, or both one type.",
            .whole(
                Example.front.replacing("from: article,", with: "from: [short, long],") + """
                      short: { uses: run.command, from: article, with: { command: [cat], values: { rating: number } } }
                      long: { uses: run.command, from: article, with: { command: [cat, -], values: { rating: number } } }

                    """, "[cat, -], values: { rating: number }", becomes: "[cat, -], values: { rating: text }")),
    ]

    private static let twoSources = """
        galley: 1
        name: example
        stages:
          read: { uses: ingest.files, with: { paths: [articles] } }
          more: { uses: ingest.files, with: { paths: [drafts] } }
          one: { uses: normalize.article, from: read }
          two: { uses: normalize.article, from: more }

        """

    /// What is wrong with conditions.
    static let conditions: [Explanation] = [
        .warning(
            "plan.condition-always", "a condition leaves nothing out",
            "Stages before let only documents pass for which it holds.",
            .whole(
                byLanguage, "from: english, with", becomes: "from: english, when: { language: { not: de } }, with")),
        .warning(
            "plan.condition-never", "a condition never holds",
            "It excludes itself, or stages before leave out all documents for which it would hold. A branch of other "
                + "documents begins where they are still there.",
            .whole(
                byLanguage.replacing(
                    "from: english, with", with: "from: english, when: { language-confidence: { at-least: 0.9 } }, with"
                ),
                "language-confidence: { at-least: 0.9 }", becomes: "language: de")),
        .error(
            "plan.condition-on-source", "a source has a condition",
            "A source takes no documents that it could look at. Put the condition on the stages that take its documents.",
            .front(
                "with: { paths: [articles] }", becomes: "when: { path: a.txt }, with: { paths: [articles] }")),
        .error(
            "plan.condition-type", "a condition compares a field with what it can't be",
            "Fields are text, numbers, or true and false; only numbers are great or small.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, when: { bytes: { at-least: 100 } }"),
                "bytes: { at-least: 100 }", becomes: "bytes: large")),
        .error(
            "plan.unknown-field", "a condition names a field that the documents don't have",
            "Fields belong to the form of the documents and to their layers: a field of a layer is there after a stage that "
                + "provides the layer.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, when: { bytes: { at-least: 100 } }"), "bytes",
                becomes: "byte")),
    ]

    private static let byLanguage =
        Example.front.replacing("from: article,", with: "from: english,")
        + "  language: { uses: extract.language, from: article }\n"
        + "  english: { uses: extract.keyphrases, from: language, when: { language: en } }\n"
}
