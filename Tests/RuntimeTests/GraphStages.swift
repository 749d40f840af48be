import Documents
import StageKit

/// New articles of the same number, as many as the number's remainder by three; every fourth fails.
struct Copies: Transform {
    static var name: String { "normalize.copies" }
    static var summary: String { "copies" }
    static var multiplicity: Multiplicity { .many }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func transform(_ document: Article, _ layers: NoLayers, into out: inout Emitter<Article>) throws {
        try document.refuse(multiplesOf: 4)
        for _ in 0..<document.number % 3 {
            out.emit(Article(raw: document.raw, metadata: document.metadata, blocks: [(.paragraph, document.text)]))
        }
    }
}

/// Leaves out every third of the articles as they pass; some fail before.
struct Thin: Selection {
    struct Judging: Selector {
        var seen = 0
        mutating func judge(_ prepared: Int, _ locator: String) -> Verdict {
            seen += 1
            return seen % 3 > 0 ? .keep : .leaveOut(code: "third", inFavourOf: nil, similarity: 0)
        }
    }
    static var name: String { "normalize.thin" }
    static var summary: String { "thins out" }
    init(_ configuration: NoOptions, _ context: StageContext) {}
    func prepare(_ document: Article, _ layers: NoLayers) throws -> Int {
        try document.refuse(multiplesOf: 6)
        return 0
    }
    func makeSelector() -> Judging { Judging() }
}
