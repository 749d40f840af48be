import Documents
import Planning
import Runtime
import StageKit
import Locks
import TestSupport

/// Articles `0`, `1`, `2`, … as many as asked for; every tenth can't be read when `hasBroken`.
struct Count: Source {
    struct Configuration: StageConfiguration {
        @Option("how many") var count = 10
        @Option("whether every tenth is broken") var hasBroken = false
    }
    struct Reader: DocumentReader {
        let configuration: Configuration
        var position = 0
        mutating func next() throws -> Reading<Article>? {
            guard position < configuration.count else { return nil }
            defer { position += 1 }
            let raw = RawDocument(locator: "\(position)", mediaType: .plainText, bytes: Array("\(position)".utf8))
            if configuration.hasBroken, position % 10 == 9 {
                return .rejected(raw, DocumentError("broken", "is broken"))
            }
            return .document(Article(raw: raw, metadata: ArticleMetadata(), blocks: [(.paragraph, "\(position)")]))
        }
    }
    static var name: String { "ingest.count" }
    static var summary: String { "counts" }
    let configuration: Configuration
    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }
    func survey() -> Survey { Survey(documents: configuration.count, bytes: 0) }
    func makeReader() -> Reader { Reader(configuration: configuration) }
}

extension Article {
    /// The number that the article is.
    var number: Int { Int(text) ?? 0 }

    /// Throws at multiples of a number; at none of 0.
    func refuse(multiplesOf divisor: Int) throws {
        if divisor > 0, number % divisor == 0 { throw DocumentError("multiple", "fails") }
    }
}

/// Does with article `n` what its rule says.
struct Sieve: Transform {
    struct Configuration: StageConfiguration {
        @Option("leaves out multiples") var without = 0
        @Option("throws at multiples") var failing = 0
    }
    static var name: String { "normalize.sieve" }
    static var summary: String { "sieves" }
    static var multiplicity: Multiplicity { .optional }
    static var keepsLayers: Bool { true }
    let configuration: Configuration
    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
        try document.refuse(multiplesOf: configuration.failing)
        if configuration.without > 0, document.number % configuration.without == 0 { return }
        out.emit(document)
    }
}

/// Claims to give one for each, and doesn't.
struct Thief: Transform {
    static var name: String { "normalize.thief" }
    static var summary: String { "loses a document and gives another one twice, which adds up" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        if document.text != "7" { out.emit(document) }
        if document.text == "8" { out.emit(document) }
    }
}

struct Tell: Annotator {
    static var name: String { "extract.language" }
    static var summary: String { "tells the language" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Language {
        Language(code: article.number % 2 == 0 ? "en" : "de", confidence: 1)
    }
}

/// Twice each article.
struct Twice: Transform {
    static var name: String { "normalize.twice" }
    static var summary: String { "doubles" }
    static var multiplicity: Multiplicity { .many }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(document)
        out.emit(document)
    }
}

/// All articles from the last to the first.
struct Backwards: Aggregate {
    struct Folding: Fold {
        var all: [Article] = []
        mutating func add(_ document: Article, _ prepared: Int) {
            all.append(document)
        }
        mutating func finish(into out: inout Emitter<Article>) { for article in all.reversed() { out.emit(article) } }
    }
    struct Configuration: StageConfiguration {
        @Option("throws at multiples") var failing = 0
    }
    static var name: String { "normalize.backwards" }
    static var summary: String { "turns the corpus round" }
    let configuration: Configuration
    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }
    func prepare(_ document: Article, _ layers: NoLayers) throws -> Int {
        try document.refuse(multiplesOf: configuration.failing)
        return 0
    }
    func makeFold() -> Folding { Folding() }
}

/// Keeps what was committed in memory.
final class Shelf: Sendable {
    let name: String
    let committed = Mutex<[String]?>(nil)
    let isAbandoned = Mutex(false)

    init(_ name: String = "shelf") { self.name = name }
}

struct Collect: Sink {
    struct Writer: ArtifactWriter {
        let shelf: Shelf
        let failsAt: Int
        let onCommit: @Sendable () throws -> Void
        var written: [String] = []
        mutating func write(_ piece: String) throws {
            if written.count == failsAt { throw PublishError(.inputOutput, "the shelf is full") }
            written.append(piece)
        }
        mutating func finish() {}
        mutating func commit() throws {
            try onCommit()
            shelf.committed.withLock { [written] in $0 = written }
        }
        mutating func abandon() { shelf.isAbandoned.withLock { $0 = true } }
    }
    static var name: String { "publish.collect" }
    static var summary: String { "collects" }
    var shelf = Shelf()
    var failsAt = -1
    var failing = 0
    var onCommit: @Sendable () throws -> Void = {}
    init(_ configuration: NoOptions, _ context: StageContext) {}
    var artifacts: [Artifact] { [Artifact(Path(shelf.name))] }
    func prepare(_ document: Article, _ layers: Maybe<Language>) throws -> String {
        try document.refuse(multiplesOf: failing)
        return document.text + (layers.layer?.code ?? "")
    }
    func makeWriter() -> Writer { Writer(shelf: shelf, failsAt: failsAt, onCommit: onCommit) }
}

func stage<S: StageType>(
    _ id: String, _ type: S.Type, _ inputs: Int..., when: [Condition] = [], onError: ErrorPolicy = .quarantine,
    _ change: (inout S.Configuration) -> Void = { _ in }
) throws -> ResolvedStage {
    var configuration = S.Configuration()
    change(&configuration)
    let made = try type.descriptor.makeStage(configuration, StageContext(stage: id))
    return ResolvedStage(
        id: id, type: type.descriptor, stage: made, inputs: inputs, conditions: when, onError: onError)
}

func sink(
    _ inputs: Int..., shelf: Shelf, failsAt: Int = -1, onError: ErrorPolicy = .quarantine,
    _ change: (inout Collect) -> Void = { _ in }
) throws -> ResolvedStage {
    var collect = Collect(NoOptions(), StageContext(stage: "out"))
    collect.shelf = shelf
    collect.failsAt = failsAt
    change(&collect)
    return ResolvedStage(
        id: "out", type: Collect.descriptor, stage: Collect.erase(collect), inputs: inputs, onError: onError)
}

func run(
    _ stages: [ResolvedStage], jobs: Int = 2, batch: Int = 4, state: ScratchFolder? = nil
) async throws -> RunReport {
    let state = try state ?? ScratchFolder()
    var options = RunOptions(jobs: jobs)
    options.batchDocuments = batch
    options.waitingDocuments = 8
    return try await Run(Plan(name: "test", state: Path(state.path), resolved: stages), options: options).execute()
}
