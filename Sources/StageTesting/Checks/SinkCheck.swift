internal import Documents
internal import StageKit

/// The checks of a sink.
struct SinkCheck<S: StageType, Input: Form> {
    let checks: StageChecks<S>
    let documents: CheckedDocuments<Input>

    func check(_ findings: inout Findings) {
        guard let published = publish(documents.declared, .plain, .determinism, &findings) else { return }
        if published.files.isEmpty {
            findings.add(.publication, "it published nothing", help: "name what it writes in `artifacts`")
        }
        compare(.plain, .determinism, published.files, &findings, "the same documents are published otherwise again")
        for calls in [Calls.batches(of: 1), .randomBatches(seed: 3).outOfOrder(seed: 3)] {
            compare(calls, .batches, published.files, &findings, "documents in other batches are published otherwise")
        }
        compare(
            Calls.randomBatches(seed: 4).outOfOrder(seed: 4).onThreads(4), .concurrency, published.files, &findings,
            "several threads publish otherwise than one")
        checkReading(&findings)
        checkAbandoning(&findings)
        if published.all != published.files {
            let others = published.all.filter { !published.files.contains($0) }.map(\.path)
            findings.add(
                .publication, "it leaves \(others.joined(separator: ", ")) beside its artifacts",
                help: "name all it writes in `artifacts`, and remove what was in the way of making it")
        }
        if published.again != published.files {
            findings.add(
                .publication, "publishing the same over what is there gives something else",
                help: "make an artifact anew, and put it in the place of the one before")
        }
    }

    /// What a run published, all that is in the folder then, and what a second one published over it.
    private struct Published {
        let files: [PublishedFile]
        let all: [PublishedFile]
        let again: [PublishedFile]
    }

    private func publish(
        _ documents: [Input], _ calls: Calls, _ check: StageCheck, _ findings: inout Findings
    ) -> Published? {
        findings.attempt(check, "publishing") {
            let folder = try TestFolder()
            let configuration = try checks.configuration.moved(to: folder, S.self)
            let prefix = folder.path + "/"
            let files = { (result: StageResult) in
                result.artifacts.map {
                    $0.path.hasPrefix(prefix) ? $0.named(String($0.path.dropFirst(prefix.count))) : $0
                }
                .sorted { $0.path < $1.path }
            }
            let first = files(try checks.harness(configuration).run(documents, calls))
            let all = try folder.files().sorted { $0.path < $1.path }
            return Published(files: first, all: all, again: files(try checks.harness(configuration).run(documents)))
        }
    }

    private func compare(
        _ calls: Calls, _ check: StageCheck, _ expected: [PublishedFile], _ findings: inout Findings, _ message: String
    ) {
        guard let found = publish(documents.declared, calls, check, &findings)?.files, found != expected else { return }
        let differing = found.first { !expected.contains($0) } ?? expected.first { !found.contains($0) }
        findings.add(
            check, "\(message): \(differing?.path ?? "")",
            help: "render a document in `prepare` by itself alone, and write pieces in the order in which they come")
    }

    private func checkReading(_ findings: inout Findings) {
        // A sink that writes whatever layers there are says so.
        if let sink = S.self as? any Sink.Type, readsAll(sink) { return }
        guard let narrow = publish(documents.declared, .plain, .reading, &findings)?.files,
            let wide = publish(documents.all, .plain, .reading, &findings)?.files
        else { return }
        if narrow != wide {
            findings.add(
                .reading, "documents with layers that it doesn't read are published otherwise",
                help: "name what it reads: typealias Reads = Layers<…>, or AllLayers")
        }
    }

    private func readsAll<T: Sink>(_ type: T.Type) -> Bool { T.Reads.self == AllLayers.self }

    private func checkAbandoning(_ findings: inout Findings) {
        let left = findings.attempt(.publication, "giving up a publication") {
            let folder = try TestFolder()
            let configuration = try checks.configuration.moved(to: folder, S.self)
            try checks.harness(configuration).abandon(documents.declared)
            return try folder.files().map(\.path)
        }
        if let left, !left.isEmpty {
            findings.add(
                .publication, "it leaves \(left.joined(separator: ", ")) behind when it is given up",
                help: "remove in `abandon` what was written")
        }
    }
}

extension PublishedFile {
    fileprivate func named(_ path: String) -> PublishedFile { PublishedFile(path: path, bytes: bytes) }
}
