extension Explanation {
    /// What is wrong with the file before it is a definition.
    static let yaml: [Explanation] = [
        .error(
            "yaml.control-character", "a control character stands in the file",
            "A definition is text: of control characters only tabs and ends of lines may stand in it. In double quotes "
                + "others can be written as escapes, such as `\\u0007`."),
        .error(
            "yaml.duplicate-key", "a key is used twice in one mapping",
            "Which of the two counts would be a guess, so neither does. Ids of stages and names of parameters are keys, too.",
            .front(
                with: "  article: { uses: extract.language, from: article }\n",
                mended: "  pages: { uses: publish.markdown, from: article, with: { path: build/pages } }\n")),
        .error(
            "yaml.empty", "the file is empty, or holds nothing but comments",
            "A definition begins with `galley: 1`.", Example(bad: "# to be written\n", mended: Example.front)),
        .error(
            "yaml.encoding", "the file isn't UTF-8",
            "Definitions are read as UTF-8, with or without a byte order mark. Save the file in that encoding; editors call "
                + "it Unicode (UTF-8)."),
        .error(
            "yaml.key", "a key is missing, or isn't text",
            "A key is what stands before a colon: one piece of text. In quotes it may begin with a bracket.",
            .front(with: "x-notes:\n  [a, b]: both\n", mended: "x-notes:\n  \"[a, b]\": both\n")),
        .error(
            "yaml.merge", "the merge key `<<` is given something that isn't a mapping",
            "`<<: *name` takes over the keys of the mapping that stands after `&name`; a list of such aliases takes over "
                + "several. Keys of the mapping's own come first.",
            .whole(
                Example.front.replacing("stages:", with: "x-usual: &usual { on-error: skip }\nstages:")
                    .replacing("from: read", with: "from: read, <<: *usual"),
                "&usual { on-error: skip }", becomes: "&usual skip")),
        .error(
            "yaml.multiple-documents", "a second document begins in the file",
            "`---` begins another YAML document; a file holds one definition. What two definitions share is written twice, or "
                + "they become one definition with two branches.",
            .front(with: "---\ngalley: 1\nname: second\n", mended: "")),
        .error(
            "yaml.recursive-alias", "an alias stands inside what it stands for",
            "The value would contain itself. An alias may only stand after the value that it repeats.",
            .front(with: "x-list: &list [one, *list]\n", mended: "x-list: &list [one, two]\n")),
        .error(
            "yaml.syntax", "the file isn't well-formed YAML",
            "What follows can't be read, so that this is the only thing that is told. The usual causes are text with `: ` in "
                + "it that isn't in quotes, a tab at the start of a line, a quote or bracket that isn't closed, and lines "
                + "of one mapping that begin at different columns.",
            .whole(
                Example.front.replacing("name: example", with: "name: \"example: the first\""),
                "\"example: the first\"", becomes: "example: the first")),
        .error(
            "yaml.tag", "a tag isn't known",
            "Values are converted by what is wanted of them, so they need no tags. Text that begins with `!` is put in "
                + "quotes.",
            .front("name: example", becomes: "name: !draft example")),
        .error(
            "yaml.too-deep", "lists and mappings are too deep inside each other",
            "No definition needs more than a few levels; 64 are read, so that a hostile file can't exhaust the stack.",
            .front(
                with: "x-deep: \(String(repeating: "[", count: 65))\(String(repeating: "]", count: 65))\n",
                mended: "x-deep: []\n")),
        .error(
            "yaml.too-large", "the file is too large",
            "A definition has 1 MB at most. Lists of documents belong into files, which a source reads."),
        .error(
            "yaml.too-many-nodes", "the definition has too many values, aliases included",
            "An alias counts as much as what it stands for: 100,000 values are read, so that a few lines of aliases can't "
                + "fill the memory.",
            .front(
                with: "x-a: &a [\(tenfold("lol"))]\nx-b: &b [\(tenfold("*a"))]\nx-c: &c [\(tenfold("*b"))]\n"
                    + "x-d: &d [\(tenfold("*c"))]\nx-e: [\(tenfold("*d"))]\n",
                mended: "x-a: &a [lol]\nx-b: [*a]\n")),
        .error(
            "yaml.unknown-alias", "an alias names an anchor that isn't there",
            "`*name` repeats what stands after `&name` above. A pattern that begins with `*` is put in quotes.",
            .front("[articles]", becomes: "[articles], exclude: [*drafts]")),
    ]

    private static func tenfold(_ text: String) -> String {
        Array(repeating: text, count: 10).joined(separator: ", ")
    }
}
