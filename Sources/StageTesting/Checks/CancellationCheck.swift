internal import Documents
internal import StageKit

/// Whether a call ends when the run is stopped, and what becomes of the document then.
struct CancellationCheck<S: StageType, Input: Form> {
    let checks: StageChecks<S>
    let documents: CheckedDocuments<Input>

    func check(_ findings: inout Findings) {
        let corpus = documents.declared + (documents.long.map { [$0] } ?? [])
        let outcome = Threads.watch(checks.patience) { [checks] in
            let codes = { (isStopped: Bool) in
                let folder = try TestFolder()
                let harness = try checks.harness(checks.configuration.moved(to: folder, S.self))
                if isStopped { harness.signal.stop() }
                return try harness.run(corpus).rejected.map(\.reason.code)
            }
            // Cancelled is right, whole is right too; a document that is blamed isn't.
            guard let stopped = try? codes(true), let usual = try? codes(false) else { return [String]() }
            return stopped.filter { !usual.contains($0) }
        }
        guard let blamed = outcome else {
            return findings.add(
                .cancellation, "a call goes on \(Int(checks.patience)) s after the run was stopped",
                help: "ask context.isCancelled now and then, and throw CancellationError()")
        }
        if let code = blamed.first {
            findings.add(
                .cancellation, "documents are rejected as '\(code)' because the run was stopped",
                help: "throw CancellationError() when context.isCancelled: nothing is wrong with the document")
        }
    }
}
