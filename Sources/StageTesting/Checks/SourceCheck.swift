internal import Documents
internal import StageKit

/// The checks of a source.
struct SourceCheck<S: StageType> {
    let checks: StageChecks<S>

    func check(_ findings: inout Findings) {
        guard let result = read(64, .determinism, &findings) else { return }
        if result.tally.taken == 0 {
            findings.add(
                .documents, "it read nothing",
                help: "give checkStage a configuration under which there is something to read")
        }
        if let again = read(64, .determinism, &findings) {
            findings.compare(
                .determinism, result.records, again.records, "it reads otherwise the second time",
                help: "read in an order of its own, not in that of the file system or of the network's answers")
        }
        if let single = read(1, .batches, &findings) {
            findings.compare(
                .batches, result.records, single.records, "in other batches it reads otherwise",
                help: "let `next()` give the next document whoever asks, and keep nothing outside of the reader")
        }
        checkIdentities(result, &findings)
        checkSurvey(result, &findings)
        checkUnits(&findings)
        checkCancellation(&findings)
    }

    private func read(_ size: Int, _ check: StageCheck, _ findings: inout Findings) -> StageResult? {
        findings.attempt(check, "reading") { try checks.harness().read(batchesOf: size) }
    }

    /// Documents are told apart by where they were read and what is in them.
    private func checkIdentities(_ result: StageResult, _ findings: inout Findings) {
        var seen: Set<DocumentID> = []
        for document in result.forms
        where !seen.insert(document.id).inserted {
            findings.add(
                .documents, "two documents at \(document.raw.locator) have the same identity",
                help: "give each a locator of its own, for example the file's with # and a number")
        }
    }

    private func checkSurvey(_ result: StageResult, _ findings: inout Findings) {
        guard let survey = findings.attempt(.survey, "the survey", { try checks.harness().survey() }) else { return }
        if let count = survey.documents, survey.unit == "documents", count != result.tally.taken {
            findings.add(
                .survey, "it surveys \(count) documents, and reads \(result.tally.taken)",
                help: "count what is read, rejected ones too; say nil where that can't be known, or name another unit")
        }
    }

    /// What is passed over is passed over, and told in the order in which it would be read.
    private func checkUnits(_ findings: inout Findings) {
        let looked = findings.attempt(.determinism, "passing over what is known") {
            let runner = try checks.harness().source()
            var (units, again, read): ([String], [String], Int) = ([], [], 0)
            try runner.look(passingOver: { unit in
                units.append(unit.locator)
                return true
            }) { _ in read += 1 }
            try runner.look(passingOver: { unit in
                again.append(unit.locator)
                return false
            }) { _ in }
            return (units, again, read)
        }
        guard let (units, again, read) = looked, !units.isEmpty else { return }
        findings.compare(
            .determinism, units, again, "it asks for other units when they are read than when they are passed over",
            help: "ask for every unit once, in the order of reading")
        if units.count == again.count, read > 0 {
            findings.add(
                .determinism, "it reads \(read) documents that it was told to pass over",
                help: "give .passedOver for a unit that is settled")
        }
    }

    private func checkCancellation(_ findings: inout Findings) {
        let ended: Bool? = Threads.watch(checks.patience) { [checks] in
            guard let harness = try? checks.harness() else { return true }
            harness.signal.stop()
            _ = try? harness.read()
            return true
        }
        if ended == nil {
            findings.add(
                .cancellation, "it reads on \(Int(checks.patience)) s after the run was stopped",
                help: "ask context.signal.isDraining while it waits, and end")
        }
    }
}
