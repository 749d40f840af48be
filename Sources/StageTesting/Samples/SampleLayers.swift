internal import Documents
internal import JSON
internal import StageKit

/// Layers that are right for an article, for checks: those that ship, made in the simplest way there is.
enum SampleLayers {
    /// All of them.
    static func all(of article: Article) -> [any LayerSet] {
        [
            Language(code: "en", confidence: 0.75),
            Sentences(article.blocks.map(\.range).filter { !$0.isEmpty }),
            Keyphrases(article.blocks.prefix(1).map(phrase(article))),
            Statistics(words: 3, sentences: 2, paragraphs: article.blocks.count, characters: 9, readingSeconds: 1),
            Summary(sentences: article.blocks.prefix(1).map(\.range), method: "lead"),
            Stranger(),
        ]
    }

    /// One that a stage asks for; nil when it can't be made here.
    static func layer(_ wanted: LayerRequirement, of article: Article) -> (any LayerSet)? {
        let known = all(of: article).first { type(of: $0).requirements.first?.key == wanted.key }
        return known ?? wanted.make(wanted.fields.mapValues { value(of: $0) })
    }

    private static func phrase(_ article: Article) -> (Block) -> Keyphrases.Phrase {
        { block in
            Keyphrases.Phrase(text: String(article.text[bytes: block.range]), score: 1, occurrences: [block.range])
        }
    }

    private static func value(of type: FieldType) -> FieldValue {
        switch type {
        case .text: .text("en")
        case .texts: .texts(["harbour"])
        case .number: .number(1)
        case .flag: .flag(true)
        }
    }
}

/// A layer that no stage knows.
struct Stranger: Layer {
    static var layerName: String { "Stranger" }

    init() {}
    func store(in archive: inout ArchiveWriter) { archive.write(text: "stranger") }
    init(from archive: inout ArchiveReader) throws(ArchiveError) { _ = try archive.readText() }
    func write(to json: inout JSONWriter, article: Article) { json.value("stranger") }
}
