import BuiltIn
import Diagnostics
import Documents
import Files
import Planning
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Definition

/// The examples that the documentation prints are run: options as a definition has them, input, output.
@Suite struct ExampleTests {
    @Test func everyStageTypeThatTakesDocumentsHasExamplesThatHold() throws {
        for plugin in builtInPlugins {
            for type in plugin.stageTypes where type.descriptor.shape != .source { try check(type) }
        }
    }

    private func check<S: StageType>(_ type: S.Type) throws {
        #expect(!type.examples.isEmpty, "\(type.name) shows no example")
        for example in type.examples {
            let folder = try ScratchFolder()
            let configuration = try configuration(options(of: example, in: folder), of: type)
            let harness = try StageHarness(type, configuration)
            let result =
                type.descriptor.input?.name == RawDocument.formName
                ? try harness.run(example.inputs.map { raw(example, $0) })
                : try harness.run(example.inputs.map { article(example, $0) })
            if let sink = try type.init(configuration, StageContext(stage: "example")) as? any Sink {
                let published = try sink.artifacts.map { try text(of: $0, in: folder) }.joined()
                #expect("\n\(published)".contains("\n\(example.output)\n"), "\(type.name): \(published)")
            } else {
                #expect(result.jsonLines == example.output, "\(type.name): \(example.title)")
            }
        }
    }

    /// The options, with what is published in a folder of the test's own.
    private func options(of example: StageExample, in folder: ScratchFolder) -> String? {
        example.optionMapping?.replacing("path: ", with: "path: \(folder.path)/")
    }

    /// What a sink wrote: a file, or the files of a folder in the order of their names.
    private func text(of artifact: Artifact, in folder: ScratchFolder) throws -> String {
        let prefix = folder.path + "/"
        try #require(artifact.path.text.hasPrefix(prefix), "an example's artifact is named by the option 'path'")
        let name = String(artifact.path.text.dropFirst(prefix.count))
        guard artifact.isFolder else { return try folder.text(name) }
        return try folder.names(name).filter { $0 != AtomicFolder.marker }.map { try folder.text("\(name)/\($0)") }
            .joined()
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
