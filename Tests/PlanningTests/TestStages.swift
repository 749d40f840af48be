import Documents
import StageKit

/// A small set of stage types that do nothing: what is planned, not what is done, is tested here.
enum TestPlugin: Plugin {
    static var name: String { "Test" }
    static var stageTypes: [any StageType.Type] {
        [Tell.self, Split.self, Fetch.self, Read.self, Clean.self, Sift.self, Write.self, Listen.self]
    }
}

struct Fetch: Source {
    static var name: String { "ingest.fetch" }
    static var summary: String { "reads bytes" }
    struct Reader: DocumentReader {
        mutating func next() -> Reading<RawDocument>? { nil }
    }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 3, bytes: 3000) }
    func makeReader() -> Reader { Reader() }
}

struct Clean: Transform {
    static var name: String { "normalize.clean" }
    static var summary: String { "makes articles" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: RawDocument, _ layers: NoLayers, into out: inout Emitter<Article>) {}
}

struct Read: Source {
    static var name: String { "ingest.read" }
    static var summary: String { "reads" }
    struct Reader: DocumentReader {
        mutating func next() -> Reading<Article>? { nil }
    }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func survey() -> Survey { Survey(documents: 0, bytes: 0) }
    func makeReader() -> Reader { Reader() }
}

struct Listen: Source {
    static var name: String { "ingest.listen" }
    static var summary: String { "reads standard input" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    var readsStandardInput: Bool { true }
    func survey() -> Survey { Survey(documents: nil, bytes: 0) }
    func makeReader() -> Read.Reader { Read.Reader() }
}

struct Tell: Annotator {
    static var name: String { "extract.language" }
    static var summary: String { "tells the language" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Language { Language(code: "en", confidence: 1) }
}

struct Split: Annotator {
    static var name: String { "extract.sentences" }
    static var summary: String { "finds sentences" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: Language) -> Sentences { Sentences([]) }
}

struct Sift: Transform {
    static var name: String { "normalize.sift" }
    static var summary: String { "leaves out" }
    static var multiplicity: Multiplicity { .optional }
    static var keepsLayers: Bool { true }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {}
}

struct Write: Sink {
    struct Configuration: StageConfiguration {
        @Option("where to write", isRequired: true) var path: Path = "out.jsonl"
    }

    static var name: String { "publish.write" }
    static var summary: String { "writes" }
    struct Writer: ArtifactWriter {
        mutating func write(_ piece: Int) {}
        mutating func finish() {}
        mutating func commit() {}
        mutating func abandon() {}
    }
    let configuration: Configuration
    init(_ configuration: Configuration, _ context: StageContext) { self.configuration = configuration }
    var artifacts: [Artifact] { [Artifact(configuration.path)] }
    func prepare(_ document: Article, _ layers: Sentences) -> Int { 0 }
    func makeWriter() -> Writer { Writer() }
}
