extension Explanation {
    /// What is wrong with a definition before the registry is asked.
    static let definition: [Explanation] = [
        .error(
            "definition.bad-id", "an id or name has letters that it can't have",
            "Ids of stages and names of parameters consist of `a` to `z`, digits and `-`, begin with a letter, and have 64 "
                + "characters at most, so that they can stand in paths, options and pictures as they are.",
            .front("  lines:", becomes: "  Lines:")),
        .error(
            "definition.bad-name", "the pipeline's name isn't one line of text",
            "The name is shown in plans, reports and pictures: ends of lines and control characters can't be in it.",
            .front("name: example", becomes: "name: \"two\\nlines\"")),
        .error(
            "definition.choice", "a key is given a word that it can't have",
            "`on-error` is `fail`, `quarantine` or `skip`; `combine` is `join` or `merge`; the `type` of a parameter is "
                + "`path`, `text`, `number`, `flag` or `list`.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, on-error: skip"), "on-error: skip",
                becomes: "on-error: ignore")),
        .error(
            "definition.condition", "a condition can't be understood, or never holds",
            "A condition is a value, a list of values, or a mapping with `not`, `at-least` and `at-most`.",
            .whole(
                Example.front.replacing(
                    "from: read", with: "from: read, when: { bytes: { at-least: 10, at-most: 900 } }"),
                "at-least: 10, at-most: 900", becomes: "at-least: 900, at-most: 10")),
        .error(
            "definition.cycle", "stages take documents from each other in a circle",
            "Documents go one way, from sources to sinks. The message names the circle, the notes show its edges: one of them "
                + "is wrong. What a stage shall see again needs a second stage of the same type.",
            .front(
                with:
                    "  split: { uses: extract.sentences, from: count }\n  count: { uses: extract.statistics, from: split }\n"
                    + "  pages: { uses: publish.markdown, from: count, with: { path: build/pages } }\n",
                mended:
                    "  split: { uses: extract.sentences, from: article }\n  count: { uses: extract.statistics, from: split }\n"
                    + "  pages: { uses: publish.markdown, from: count, with: { path: build/pages } }\n")),
        .error(
            "definition.duplicate-reference", "a stage names another one twice in `from`",
            "Documents come along an edge once. Where they shall arrive twice, two stages are needed.",
            .front("from: article", becomes: "from: [article, article]")),
        .error(
            "definition.missing-key", "a key that must be there is missing",
            "A definition has `galley`, `name` and `stages`; a stage has `uses`.",
            .front("uses: normalize.article, ", becomes: "")),
        .error(
            "definition.missing-version", "the version of the syntax is missing",
            "`galley: 1` lets later versions of Galley read the definition as it was meant.",
            .front("galley: 1\n", becomes: "")),
        .error(
            "definition.no-stages", "the definition has no stages",
            "There is nothing to run. A pipeline has one source at least.",
            Example(bad: "galley: 1\nname: example\nstages: {}\n", mended: Example.front)),
        .error(
            "definition.policy", "a policy of a stage can't be",
            "The message says what its limits are. `attempts` of `retry` are 1 to 100 and count the first one; a `timeout` is "
                + "longer than 0s; `max-failures` is a number of documents, or a share of 0% to 100%; `jobs` are 1 to 256.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, max-failures: 10%"), "max-failures: 10%",
                becomes: "max-failures: 110%")),
        .error(
            "definition.secret", "a value from the environment stands where everybody sees it",
            "Values of `${env:…}` may be secrets and are never shown. Stage types, edges and policies are shown in every plan "
                + "and picture, so they can't come from there. A parameter can.",
            .front("from: article", becomes: "from: \"${env:LAST_STAGE:-article}\"")),
        .error(
            "definition.self-reference", "a stage takes documents from itself",
            "Documents come from the stage before.", .front("from: read", becomes: "from: [read, article]")),
        .error(
            "definition.type", "a value is of another kind than wanted",
            "The message says what was expected and what was found. A list is written `[a, b]`, a mapping `{ key: value }`, or "
                + "line by line.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, with: { minimum-words: 20 }"),
                "with: { minimum-words: 20 }", becomes: "with: 20")),
        .error(
            "definition.unknown-key", "a key isn't known",
            "Unknown keys are errors, so that a misspelt one isn't passed over. Keys of your own at the top level begin with "
                + "`x-`.", .front("from: read", becomes: "form: read")),
        .error(
            "definition.unknown-stage", "`from` names a stage that isn't there",
            "`from` takes ids, the keys under `stages`, not stage types.",
            .front("from: article", becomes: "from: articel")),
        .error(
            "definition.unreadable", "the definition's file can't be read",
            "The path is wrong, or may not be read. Of several definitions the others are checked all the same."),
        .error(
            "definition.version", "the version of the syntax isn't known",
            "This Galley reads version 1. A greater one needs a newer Galley; nothing else is told of such a definition.",
            .front("galley: 1", becomes: "galley: 2")),
        Explanation(
            code: "diagnostics.omitted", severity: .note, title: "more problems were found than are shown",
            text: "After 1,000 problems the others are only counted. Mend the first ones, and check again.",
            example: nil),
    ]
}
