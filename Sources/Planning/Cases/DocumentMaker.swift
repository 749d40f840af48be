internal import Definition
internal import Diagnostics
internal import Documents
internal import StageKit

/// Makes the documents that a case has written out, in the form that a stage takes or, for a source, gives.
struct DocumentMaker {
    private let definition: PipelineDefinition
    private let stage: PlannedStage
    /// The layers that can be given by their fields.
    private let layers: [LayerRequirement]
    private(set) var diagnostics: [Diagnostic] = []

    init(definition: PipelineDefinition, registry: Registry, plan: Plan, stage: PlannedStage) {
        self.definition = definition
        self.stage = stage
        var seen: Set<LayerKey> = []
        let known = (registry.layers + plan.stages.flatMap(\.type.provides)).filter {
            !$0.fields.isEmpty && seen.insert($0.key).inserted
        }
        layers = stage.type.shape == .source ? [] : known.sorted { $0.name < $1.name }
    }

    /// The input; nil when it was reported.
    mutating func input(_ documents: [GivenDocument]) -> CaseInput? {
        let form = stage.type.input ?? stage.type.output
        switch form {
        case FormType(RawDocument.self):
            let made = documents.enumerated().map { raw($1, number: $0 + 1) }
            return input(made.compactMap(\.self), isSource: stage.type.shape == .source, carried: [])
        case FormType(Article.self):
            var carried: [[LayerRequirement]] = []
            let made = documents.enumerated().map { article($1, number: $0 + 1, &carried) }
            return input(made.compactMap(\.self), isSource: stage.type.shape == .source, carried: carried)
        default:
            report(
                "test.input", "documents of the form \(form?.name ?? "nothing") can't be written out",
                at: documents.first?.range, help: "let the input enter at a stage before '\(stage.id)'")
            return nil
        }
    }

    private func input<D: Form>(_ documents: [D], isSource: Bool, carried: [[LayerRequirement]]) -> CaseInput {
        let counts = Dictionary(grouping: carried.joined(), by: \.key).mapValues(\.count)
        let given = layers.compactMap { layer in
            counts[layer.key].map { $0 == documents.count ? layer : layer.optional }
        }
        return CaseInput(
            stage: .source(GivenSource(documents)), form: isSource ? nil : FormType(D.self), layers: given)
    }

    private mutating func raw(_ document: GivenDocument, number: Int) -> RawDocument? {
        var reader = WrittenFields(document, known: ["source", "media-type", "text"])
        let source = reader.text("source") ?? "document-\(number)"
        let type = reader.text("media-type").map { MediaType($0) } ?? MediaType(suffixOf: source) ?? .plainText
        let text = reader.text("text")
        if text == nil { reader.missing("text") }
        report(reader.problems)
        return text.map { RawDocument(locator: source, mediaType: type, bytes: Array($0.utf8)) }
    }

    private mutating func article(
        _ document: GivenDocument, number: Int, _ carried: inout [[LayerRequirement]]
    ) -> Article? {
        let names = [
            "source", "title", "subtitle", "dateline", "authors", "site", "url", "published", "modified",
            "declared-language", "section", "tags", "captions", "text",
        ]
        var reader = WrittenFields(document, known: names + layers.flatMap { $0.fields.keys.sorted() })
        var metadata = ArticleMetadata()
        metadata.title = reader.text("title") ?? ""
        metadata.subtitle = reader.text("subtitle")
        metadata.dateline = reader.text("dateline")
        metadata.authors = reader.texts("authors") ?? []
        metadata.site = reader.text("site")
        metadata.url = reader.text("url")
        metadata.published = reader.date("published")
        metadata.modified = reader.date("modified")
        metadata.section = reader.text("section")
        metadata.tags = reader.texts("tags") ?? []
        metadata.language = reader.text("declared-language")
        metadata.captions = reader.texts("captions") ?? []
        let text = reader.text("text") ?? ""
        if text.isEmpty, metadata.title.isEmpty { reader.missing("text") }
        let source = reader.text("source") ?? "document-\(number)"
        var article = Article(
            raw: RawDocument(locator: source, mediaType: .plainText, bytes: Array(text.utf8)), metadata: metadata,
            blocks: Self.paragraphs(of: text).map { (.paragraph, $0) })
        var given: [LayerRequirement] = []
        for layer in layers {
            guard let values = reader.values(of: layer) else { continue }
            if let made = layer.make(values) {
                made.add(to: &article.layers)
                given.append(layer)
            } else {
                reader.incomplete(layer)
            }
        }
        carried.append(given)
        report(reader.problems)
        return article
    }

    /// Paragraphs are separated by blank lines.
    private static func paragraphs(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
            .map { $0.joined(separator: "\n") }
    }

    private mutating func report(_ problems: [WrittenFields.Problem]) {
        for problem in problems { report(problem.code, problem.message, at: problem.range, help: problem.help) }
    }

    private mutating func report(_ code: String, _ message: String, at range: SourceRange?, help: String?) {
        diagnostics.append(
            .error(code, message, at: range.map(definition.location), help: help))
    }
}
