@_spi(Engine) import Documents
import JSON
import Locks
import StageKit
import StageTesting

@testable import StageTesting

/// Is as it should be.
struct Fine: Annotator {
    static var name: String { "extract.fine" }
    static var summary: String { "is as it should be" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: 1)
    }
}

/// Says nothing of itself.
struct Wordless: Annotator {
    static var name: String { "Extract" }
    static var summary: String { "Says nothing." }
    static var version: Int { 0 }
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: 1)
    }
}

/// Has options that nobody understands.
struct Optioned: Annotator {
    struct Configuration: StageConfiguration {
        @Option("how many.") var count = 0
        var hidden = 1
        var problems: [OptionProblem] { count < 1 ? [OptionProblem("count", "is too small")] : [] }
    }
    static var name: String { "extract.optioned" }
    static var summary: String { "has options" }
    typealias Provides = Language
    init(_ configuration: Configuration, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: 1)
    }
}

/// Shows what isn't so.
struct Untrue: Annotator {
    static var name: String { "extract.untrue" }
    static var summary: String { "shows what isn't so" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":null}"#)]
    }
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: 1)
    }
}

/// Reads the sentences and doesn't say so.
struct Peeping: Annotator {
    static var name: String { "extract.peeping" }
    static var summary: String { "reads the sentences and doesn't say so" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        let sentences = article.layers.carried(Sentences.self)
        return Language(code: "en", confidence: sentences == nil ? 1 : 0)
    }
}

/// Adds a language and doesn't say so.
struct Adding: Transform {
    static var name: String { "extract.adding" }
    static var summary: String { "adds a language and doesn't say so" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Input = Article
    typealias Output = Article
    static var keepsLayers: Bool { true }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ article: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(article.with(Language(code: "en", confidence: 1)))
    }
}

/// Says it adds a language.
struct Promising: Transform {
    static var name: String { "extract.promising" }
    static var summary: String { "says it adds a language" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] { [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b"}"#)] }
    typealias Input = Article
    typealias Output = Article
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ article: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(Article(raw: article.raw, metadata: article.metadata, blocks: [(.paragraph, article.text)]))
    }
}

/// Gives everything twice, but for the example.
struct Doubling: Transform {
    static var name: String { "extract.doubling" }
    static var summary: String { "gives everything twice, but for the example" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] { [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b"}"#)] }
    typealias Input = Article
    typealias Output = Article
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ article: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(article)
        if article.raw.locator != "example.txt" { out.emit(article) }
    }
}

/// Gives new articles as the same.
struct Renaming: Transform {
    static var name: String { "extract.renaming" }
    static var summary: String { "gives new articles as the same" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] { [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b"}"#)] }
    typealias Input = Article
    typealias Output = Article
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ article: Article, _ layers: NoLayers, into out: inout Emitter<Article>) {
        out.emit(sampleArticle("A\n\nb", locator: article.raw.locator + "!"))
    }
}

/// Refers to more than there is.
struct Overreaching: Annotator {
    static var name: String { "extract.overreaching" }
    static var summary: String { "refers to more than there is" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b","sentences":[[0,1]]}"#)]
    }
    typealias Provides = Sentences
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Sentences {
        Sentences([ByteRange(0, article.text.utf8.count == 1 ? 1 : article.text.utf8.count + 1)])
    }
}

/// Refers to the first byte.
struct Parting: Annotator {
    static var name: String { "extract.parting" }
    static var summary: String { "refers to the first byte" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b","sentences":[[0,1]]}"#)]
    }
    typealias Provides = Sentences
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Sentences {
        Sentences(article.text.isEmpty ? [] : [ByteRange(0, 1)])
    }
}

/// A layer that reads back otherwise than it was stored.
struct Forgotten: Layer {
    static var layerName: String { "Forgotten" }
    let number: Int

    init(number: Int) { self.number = number }
    func store(in archive: inout ArchiveWriter) { archive.write(number: UInt64(number)) }
    init(from archive: inout ArchiveReader) throws(ArchiveError) {
        _ = try archive.readNumber()
        number = 0
    }
    func write(to json: inout JSONWriter, article: Article) { json.value(number) }
}

/// Adds a layer that is badly stored.
struct Forgetting: Annotator {
    static var name: String { "extract.forgetting" }
    static var summary: String { "adds a layer that is badly stored" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [StageExample("one", input: "A\n\nb", output: #"{"title":"A","text":"b","forgotten":7}"#)]
    }
    typealias Provides = Forgotten
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) -> Forgotten { Forgotten(number: 7) }
}

/// Reads a layer of its own.
struct Wanting: Annotator {
    static var name: String { "extract.reading" }
    static var summary: String { "reads a layer of its own" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", layers: { _ in [Forgotten(number: 3)] },
                output: #"{"title":"A","text":"b","forgotten":3,"language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Reads = Forgotten
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: Forgotten) -> Language { Language(code: "en", confidence: 1) }
}

/// Leaves it to chance.
struct Chancy: Annotator {
    static var name: String { "extract.chancy" }
    static var summary: String { "leaves it to chance" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: article.title == "A" ? 1 : Double.random(in: 0...1))
    }
}

/// A number behind a lock.
private final class Tally: Sendable {
    private let number = Mutex(0)
    func next() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}

/// Counts its calls.
struct Counting: Annotator {
    static var name: String { "extract.counting" }
    static var summary: String { "counts its calls" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    private let tally = Tally()
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: Double(tally.next()))
    }
}

/// Tells how many calls are under way.
struct Crowded: Annotator {
    static var name: String { "extract.crowded" }
    static var summary: String { "tells how many calls are under way" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    private let calling = Calling()
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        Language(code: "en", confidence: calling.most() > 1 ? 0 : 1)
    }
}

/// Bytes behind a lock: so many that nothing else which goes on in a process of tests hides them.
private final class Hoard: Sendable {
    private let texts = Mutex<[[UInt8]]>([])
    func keep(_ text: String) {
        texts.withLock { $0.append(Array(repeating: text.utf8.first ?? 0, count: 20_000)) }
    }
}

/// Keeps every text.
struct Hoarding: Annotator {
    static var name: String { "extract.hoarding" }
    static var summary: String { "keeps every text" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    private let hoard = Hoard()
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        hoard.keep(article.text)
        return Language(code: "en", confidence: 1)
    }
}

/// Blames the document for the end of the run.
struct Blaming: Annotator {
    static var name: String { "extract.blaming" }
    static var summary: String { "blames the document for the end of the run" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    private let context: StageContext
    init(_ configuration: NoOptions, _ context: StageContext) { self.context = context }
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        if context.isCancelled { throw DocumentError("stopped", "took too long") }
        return Language(code: "en", confidence: 1)
    }
}

/// Works on whatever happens.
struct Endless: Annotator {
    static var name: String { "extract.endless" }
    static var summary: String { "works on whatever happens" }
    static var discussion: String { "For the tests." }
    static var examples: [StageExample] {
        [
            StageExample(
                "one", input: "A\n\nb", output: #"{"title":"A","text":"b","language":{"code":"en","confidence":1.0}}"#)
        ]
    }
    typealias Provides = Language
    static let isReleased = Mutex(false)
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func annotate(_ article: Article, _ layers: NoLayers) throws -> Language {
        while !Self.isReleased.withLock({ $0 }) {}
        return Language(code: "en", confidence: 1)
    }
}
