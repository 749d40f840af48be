public import Documents
public import StageKit

/// Runs one stage on documents, in a test, as a run would.
///
/// ```swift
/// let harness = try StageHarness(ExtractLanguage.self)
/// let result = try harness.run([sampleArticle("Headline\n\nBonjour tout le monde.")])
/// #expect(result.layer(Language.self)?.code == "fr")
/// ```
public struct StageHarness<S: StageType> {
    private let stage: ErasedStage

    /// Makes the stage.
    /// - Throws: What the stage's configuration or initializer throws.
    public init(_ type: S.Type, _ configuration: S.Configuration = S.Configuration()) throws {
        try configuration.validate()
        let context = StageContext(stage: String(type.name.drop { $0 != "." }.dropFirst()))
        stage = try type.descriptor.makeStage(configuration, context)
    }

    /// Runs a transform, an aggregate or a sink on documents of one form, in one batch.
    public func run<Input: Form>(_ documents: [Input]) throws -> StageResult {
        let content = DocumentBatch(documents: documents, ordinals: documents.indices.map { Int32($0) })
        var result = StageResult()
        switch stage {
        case .source: throw HarnessError(message: "a source takes no documents: call read()")
        case .transform(let runner): result.append(try runner.run(content, nil, &result.tally))
        case .ordered(let runner):
            var consumer = try runner.open(nil, nil)
            do {
                let prepared = try runner.prepare(content, nil, &result.tally)
                if let given = try consumer.consume(prepared, [], &result.tally).content { result.append(given) }
                if let given = try consumer.finish(&result.tally) { result.append(given) }
                try consumer.commit()
            } catch {
                consumer.abandon()
                throw error
            }
        }
        return result
    }

    /// Reads all that a source holds.
    public func read() throws -> StageResult {
        guard case .source(let runner) = stage else { throw HarnessError(message: "only a source can be read") }
        var result = StageResult()
        var reader = try runner.makeReader()
        while let batch = try reader.next(documents: 64, bytes: 1 << 20, nil, &result.tally) {
            result.append(batch.content)
        }
        return result
    }

    /// Counts what a source holds.
    public func survey() throws -> Survey {
        guard case .source(let runner) = stage else { throw HarnessError(message: "only a source can be surveyed") }
        return try runner.survey()
    }
}

/// An article for tests: the first line is the headline, then paragraphs separated by blank lines.
public func sampleArticle(_ text: String, locator: String = "example.txt", language: String? = nil) -> Article {
    var paragraphs = text.split(separator: "\n\n").map { $0.trimmingNewlines() }
    var metadata = ArticleMetadata()
    if !paragraphs.isEmpty { metadata.title = paragraphs.removeFirst() }
    metadata.language = language
    return Article(
        raw: RawDocument(locator: locator, mediaType: .plainText, bytes: Array(text.utf8)), metadata: metadata,
        blocks: paragraphs.map { (.paragraph, $0) })
}

extension Substring {
    fileprivate func trimmingNewlines() -> String {
        split(whereSeparator: \.isNewline).joined(separator: "\n")
    }
}

/// A harness used for what the stage can't do.
public struct HarnessError: Error {
    /// What is wrong.
    public let message: String
}
