@_spi(Engine) internal import Documents
internal import StageKit

/// The checks of what gives documents for documents: transforms, annotators, selections, aggregates.
struct WorkCheck<S: StageType, Input: Form> {
    let checks: StageChecks<S>
    let documents: CheckedDocuments<Input>

    private var provides: [LayerKey] { S.descriptor.provides.map(\.key) }

    func check(_ findings: inout Findings) {
        guard let result = run(documents.declared, .plain, .determinism, &findings) else { return }
        checkRepeating(result, &findings)
        checkReading(&findings)
        checkAdding(result, &findings)
        if S.descriptor.multiplicity != .many { checkIdentity(result, &findings) }
        checkLayers(result, &findings)
    }

    private func run(
        _ documents: [Input], _ calls: Calls, _ check: StageCheck, _ findings: inout Findings
    ) -> StageResult? {
        findings.attempt(check, "a run") { try checks.harness().run(documents, calls) }
    }

    /// Again with another stage, cut otherwise, by several threads.
    private func checkRepeating(_ result: StageResult, _ findings: inout Findings) {
        let corpus = documents.declared
        if let again = run(corpus, .plain, .determinism, &findings) {
            findings.compare(
                .determinism, result.records, again.records, "the same documents give two results",
                help: "let nothing depend on time, chance, or the order of a Set or Dictionary: sort it")
        }
        for calls in [Calls.batches(of: 1), .randomBatches(seed: 5).outOfOrder(seed: 5)] {
            guard let cut = run(corpus, calls, .batches, &findings) else { continue }
            findings.compare(
                .batches, result.records, cut.records, "documents in other batches give another result",
                help: "keep nothing of one document for the next; what needs the corpus is a Selection or an Aggregate")
        }
        let repeated = Array(repeating: corpus, count: 3).flatMap { $0 }
        guard let alone = run(repeated, .plain, .concurrency, &findings),
            let shared = run(
                repeated, .randomBatches(seed: 9).outOfOrder(seed: 9).onThreads(4), .concurrency, &findings)
        else { return }
        findings.compare(
            .concurrency, alone.records, shared.records, "several threads get another result than one",
            help: "a stage is a value that several workers use at the same time: let it have no state that changes")
    }

    /// With all layers there are, the result is that with the declared ones.
    private func checkReading(_ findings: inout Findings) {
        guard let narrow = run(documents.declared, .plain, .reading, &findings),
            let wide = run(documents.all, .plain, .reading, &findings)
        else { return }
        findings.compare(
            .reading, given(narrow), given(wide), "documents with layers that it doesn't read give another result",
            help: "name what it reads: typealias Reads = Layers<…>")
        _ = run(documents.required, .plain, .reading, &findings)
    }

    /// What the stage itself gave: documents and the layers that it provides.
    private func given(_ result: StageResult) -> [String] {
        return result.forms.map { DocumentRecord.text(of: $0, layers: provides) }
            + result.drops.map { "filtered \($0.locator): \($0.code)" }
            + result.rejected.map { "rejected \($0.document.locator): \($0.reason.code)" }
    }

    private func checkAdding(_ result: StageResult, _ findings: inout Findings) {
        let (descriptor, required) = (S.descriptor, S.descriptor.provides.filter { !$0.isOptional })
        let before = Dictionary(documents.declared.map { ($0.id, $0.layers) }) { first, _ in first }
        for document in result.forms {
            for layer in required where !document.layers.contains(layer.key) {
                findings.add(
                    .adding, "it declares to provide \(layer.name), and gives \(document.raw.locator) without",
                    help: "add the layer to what it gives, or declare Maybe<\(layer.name)>")
            }
            let kept = descriptor.keepsLayers ? before[document.id]?.stored ?? [] : []
            let known = document.layers.only(provides).stored.map(\.name)
            for layer in document.layers.stored where !known.contains(layer.name) {
                if kept.contains(where: { $0.name == layer.name && $0.bytes == layer.bytes }) { continue }
                findings.add(
                    .adding, "it adds or changes the layer \(layer.name), and doesn't declare to provide it",
                    help: "name it: typealias Provides = Layers<…, \(layer.name)>")
            }
        }
    }

    /// A document that stays the same document keeps its identity.
    private func checkIdentity(_ result: StageResult, _ findings: inout Findings) {
        let taken = Set(documents.declared.map(\.id))
        for document in result.forms
        where !taken.contains(document.id) {
            findings.add(
                .documents, "\(document.raw.locator) has another identity than what it was made of",
                help: "make it of the same raw document, or declare multiplicity .many for new documents")
        }
    }

    private func checkLayers(_ result: StageResult, _ findings: inout Findings) {
        for article in result.articles {
            for layer in article.layers.only(provides).stored {
                for range in layer.ranges where !article.text.holds(range) {
                    findings.add(
                        .layers,
                        "the layer \(layer.name) refers to bytes \(range.lower)..<\(range.upper) of a text of "
                            + "\(article.text.utf8.count), which are outside or part a character",
                        help: "count UTF-8 bytes of article.text, from the start of a character to the end of one")
                }
            }
        }
        if let type = S.self as? any Annotator.Type { checkStoring(provided(type), result, &findings) }
        if let type = S.self as? any Transform.Type { checkStoring(provided(type), result, &findings) }
    }

    private func provided<T: Annotator>(_ type: T.Type) -> any LayerSet.Type { T.Provides.self }
    private func provided<T: Transform>(_ type: T.Type) -> any LayerSet.Type { T.Provides.self }

    /// What is kept for the next run reads back as it was.
    private func checkStoring<L: LayerSet>(_ type: L.Type, _ result: StageResult, _ findings: inout Findings) {
        for document in result.forms {
            guard let layers = L(from: CarriedLayers(document.layers)) else { continue }
            var written = ArchiveWriter()
            layers.store(in: &written)
            var reader = ArchiveReader(written.bytes)
            var again = ArchiveWriter()
            if let read = try? L(from: &reader) { read.store(in: &again) }
            if again.bytes != written.bytes || !reader.isAtEnd {
                findings.add(
                    .layers, "what it provides doesn't read back as it was stored",
                    help: "read in init(from:) what store(in:) writes, all of it and in the same order")
            }
        }
    }
}

extension String {
    /// Whether a range of bytes is inside, and both its ends are between characters' encodings.
    fileprivate func holds(_ range: ByteRange) -> Bool {
        let bytes = utf8.span
        guard range.lower >= 0, range.lower <= range.upper, Int(range.upper) <= bytes.count else { return false }
        return [range.lower, range.upper].allSatisfy { Int($0) == bytes.count || bytes[Int($0)] & 0xC0 != 0x80 }
    }
}
