extension Explanation {
    /// What is wrong with parameters and with what is filled in.
    static let parameters: [Explanation] = [
        .error(
            "parameter.choice", "a parameter has a value that isn't among its `values`",
            "`values` lists all that a parameter can be; its default is one of them, and so is what `--set` gives.",
            .whole(
                withParameter("{ type: path, default: articles, values: [articles, seeds] }"), "default: articles",
                becomes: "default: article")),
        .error(
            "parameter.environment", "an environment variable isn't set",
            "`${env:NAME}` must be set where the definition is checked or run; `${env:NAME:-default}` says what counts when it "
                + "isn't.",
            .whole(
                withParameter("\"${env:GALLEY_EXAMPLE:-articles}\""), "${env:GALLEY_EXAMPLE:-articles}",
                becomes: "${env:GALLEY_EXAMPLE}")),
        .error(
            "parameter.in-default", "the default of a parameter names another parameter",
            "Defaults are read before there are values. Put the two together where they are used: `${folder}/${name}`.",
            .whole(withParameter("articles"), "input: articles", becomes: "input: \"${folder}/articles\"")),
        .error(
            "parameter.missing-value", "a parameter has no value",
            "A parameter without default must be given: `--set input=articles`.",
            .whole(withParameter("{ type: path, default: articles }"), ", default: articles", becomes: "")),
        .error(
            "parameter.syntax", "`${` isn't followed by a name and `}`",
            "`${name}` stands for a parameter, `${env:NAME}` for an environment variable, `$${` for the characters themselves.",
            .whole(
                Example.front.replacing("build/a.jsonl", with: "\"build/$${a}.jsonl\""), "$${a}", becomes: "${}")),
        .error(
            "parameter.too-large", "filling in parameters makes the definition too large",
            "What is filled in may have 8 MB and 100,000 values, so that a long text in a thousand places can't fill the memory."
        ),
        .error(
            "parameter.type", "a parameter has a value of another type",
            "The type is declared by `type`, or is that of the default. A list can only stand alone in a value: "
                + "`exclude: \"${names}\"`.",
            .whole(withParameter("{ type: path, default: articles }"), "type: path", becomes: "type: number")),
        .error(
            "parameter.unknown", "there is no parameter of that name",
            "Parameters are declared under `parameters`; `$${` stands for the characters `${` themselves.",
            .whole(withParameter("articles"), "${input}", becomes: "${inptu}")),
        .warning(
            "parameter.unused", "a parameter is never used",
            "Whoever sets it will wonder why nothing changes. A parameter `output` is used by `state`, unless that is given.",
            .whole(withParameter("articles"), "input: articles", becomes: "input: articles\n  language: en")),
    ]

    private static func withParameter(_ input: String) -> String {
        Example.front.replacing("stages:", with: "parameters:\n  input: \(input)\nstages:")
            .replacing("[articles]", with: "[\"${input}\"]")
    }
}
