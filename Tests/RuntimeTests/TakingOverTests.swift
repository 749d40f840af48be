import Documents
import Files
import Planning
import Runtime
import StageKit
import Store
import Locks
import TestSupport
import Testing

/// What a run takes over from the artifact that it replaces.
@Suite struct TakingOverTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func run(_ texts: [String], _ onRead: @escaping @Sendable () throws -> Void = {}) async throws {
        var source = Texts(NoOptions(), StageContext(stage: "read"))
        source.texts = texts
        source.onRead = onRead
        var sink = Concatenate(NoOptions(), StageContext(stage: "out"))
        sink.path = Path(folder.path + "/all.txt")
        let plan = Plan(
            name: "test", state: Path(folder.path + "/state"),
            resolved: [
                ResolvedStage(id: "read", type: Texts.descriptor, stage: Texts.erase(source), inputs: []),
                ResolvedStage(id: "out", type: Concatenate.descriptor, stage: Concatenate.erase(sink), inputs: [0]),
            ])
        _ = try await Run(plan, options: RunOptions(jobs: 1)).execute()
    }

    @Test func whatSomebodyWritesMeanwhileIsNotTakenOver() async throws {
        try await run(["one ", "two ", "three "])
        let read = Mutex(0)
        try await run(["ONE ", "two ", "three "]) { read.withLock { $0 += 1 } }
        #expect(read.withLock { $0 } == 1)
        #expect(try folder.text("all.txt") == "ONE two three ")
        let error = await #expect(throws: PublishError.self) {
            try await run(["one ", "two ", "three "]) { [folder] in
                let file = try AppendFile(folder("all.txt"))
                try file.write(Array("more".utf8))
                file.close()
            }
        }
        #expect(error?.message.hasSuffix("all.txt was changed while the run took parts of it over") == true)
        try await run(["one ", "two ", "three "])
        #expect(try folder.text("all.txt") == "one two three ")
    }
}

/// Articles of texts; each is a unit of its own.
private struct Texts: Source {
    struct Reader: DocumentReader {
        let source: Texts
        var place = 0
        var unit: SourceUnit?
        mutating func next() throws -> Reading<Article>? { try next { _ in false } }
        mutating func next(passingOver isSettled: (SourceUnit) throws -> Bool) throws -> Reading<Article>? {
            guard place < source.texts.count else { return nil }
            defer { place += 1 }
            let text = source.texts[place]
            let found = SourceUnit(locator: "\(place)", stamp: Digest(of: text), documents: 1)
            if try isSettled(found) { return .passedOver }
            try source.onRead()
            unit = found
            let raw = RawDocument(locator: "\(place)", mediaType: .plainText, bytes: Array(text.utf8))
            return .document(Article(raw: raw, metadata: ArticleMetadata(), blocks: [(.paragraph, text)]))
        }
    }
    static var name: String { "ingest.texts" }
    static var summary: String { "reads texts" }
    var texts: [String] = []
    var onRead: @Sendable () throws -> Void = {}
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: texts.count, bytes: 0) }
    func makeReader() -> Reader { Reader(source: self) }
}

/// One text behind the other.
private struct Concatenate: Sink {
    struct Writer: ArtifactWriter {
        var file: AtomicFile
        var last = 0..<0
        mutating func write(_ piece: [UInt8]) throws {
            last = file.count..<(file.count + piece.count)
            try file.write(piece)
        }
        var place: [UInt8]? { [UInt8(last.lowerBound), UInt8(last.count)] }
        mutating func keep(_ place: [UInt8]) throws {
            last = file.count..<(file.count + Int(place[1]))
            try file.keep(Int(place[0])..<(Int(place[0]) + Int(place[1])))
        }
        mutating func finish() throws { try file.finish() }
        mutating func commit() throws { try file.commit() }
        mutating func abandon() { file.abandon() }
    }
    static var name: String { "publish.concatenated" }
    static var summary: String { "writes texts" }
    var path: Path = "all.txt"
    init(_ configuration: NoOptions, _ context: StageContext) {}
    var artifacts: [Artifact] { [Artifact(path)] }
    func prepare(_ document: Article, _ layers: NoLayers) -> [UInt8] { document.raw.bytes }
    func makeWriter() throws -> Writer { Writer(file: try AtomicFile(FilePath(path.text))) }
}
