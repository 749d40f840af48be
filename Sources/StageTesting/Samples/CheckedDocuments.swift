internal import Documents
internal import StageKit

/// What a check gives to a stage: documents of its form, with the layers it declares to read.
struct CheckedDocuments<Input: Form> {
    /// With the layers that the stage declares, optional ones too.
    let declared: [Input]
    /// With those that it requires, and no other.
    let required: [Input]
    /// With all layers there are.
    let all: [Input]
    /// Whether they are the kit's own.
    let isStandard: Bool
    /// Required layers that can't be made here.
    let missing: [String]
    private let reads: [LayerRequirement]

    /// - Parameter given: The author's documents; those that the kit has where there are none.
    init(_ given: [any Form], reads: [LayerRequirement]) {
        let own = given.compactMap { $0 as? Input }
        isStandard = own.isEmpty
        let documents = isStandard ? Self.standard : own
        self.reads = reads
        declared = documents.map { Self.adding(reads, to: $0).layered { $0.only(reads.map(\.key)) } }
        let needed = reads.filter { !$0.isOptional }.map(\.key)
        let required = declared.map { $0.layered { $0.only(needed) } }
        self.required = required
        all = documents.map { document in
            var document = Self.adding(reads, to: document)
            if let article = document as? Article {
                for layer in SampleLayers.all(of: article) where !document.carries(layer) {
                    layer.add(to: &document.layers)
                }
            } else if !document.carries(Stranger()) {
                Stranger().add(to: &document.layers)
            }
            return document
        }
        missing = reads.filter { layer in
            !layer.isOptional && required.contains { !$0.layers.contains(layer.key) }
        }.map(\.name)
    }

    /// So many documents, each different from all others where the kit can make such; from a number on.
    func many(_ count: Int, from start: Int) -> [Input] {
        (start..<start + count).map { number in
            let made: any Form =
                if Input.self == Article.self {
                    SampleDocuments.article(numbered: number)
                } else {
                    SampleDocuments.rawDocument(numbered: number)
                }
            if isStandard, let made = made as? Input {
                return Self.adding(reads, to: made).layered { $0.only(reads.map(\.key)) }
            }
            return declared[number % declared.count]
        }
    }

    /// The document on which a stage works longest.
    var long: Input? {
        guard isStandard, let long = SampleDocuments.longArticle as? Input else { return declared.last }
        return Self.adding(reads, to: long).layered { $0.only(reads.map(\.key)) }
    }

    private static var standard: [Input] {
        SampleDocuments.articles as? [Input] ?? SampleDocuments.rawDocuments as? [Input] ?? []
    }

    private static func adding(_ layers: [LayerRequirement], to document: Input) -> Input {
        guard let article = document as? Article else { return document }
        var document = document
        for layer in layers where !document.layers.contains(layer.key) {
            SampleLayers.layer(layer, of: article)?.add(to: &document.layers)
        }
        return document
    }
}

extension Form {
    fileprivate func layered(_ change: (LayerStore) -> LayerStore) -> Self {
        var document = self
        document.layers = change(layers)
        return document
    }

    fileprivate func carries(_ set: some LayerSet) -> Bool {
        type(of: set).requirements.allSatisfy { layers.contains($0.key) }
    }
}
