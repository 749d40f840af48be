@_spi(Engine) public import Documents
internal import Files
internal import JSON
public import StageKit

/// What a stage gave in a test.
public struct StageResult: Sendable {
    private(set) var contents: [any BatchContent] = []
    var tally = Tally()

    /// The files that a sink published, in the order of its artifacts and of the paths in them.
    public internal(set) var artifacts: [PublishedFile] = []

    mutating func append(_ content: any BatchContent) { contents.append(content) }

    /// The documents that were given, of one form.
    public func documents<F: Form>(_ form: F.Type) -> [F] {
        contents.compactMap { $0 as? DocumentBatch<F> }.flatMap(\.documents)
    }

    /// The documents that were given, of whatever form.
    var forms: [any Form] { contents.flatMap { ($0 as? any FormBatch)?.forms ?? [] } }

    /// The articles that were given.
    public var articles: [Article] { documents(Article.self) }

    /// A layer of the first article.
    public func layer<L: Layer>(_ type: L.Type) -> L? { layers(type).first ?? nil }

    /// A layer of every article, in their order; nil for one that doesn't carry it.
    public func layers<L: Layer>(_ type: L.Type) -> [L?] { articles.map { $0.layers.carried(L.self) } }

    /// The documents that went to quarantine, and why.
    public var rejected: [(document: RawDocument, reason: DocumentError)] {
        tally.rejected.map { ($0.raw, $0.reason) }
    }

    /// What was filtered with a reason.
    public var drops: [Drop] { tally.drops }

    /// How many documents were filtered, with a reason or without.
    public var filtered: Int { tally.filtered }

    /// A line of JSON for every article: the title, the text and the layers.
    public var jsonLines: String {
        articles.map { article in
            var json = JSONWriter()
            json.object { json in
                json.member("title", article.title)
                json.member("text", article.text)
                article.layers.write(to: &json, article: article)
            }
            return json.text
        }.joined(separator: "\n")
    }

    /// All that came of it, a line each: documents with their content and layers, what was filtered and rejected and why,
    /// what was published. Two results are the same when their records are.
    public var records: [String] {
        var lines = forms.map { DocumentRecord.text(of: $0) }
        for drop in drops {
            lines.append("filtered \(drop.locator): \(drop.code) \(drop.inFavourOf ?? "") \(drop.similarity)")
        }
        for (document, reason) in rejected {
            lines.append("rejected \(document.locator): \(reason.code): \(reason.message)")
        }
        for file in artifacts {
            lines.append("published \(file.path): \(Digest(of: file.bytes)), \(file.bytes.count) bytes")
        }
        lines.append("\(tally.given) given, \(tally.filtered) filtered, \(tally.rejected.count) rejected")
        return lines
    }
}

/// Documents of a batch, their form erased.
protocol FormBatch {
    /// The documents.
    var forms: [any Form] { get }
}

extension DocumentBatch: FormBatch {
    var forms: [any Form] { documents }
}

extension Artifact {
    /// The files that it consists of.
    func files() throws -> [PublishedFile] {
        let place = path.text
        return isFolder
            ? try PublishedFile.files(in: place, showing: place + "/") : [try PublishedFile(place, showing: place)]
    }
}
