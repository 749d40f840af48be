import Documents
import Files
import JSON
import Foundation
import Locks
import StageKit

@testable import StageTesting

/// Numbers in the order in which they are asked for.
private final class Turns: Sendable {
    private let next = Mutex(0)
    func take() -> Int {
        next.withLock { next in
            next += 1
            return next
        }
    }
}

/// Gives the article that was prepared first.
struct FirstPrepared: Aggregate {
    static var name: String { "normalize.first" }
    static var summary: String { "gives the first article" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b"}"#)]
    }
    private let turns = Turns()

    init(_ configuration: NoOptions, _ context: StageContext) {}
    func prepare(_ article: Article, _ layers: NoLayers) -> Int { turns.take() }
    func makeFold() -> Folding { Folding() }

    struct Folding: Fold {
        var first: Article?
        mutating func add(_ article: Article, _ turn: Int) { if turn == 1 { first = article } }
        mutating func finish(into out: inout Emitter<Article>) { if let first { out.emit(first) } }
    }
}

/// What the sinks here have in common: lines in a file.
struct Lines: ArtifactWriter {
    let path: Path
    let leaves: Bool
    var text = ""

    mutating func write(_ line: String) throws {
        text += line + "\n"
        if leaves { try write(to: path.text + ".part") }
    }
    mutating func finish() throws {}
    mutating func commit() throws { try write(to: path.text) }
    mutating func abandon() {}

    private func write(to path: String) throws {
        guard let file = fopen(path, "w") else { throw PublishError(.cannotCreate, path) }
        fputs(text, file)
        fclose(file)
    }
}

/// Leaves a file beside its artifact, and behind when it is given up.
struct Littering: Sink {
    struct Configuration: StageConfiguration {
        @Option("the file to write", isRequired: true) var path: Path = "lines.txt"
    }
    static var name: String { "publish.litter" }
    static var summary: String { "writes titles" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", options: "path: lines.txt", input: "A\n\nb", output: "A")]
    }
    let path: Path

    init(_ configuration: Configuration, _ context: StageContext) { path = configuration.path }
    var artifacts: [Artifact] { [Artifact(path)] }
    func prepare(_ article: Article, _ layers: NoLayers) -> String { article.title }
    func makeWriter() -> Lines { Lines(path: path, leaves: true) }
}

/// Numbers titles in the order of preparing.
struct Hasty: Sink {
    typealias Configuration = Littering.Configuration
    static var name: String { "publish.haste" }
    static var summary: String { "writes numbered titles" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", options: "path: lines.txt", input: "A\n\nb", output: "1 A")]
    }
    let path: Path
    private let turns = Turns()

    init(_ configuration: Configuration, _ context: StageContext) { path = configuration.path }
    var artifacts: [Artifact] { [Artifact(path)] }
    func prepare(_ article: Article, _ layers: NoLayers) -> String { "\(turns.take()) \(article.title)" }
    func makeWriter() -> Lines { Lines(path: path, leaves: false) }
}

/// What the sources here have in common: documents that are there already.
struct Given: DocumentReader {
    var rest: [RawDocument]
    mutating func next() -> Reading<RawDocument>? { rest.popLast().map { .document($0) } }
}

private func raw(_ number: Int) -> RawDocument {
    RawDocument(locator: "\(number).txt", mediaType: .plainText, bytes: Array("\(number)".utf8))
}

/// Reads in another order every time.
struct Shuffling: Source {
    static var name: String { "ingest.shuffle" }
    static var summary: String { "reads numbers" }
    static var discussion: String { "For the tests." }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 40, bytes: 40) }
    func makeReader() -> Given { Given(rest: (1...40).map(raw).shuffled()) }
}

/// Reads one document three times and says it reads two.
struct Miscounting: Source {
    static var name: String { "ingest.miscount" }
    static var summary: String { "reads a number" }
    static var discussion: String { "For the tests." }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 2, bytes: 40) }
    func makeReader() -> Given { Given(rest: [raw(1), raw(1), raw(1)]) }
}

/// A form of one's own.
struct Note: Form {
    static var formName: String { "Note" }
    let raw: RawDocument
    var layers = LayerStore()
    var id: DocumentID { raw.id }
    var byteCount: Int { raw.byteCount }

    init(raw: RawDocument) { self.raw = raw }
}

/// Takes a form of its own.
struct OfItsOwn: Transform {
    static var name: String { "normalize.note" }
    static var summary: String { "gives notes as they are" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] { [] }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ note: Note, _ layers: NoLayers, into out: inout Emitter<Note>) { out.emit(note) }
}
