internal import Planning
internal import Runtime
internal import StageKit

/// The figures of a run as Prometheus wants them.
struct MetricsBoard {
    /// How a run stands, each with a sample of its own.
    private static let states = ["running"] + [RunOutcome.done, .drained, .stopped, .failed].map(\.rawValue)
    /// How many kinds of errors are told apart; what comes above that is counted as `other`.
    private static let kindLimit = 200

    private struct Figures {
        var taken = 0, added = 0, given = 0, filtered = 0, quarantined = 0
        var histogram = Histogram()
    }

    private struct ErrorKind: Hashable {
        let stage: Int
        let code: String
    }

    private typealias Labels = [(name: String, value: String)]

    private var beginning: RunBeginning?
    private var figures: [Figures] = []
    private var errors: [ErrorKind: Int] = [:]
    private var artifacts = 0
    private var offset = Duration.zero
    private var report: RunReport?

    /// Takes note of an event.
    mutating func hear(_ event: RunEvent) {
        offset = event.offset
        switch event.kind {
        case .began(let beginning):
            self.beginning = beginning
            figures = beginning.stages.map { _ in Figures() }
        case .worked(let work):
            figures[work.stage].taken += work.taken
            figures[work.stage].added += work.added
            figures[work.stage].given += work.given
            figures[work.stage].filtered += work.filtered
            figures[work.stage].quarantined += work.quarantined
            figures[work.stage].histogram.add(work.time.seconds)
        case .quarantined(let document):
            let kind = ErrorKind(stage: document.place, code: document.code)
            let isKnown = errors[kind] != nil || errors.count < Self.kindLimit
            errors[isKnown ? kind : ErrorKind(stage: kind.stage, code: "other"), default: 0] += 1
        case .dropped: break
        case .published: artifacts += 1
        case .ended(let report, _): self.report = report
        }
    }

    /// The figures as they are now; nil before the run has begun.
    func text(waiting: [Int]) -> String? {
        guard let beginning else { return nil }
        var page = Exposition()
        let pipeline: Labels = [("pipeline", beginning.pipeline)]
        write(beginning, pipeline, &page)
        writeStages(beginning, pipeline, waiting, &page)
        return page.text
    }

    private func write(_ run: RunBeginning, _ pipeline: Labels, _ page: inout Exposition) {
        page.metric("galley_run_info", .gauge, "The run: its number in its state folder and the version of Galley.")
        let number = run.run.map { [("run", String($0))] } ?? []
        page.sample("galley_run_info", pipeline + [("version", run.version)] + number, 1)
        page.metric("galley_run_state", .gauge, "1 for the state that the run is in, 0 for the others.")
        for state in Self.states {
            let isCurrent = state == report?.outcome.rawValue ?? "running"
            page.sample("galley_run_state", pipeline + [("state", state)], isCurrent ? 1 : 0)
        }
        page.metric("galley_run_jobs", .gauge, "Batches that are worked on at the same time.")
        page.sample("galley_run_jobs", pipeline, run.jobs)
        page.metric("galley_run_start_timestamp_seconds", .gauge, "When the run began, in seconds since 1970.")
        page.sample("galley_run_start_timestamp_seconds", pipeline, run.started)
        page.metric("galley_run_last_event_timestamp_seconds", .gauge, "When something last happened in the run.")
        page.sample("galley_run_last_event_timestamp_seconds", pipeline, run.started + offset.seconds)
        if let report {
            page.metric("galley_run_end_timestamp_seconds", .gauge, "When the run ended, in seconds since 1970.")
            page.sample("galley_run_end_timestamp_seconds", pipeline, run.started + report.time.seconds)
        }
        page.metric("galley_run_artifacts_published_total", .counter, "Artifacts that were put in place.")
        page.sample("galley_run_artifacts_published_total", pipeline, artifacts)
    }

    private func writeStages(
        _ run: RunBeginning, _ pipeline: Labels, _ waiting: [Int], _ page: inout Exposition
    ) {
        let labels: [Labels] = run.stages.map { pipeline + [("stage", $0.id), ("type", $0.type)] }
        let counters: [(String, String, KeyPath<Figures, Int>)] = [
            ("in", "Documents that came to the stage.", \.taken),
            ("added", "Documents that the stage made beyond one for each that came.", \.added),
            ("out", "Documents that the stage gave or published.", \.given),
            ("filtered", "Documents that the stage left out on purpose.", \.filtered),
            ("quarantined", "Documents that the stage couldn't process.", \.quarantined),
        ]
        for (name, help, path) in counters {
            let name = "galley_stage_documents_\(name)_total"
            page.metric(name, .counter, help)
            for (place, figures) in figures.enumerated() { page.sample(name, labels[place], figures[keyPath: path]) }
        }
        page.metric(
            "galley_stage_errors_total", .counter, "Documents that the stage couldn't process, by the reason's code.")
        for (kind, count) in errors.sorted(by: { ($0.key.stage, $0.key.code) < ($1.key.stage, $1.key.code) }) {
            page.sample("galley_stage_errors_total", labels[kind.stage] + [("code", kind.code)], count)
        }
        page.metric("galley_stage_waiting_documents", .gauge, "Documents that wait before the stage.")
        for place in labels.indices {
            page.sample("galley_stage_waiting_documents", labels[place], place < waiting.count ? waiting[place] : 0)
        }
        page.metric("galley_stage_batch_seconds", .histogram, "How long a worker was in the stage with one batch.")
        for (place, figures) in figures.enumerated() {
            page.histogram("galley_stage_batch_seconds", labels[place], figures.histogram)
        }
    }
}
