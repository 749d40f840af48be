import Documents
import Foundation
import StageKit
import Locks
import TestSupport

/// Fails so many times at every article, then lets it pass. Counts by the id of its stage, which a test chooses.
struct Flaky: Annotator {
    struct Configuration: StageConfiguration {
        @Option("how often") var failures = 2
    }
    static var name: String { "extract.flaky" }
    static var summary: String { "fails at first" }
    private static let calls = Mutex<[String: Int]>([:])
    let configuration: Configuration
    let context: StageContext
    init(_ configuration: Configuration, _ context: StageContext) {
        self.configuration = configuration
        self.context = context
    }
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        let call = Self.calls.withLock { calls in
            calls["\(context.stage) \(article.number)", default: 0] += 1
            return calls["\(context.stage) \(article.number)"] ?? 0
        }
        if call <= configuration.failures { throw DocumentError("busy", "is busy") }
        return Language(code: "en", confidence: 1)
    }
}

/// Takes an hour for article 3, and doesn't come back before it is let go.
struct Hang: Annotator {
    static var name: String { "extract.hang" }
    static var summary: String { "hangs" }
    var clock = FakeClock()
    let context: StageContext
    init(_ configuration: NoOptions, _ context: StageContext) { self.context = context }
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        if article.number == 3 {
            clock.advance(.seconds(3600))
            while !context.isCancelled {}
        }
        return Language(code: "en", confidence: 1)
    }
}

/// Takes an hour for article 3, and works on until the test lets it go.
struct Stuck: Annotator {
    static var name: String { "extract.stuck" }
    static var summary: String { "is stuck" }
    static let isLetGo = Atomic(false)
    var clock = FakeClock()
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        if article.number == 3 {
            clock.advance(.seconds(3600))
            while !Self.isLetGo.load(ordering: .relaxed) { usleep(1000) }
        }
        return Language(code: "en", confidence: 1)
    }
}

/// Counts to ten, in documents of which articles are yet to be made.
struct CountRaw: Source {
    struct Reader: DocumentReader {
        var position = 0
        mutating func next() -> Reading<RawDocument>? {
            guard position < 10 else { return nil }
            defer { position += 1 }
            return .document(
                RawDocument(locator: "\(position)", mediaType: .plainText, bytes: Array("\(position)".utf8)))
        }
    }
    static var name: String { "ingest.count-raw" }
    static var summary: String { "counts" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 10, bytes: 0) }
    func makeReader() -> Reader { Reader() }
}

/// Makes an article of a document.
struct Spell: Transform {
    static var name: String { "normalize.spell" }
    static var summary: String { "makes articles" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: RawDocument, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(Article(raw: document, metadata: ArticleMetadata(), blocks: [(.paragraph, document.locator)]))
    }
}

/// Counts how many of its calls are made at the same time. Counts by the id of its stage, which a test chooses.
struct Busy: Annotator {
    static var name: String { "extract.busy" }
    static var summary: String { "is busy" }
    private static let counts = Mutex<[String: (now: Int, most: Int)]>([:])
    static func most(_ stage: String) -> Int { counts.withLock { $0[stage]?.most ?? 0 } }
    let context: StageContext
    init(_ configuration: NoOptions, _ context: StageContext) { self.context = context }
    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        Self.counts.withLock { counts in
            var count = counts[context.stage] ?? (0, 0)
            count.now += 1
            count.most = max(count.most, count.now)
            counts[context.stage] = count
        }
        for _ in 0..<2000 { _ = context.isCancelled }
        Self.counts.withLock { $0[context.stage]?.now -= 1 }
        return Language(code: "en", confidence: 1)
    }
}
