import Documents
import Foundation
import Planning
import StageKit
import Locks
import TestSupport
import Testing

@testable import Runtime

/// Three articles that can be told from changed ones, and never change.
private struct Steady: Source {
    struct Reader: DocumentReader {
        var position = 0
        var unit: SourceUnit? { Self.unit(position - 1) }

        static func unit(_ position: Int) -> SourceUnit {
            SourceUnit(locator: "\(position)", stamp: Digest(of: "\(position)"), documents: 1)
        }

        mutating func next() -> Reading<Article>? { next { _ in false } }

        mutating func next(passingOver isSettled: (SourceUnit) throws -> Bool) rethrows -> Reading<Article>? {
            guard position < 3 else { return nil }
            defer { position += 1 }
            if try isSettled(Self.unit(position)) { return .passedOver }
            let raw = RawDocument(locator: "\(position)", mediaType: .plainText, bytes: Array("\(position)".utf8))
            return .document(Article(raw: raw, metadata: ArticleMetadata(), blocks: [(.paragraph, "\(position)")]))
        }
    }
    static var name: String { "ingest.steady" }
    static var summary: String { "gives the same" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 3, bytes: 3) }
    func makeReader() -> Reader { Reader() }
}

/// Refuses the second article until it is mended, of which nothing that a run looks at tells.
private struct Mending: Annotator {
    static let isMended = Mutex(false)

    static var name: String { "extract.mending" }
    static var summary: String { "can be mended" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        if article.number == 1, !Self.isMended.withLock({ $0 }) {
            throw DocumentError("out-of-order", "is out of order")
        }
        return Language(code: "en", confidence: 1)
    }
}

/// Writes a file.
private struct Paper: Sink {
    struct Configuration: StageConfiguration {
        @Option("the file", isRequired: true) var path: Path = "paper"
    }
    struct Writer: ArtifactWriter {
        let path: String
        var text = ""
        mutating func write(_ piece: String) { text += piece }
        mutating func finish() {}
        mutating func commit() throws { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) }
        mutating func abandon() {}
    }
    static var name: String { "publish.paper" }
    static var summary: String { "writes a file" }
    let path: Path
    init(_ configuration: Configuration, _ context: StageContext) { path = configuration.path }
    var artifacts: [Artifact] { [Artifact(path)] }
    func prepare(_ document: Article, _ layers: NoLayers) -> String { document.text + "\n" }
    func makeWriter() -> Writer { Writer(path: path.text) }
}

/// A run in which nothing has changed isn't done, unless it is asked for.
@Suite(.serialized) struct RepeatedRunTests {
    @Test func aRepeatedRunTriesAgainWhatWasRefused() async throws {
        let folder = try ScratchFolder()
        Mending.isMended.withLock { $0 = false }
        func run(isRepeated: Bool) async throws -> RunReport {
            let stages = [
                try stage("read", Steady.self), try stage("mending", Mending.self, 0),
                try stage("paper", Paper.self, 1) { $0.path = Path(folder.path + "/paper.txt") },
            ]
            var options = RunOptions(jobs: 1)
            options.isRepeated = isRepeated
            let plan = Plan(
                name: "steady", state: Path(folder.path + "/state"), resolved: stages, signal: StopSignal())
            return try await Run(plan, options: options).execute()
        }
        #expect(try await run(isRepeated: false).quarantined == 1)
        #expect(try await run(isRepeated: false).unchangedSince == 1)
        Mending.isMended.withLock { $0 = true }
        #expect(try await run(isRepeated: false).unchangedSince == 1)
        #expect(try folder.text("paper.txt") == "0\n2\n")
        let repeated = try await run(isRepeated: true)
        #expect(repeated.unchangedSince == nil && repeated.quarantined == 0)
        #expect(try folder.text("paper.txt") == "0\n1\n2\n")
        #expect(try await run(isRepeated: false).unchangedSince == repeated.run)
    }
}
