package import Documents

/// The documents of one batch, types erased.
package protocol BatchContent: Sendable {
    /// Number of documents.
    var count: Int { get }
    /// Approximate size in memory.
    var byteCount: Int { get }
    /// Places of the documents in the batch that the source cut, ascending.
    var ordinals: [Int32] { get }

    /// The raw document that a document comes from.
    func raw(at index: Int) -> RawDocument
    /// What is remembered of a document.
    func memory(at index: Int) -> DocumentMemory?
    /// Tells a field of a document; the field is looked up once.
    func values(of field: FieldReference) -> (Int) -> FieldValue
    /// Keeps the documents for which `isKept` holds.
    func filtered(_ isKept: (Int) -> Bool) -> any BatchContent
    /// Joins the same documents as they come from several branches: each once, with the layers of all.
    func joined(with others: [any BatchContent]) throws -> any BatchContent
    /// Cuts the documents into batches of at most so many, numbered anew.
    func cut(into size: Int) -> [any BatchContent]
    /// Puts the documents of other branches behind these, the places of each moved by so many.
    func merged(with others: [(content: any BatchContent, offset: Int32)]) throws -> any BatchContent
}

/// Where a `when` condition finds its field.
package enum FieldReference: Sendable, Hashable {
    /// A field of the form.
    case form(String)
    /// A field of a layer.
    case layer(LayerKey, String)
}

/// Documents of one form in corpus order.
package struct DocumentBatch<Document: Form>: BatchContent {
    package var documents: [Document]
    package var ordinals: [Int32]

    package init(documents: [Document] = [], ordinals: [Int32] = []) {
        self.documents = documents
        self.ordinals = ordinals
    }

    package init(_ content: any BatchContent) throws {
        guard let batch = content as? Self else {
            throw InternalError("expected \(Document.formName)s on this edge, found \(type(of: content))")
        }
        self = batch
    }

    package var count: Int { documents.count }
    package var byteCount: Int {
        var sum = 0
        for index in 0..<documents.count { sum += documents[index].byteCount }
        return sum
    }

    package func raw(at index: Int) -> RawDocument { documents[index].raw }

    package func memory(at index: Int) -> DocumentMemory? { documents[index].layers.memory }

    package func values(of field: FieldReference) -> (Int) -> FieldValue {
        switch field {
        case .form(let name):
            let field = Document.fields.first { $0.name == name }
            return { field?.value(documents[$0]) ?? .absent }
        case .layer(let key, let name):
            let articles = (self as? DocumentBatch<Article>)?.documents
            return { documents[$0].layers.field(name, of: key, quoting: articles?[$0]) }
        }
    }

    package func filtered(_ isKept: (Int) -> Bool) -> any BatchContent {
        let kept = documents.indices.filter(isKept)
        if kept.count == documents.count { return self }
        return DocumentBatch(documents: kept.map { documents[$0] }, ordinals: kept.map { ordinals[$0] })
    }

    package func joined(with others: [any BatchContent]) throws -> any BatchContent {
        var joined = self
        for other in others { joined.join(try DocumentBatch(other)) }
        return joined
    }

    /// Adds the layers and the documents of another branch, both in the order of their places.
    private mutating func join(_ other: DocumentBatch) {
        if ordinals == other.ordinals {
            for index in documents.indices { documents[index].layers.merge(other.documents[index].layers) }
            return
        }
        var joined = DocumentBatch()
        var next = 0
        for (ordinal, var document) in zip(ordinals, documents) {
            while next < other.count, other.ordinals[next] < ordinal {
                joined.append(other.documents[next], other.ordinals[next])
                next += 1
            }
            if next < other.count, other.ordinals[next] == ordinal {
                document.layers.merge(other.documents[next].layers)
                next += 1
            }
            joined.append(document, ordinal)
        }
        for index in next..<other.count { joined.append(other.documents[index], other.ordinals[index]) }
        self = joined
    }

    private mutating func append(_ document: Document, _ ordinal: Int32) {
        documents.append(document)
        ordinals.append(ordinal)
    }

    package func cut(into size: Int) -> [any BatchContent] {
        stride(from: 0, to: documents.count, by: size).map { start in
            let part = documents[start..<min(start + size, documents.count)]
            return DocumentBatch(documents: Array(part), ordinals: part.indices.map { Int32($0 - start) })
        }
    }

    package func merged(with others: [(content: any BatchContent, offset: Int32)]) throws -> any BatchContent {
        try others.reduce(into: self) { all, other in
            let batch = try DocumentBatch(other.content)
            all.documents += batch.documents
            all.ordinals += batch.ordinals.map { $0 + other.offset }
        }
    }
}

/// What a stage did with a batch.
package struct Tally: Sendable {
    /// Documents that could not be processed.
    package var rejected: [Rejected] = []
    /// Documents that were filtered with a reason worth keeping.
    package var drops: [Drop] = []
    /// Documents that were taken.
    package var taken = 0
    /// Documents of those that were filtered.
    package var filtered = 0
    /// Documents that were given or published.
    package var given = 0
    /// Documents of those whose result was known from an earlier run.
    package var known = 0
    /// Documents that were given beyond one for each taken; in = out - extra + filtered + quarantined.
    package var extra = 0

    package init() {}
}

/// A document that a stage could not process.
package struct Rejected: Sendable {
    /// Its place in its batch.
    package let ordinal: Int32
    /// What was read, whole.
    package let raw: RawDocument
    /// Why.
    package let reason: DocumentError

    package init(ordinal: Int32, raw: RawDocument, reason: DocumentError) {
        self.ordinal = ordinal
        self.raw = raw
        self.reason = reason
    }

    /// Makes a rejection of what a stage threw; what isn't about the document is thrown on.
    package init(ordinal: Int32, raw: RawDocument, error: any Error) throws {
        guard error.isAboutDocument else { throw error }
        let reason = error as? DocumentError ?? DocumentError(unforeseen: error)
        self.init(ordinal: ordinal, raw: raw, reason: reason)
    }
}
