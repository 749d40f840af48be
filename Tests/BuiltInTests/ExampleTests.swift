import BuiltIn
import Diagnostics
import Documents
import Planning
import StageKit
import StageTesting
import Testing

@testable import Definition

/// The examples that the documentation prints are run: options as a definition has them, input, output.
@Suite struct ExampleTests {
    @Test func everyTransformAndAggregateHasExamplesThatHold() throws {
        for plugin in builtInPlugins {
            for type in plugin.stageTypes { try check(type) }
        }
    }

    private func check<S: StageType>(_ type: S.Type) throws {
        let descriptor = type.descriptor
        guard descriptor.shape == .transform || descriptor.shape == .aggregate else { return }
        #expect(!type.examples.isEmpty, "\(type.name) shows no example")
        for example in type.examples {
            let configuration = try configuration(example.optionMapping, of: type)
            let harness = try StageHarness(type, configuration)
            let result =
                descriptor.input?.name == RawDocument.formName
                ? try harness.run(example.inputs.map { raw(example, $0) })
                : try harness.run(example.inputs.map { article(example, $0) })
            #expect(result.jsonLines == example.output, "\(type.name): \(example.title)")
        }
    }

    private func raw(_ example: StageExample, _ input: String) -> RawDocument {
        let suffixes = [".html": MediaType.html, ".md": .markdown]
        let type = suffixes.first { example.locator.hasSuffix($0.key) }?.value ?? .plainText
        return RawDocument(locator: example.locator, mediaType: type, bytes: Array(input.utf8))
    }

    private func article(_ example: StageExample, _ input: String) -> Article {
        var article = sampleArticle(input, locator: example.locator)
        for layer in example.layers(article) { layer.add(to: &article.layers) }
        return article
    }

    private func configuration<S: StageType>(_ options: String?, of type: S.Type) throws -> S.Configuration {
        let text = """
            galley: 1
            name: example
            stages:
              example:
                uses: \(type.name)
                with: \(options ?? "{}")
            """
        let file = SourceFile(path: "example.yaml", bytes: Array(text.utf8))
        let (definition, problems) = DefinitionReader.read(file, overrides: [], environment: [:])
        #expect(problems.isEmpty, "\(type.name): \(problems.map(\.message))")
        let read = try #require(definition)
        let stage = try #require(read.stages.first)
        let (configuration, wrong) = NodeDecoder.configuration(of: stage, in: read, for: type.descriptor)
        #expect(wrong.isEmpty, "\(type.name): \(wrong.map(\.message))")
        return try #require(configuration as? S.Configuration)
    }
}
