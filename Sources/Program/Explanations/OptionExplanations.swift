extension Explanation {
    /// What is wrong with the options of a stage.
    static let options: [Explanation] = [
        .error(
            "option.choice", "an option is given a word that it can't have",
            "`galley stages NAME` lists the words that a choice can have.",
            .whole(
                Example.front.replacing("[articles]", with: "[articles], format: markdown"), "format: markdown",
                becomes: "format: parchment")),
        .warning(
            "option.default", "an option is set to its default",
            "It says nothing, and hides what is set on purpose. A value that comes from a parameter isn't meant: it may be "
                + "another one next time.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, with: { minimum-words: 50 }"), "50",
                becomes: "0")),
        .error(
            "option.invalid", "an option has a value that can't work",
            "Stage types check what types and limits can't say: patterns, language codes, options that exclude each other.",
            .front("build/a.jsonl", becomes: "build/")),
        .error(
            "option.missing", "an option that must be given isn't",
            "Some options have no sensible default, such as what to read and where to write.",
            .front(", with: { path: build/a.jsonl }", becomes: "")),
        .warning(
            "option.no-effect", "an option has no effect, or another one than it seems to have",
            "Another option of the stage makes it pointless, or its value says what the stage doesn't do.",
            .whole(
                Example.front.replacing("[articles]", with: "[articles], format: json, fields: { title: headline }"),
                "format: json", becomes: "format: html")),
        .error(
            "option.range", "an option is outside its limits",
            "The limits are in the message, and in what `galley stages NAME` prints.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, with: { minimum-words: 50 }"), "50",
                becomes: "-5")),
        .error(
            "option.type", "an option is given a value of another type",
            "Values are converted by the type of the option: what is in quotes is text, and so is what doesn't read as a "
                + "number where one is wanted.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, with: { minimum-words: 50 }"), "50",
                becomes: "fifty")),
        .error(
            "option.unknown", "the stage type has no such option",
            "`galley stages NAME` lists the options. Unknown ones are errors, so that a misspelt one isn't passed over.",
            .whole(
                Example.front.replacing("from: read", with: "from: read, with: { minimum-words: 50 }"), "minimum-words",
                becomes: "min-words")),
    ]

    /// What is wrong outside, here and now.
    static let outside: [Explanation] = [
        .warning(
            "file.input", "what a source is to read isn't there",
            "A definition may be checked on one machine and run on another, so this is a warning, even with `--strict`. A run "
                + "ends with exit code 66.",
            .front("[articles]", becomes: "[no-such-folder]")),
        .warning(
            "file.output", "an artifact couldn't be written",
            "Something else stands in its place, or the folder may not be written to. This is a warning, even with `--strict`, "
                + "since a definition may be run elsewhere. A run ends with exit code 73.",
            .front("build/a.jsonl", becomes: "/dev/null/a.jsonl")),
        .warning(
            "file.program", "a program that a stage is to run isn't there",
            "Or the folder in which it is to work. This is a warning, even with `--strict`, since a definition may be run "
                + "elsewhere. A run ends with exit code 1.",
            .front(
                with: "  rate: { uses: run.command, from: article, with: { command: [no-such-program] } }\n"
                    + "  rated: { uses: publish.jsonl, from: rate, with: { path: build/rated.jsonl } }\n",
                mended: "  rate: { uses: run.command, from: article, with: { command: [cat] } }\n"
                    + "  rated: { uses: publish.jsonl, from: rate, with: { path: build/rated.jsonl } }\n")),
    ]
}
