internal import Documents
internal import StageKit

/// Whether the examples of a stage type hold.
enum ExampleCheck {
    static func check<S: StageType>(_ type: S.Type, _ findings: inout Findings) {
        // An example's input is text: a source takes none, and a form of a plugin's own isn't made of it.
        let forms = [RawDocument.formName, Article.formName]
        guard let input = type.descriptor.input, forms.contains(input.name) else { return }
        if type.examples.isEmpty {
            findings.add(
                .examples, "there is no example", help: "show one: StageExample(title, input: …, output: …)")
        }
        for example in type.examples {
            _ = findings.attempt(.examples, "the example '\(example.title)'") {
                try check(example, type)
            }.map { problem in
                if let problem { findings.add(.examples, problem.message, help: problem.help) }
            }
        }
    }

    private static func check<S: StageType>(
        _ example: StageExample, _ type: S.Type
    ) throws -> (message: String, help: String)? {
        let folder = try TestFolder()
        let (configuration, problems) = ConfigurationText.read(
            example.optionMapping ?? "{}", S.Configuration.self, of: type.name)
        guard let configuration else {
            return (
                "the options of the example '\(example.title)' are refused: \(problems.joined(separator: "; "))",
                "write them as in a definition: options: \"sentences: 2\""
            )
        }
        let harness = try StageHarness(type, try configuration.moved(to: folder, type))
        let result =
            type.descriptor.input?.name == RawDocument.formName
            ? try harness.run(example.inputs.map { raw(example, $0) })
            : try harness.run(example.inputs.map { article(example, $0) })
        let isSink = type.descriptor.shape == .sink
        let output = isSink ? result.artifacts.map(\.text).joined() : result.jsonLines
        let holds = isSink ? "\n\(output)".contains("\n\(example.output)\n") : output == example.output
        guard !holds else { return nil }
        return ("the example '\(example.title)' gives another output", "if it is right, this is it: \(output)")
    }

    private static func raw(_ example: StageExample, _ input: String) -> RawDocument {
        RawDocument(
            locator: example.locator, mediaType: MediaType(suffixOf: example.locator) ?? .plainText,
            bytes: Array(input.utf8))
    }

    private static func article(_ example: StageExample, _ input: String) -> Article {
        var article = sampleArticle(input, locator: example.locator)
        for layer in example.layers(article) { layer.add(to: &article.layers) }
        return article
    }
}

extension StageConfiguration {
    /// The same, what a sink writes being in a folder.
    func moved<S: StageType>(to folder: TestFolder, _ type: S.Type) throws -> Self {
        guard type.descriptor.shape == .sink else { return self }
        let text = try ConfigurationText.mapping(of: self) { path in
            path.text.hasPrefix("/") ? path : Path(folder(path.normalized))
        }
        let (moved, problems) = ConfigurationText.read(text, Self.self, of: type.name)
        guard let moved else { throw HarnessError(message: problems.joined(separator: "; ")) }
        return moved
    }
}
