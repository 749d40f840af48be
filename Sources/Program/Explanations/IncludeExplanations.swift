extension Explanation {
    /// What is wrong with definitions that include others.
    static let includes: [Explanation] = [
        .error(
            "include.cycle", "definitions include each other in a circle",
            "A definition can't include one that includes it, on whatever way. The message names the circle: what both "
                + "need belongs in a third definition, which both include."),
        .error(
            "include.name-taken", "an include has the name of a stage",
            "`from` names stages and included definitions alike, so that they can't share a name.",
            including("unique:", becomes: "front:")),
        .error(
            "include.several-ends", "it isn't evident which stage of an included definition is meant",
            "The name of an include alone stands for the one stage of it that no other stage of it takes documents from. "
                + "Here `cleaning.yaml` ends in two: `unique` and `language`.",
            including("from: front.unique", becomes: "from: front")),
        .error(
            "include.too-large", "a definition with all that it includes is too large",
            "All files together have 1 MB at most, one that is included twice counted twice. What is so large is no "
                + "definition: lists of documents belong in files of their own."),
        .error(
            "include.too-many", "too many definitions are included",
            "A definition includes 64 files at most, one that is included twice counted twice, and eight in a row."),
        .error(
            "include.unreadable", "an included definition can't be read",
            "Its path is looked up from the folder of the definition that names it, not from the current folder.",
            including("cleaning.yaml", becomes: "cleaning.yml")),
    ]

    /// A definition that includes `cleaning.yaml`, with one place changed.
    private static func including(_ right: String, becomes wrong: String) -> Example {
        .whole(
            """
            galley: 1
            name: example
            include: { front: cleaning.yaml }
            stages:
              unique: { uses: publish.jsonl, from: front.unique, with: { path: build/a.jsonl } }
              languages: { uses: publish.jsonl, from: front.language, with: { path: build/b.jsonl } }

            """, right, becomes: wrong)
    }
}
