internal import JSON
internal import Runtime

/// Writes the spans of a trace.
struct SpanWriter {
    /// The value of an attribute.
    enum Value {
        case text(String)
        case number(Int)
    }

    typealias Attributes = [(key: String, value: Value)]

    private let run: RunBeginning
    private let trace: String
    /// When the run began, in nanoseconds since 1970: a number of that size in a `Double` is good to a quarter of a
    /// microsecond.
    private let start: Int

    init(_ run: RunBeginning, trace: String) {
        self.run = run
        self.trace = trace
        start = Int((run.started * 1e6).rounded()) * 1000
    }

    /// Writes the span of the run.
    func writeRun(_ recording: TraceRecording, id: String, to json: inout JSONWriter) {
        let number: Attributes = run.run.map { [("galley.run", .number($0))] } ?? []
        let known: Attributes =
            recording.report.map {
                [
                    ("galley.outcome", .text($0.outcome.rawValue)), ("galley.documents", .number($0.read)),
                    ("galley.quarantined", .number($0.quarantined)),
                ]
            } ?? []
        let head: Attributes = [("galley.pipeline", .text(run.pipeline)), ("galley.jobs", .number(run.jobs))]
        span("galley run", id: id, parent: nil, .zero...recording.end, head + number + known, to: &json) { json in
            json.key("events")
            json.array { json in for remark in recording.remarks { write(remark, to: &json) } }
            json.member("droppedEventsCount", recording.remarksDropped)
            guard recording.report?.outcome == .failed else { return }
            json.key("status")
            json.object { json in
                json.member("code", 2)
                json.member("message", recording.reason ?? "")
            }
        }
    }

    /// Writes the span of a stage, from its first piece of work to its last.
    func writeStage(
        _ place: Int, _ stage: TraceRecording.Stage, _ work: ClosedRange<Duration>, _ recording: TraceRecording,
        id: String, parent: String, to json: inout JSONWriter
    ) {
        let planned = run.stages[place]
        let counts: Attributes =
            recording.report.map { report in
                let account = report.accounts[place]
                return Self.counts(
                    account.taken, account.added, account.given, account.filtered, account.quarantined)
            } ?? []
        let head: Attributes = [
            ("galley.stage", .text(planned.id)), ("galley.stage.type", .text(planned.type)),
            ("galley.batches", .number(stage.sample.seen)), ("galley.batches.kept", .number(stage.sample.kept.count)),
        ]
        span(planned.id, id: id, parent: parent, work, head + counts, to: &json)
    }

    /// Writes the span of a batch at a stage.
    func writeBatch(_ work: StageWork, id: String, parent: String, to json: inout JSONWriter) {
        let stage = run.stages[work.stage].id
        let number: Attributes = work.batch.map { [("galley.batch", .number($0))] } ?? []
        let counts = Self.counts(work.taken, work.added, work.given, work.filtered, work.quarantined)
        span(
            "\(stage) batch", id: id, parent: parent, work.start...(work.start + work.time),
            [("galley.stage", .text(stage))] + number + counts, to: &json)
    }

    /// Writes attributes as a member.
    static func attributes(_ attributes: Attributes, _ json: inout JSONWriter) {
        json.key("attributes")
        json.array { json in
            for (key, value) in attributes {
                json.object { json in
                    json.member("key", key)
                    json.key("value")
                    json.object { json in
                        switch value {
                        case .text(let text): json.member("stringValue", text)
                        case .number(let number): json.member("intValue", String(number))
                        }
                    }
                }
            }
        }
    }

    private static func counts(_ taken: Int, _ added: Int, _ given: Int, _ filtered: Int, _ quarantined: Int)
        -> Attributes
    {
        [
            ("galley.documents.in", .number(taken)), ("galley.documents.added", .number(added)),
            ("galley.documents.out", .number(given)), ("galley.documents.filtered", .number(filtered)),
            ("galley.documents.quarantined", .number(quarantined)),
        ]
    }

    private func span(
        _ name: String, id: String, parent: String?, _ time: ClosedRange<Duration>, _ attributes: Attributes,
        to json: inout JSONWriter, _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        json.object { json in
            json.member("traceId", trace)
            json.member("spanId", id)
            if let parent { json.member("parentSpanId", parent) }
            json.member("name", name)
            // Internal: it is neither a request nor the answer to one.
            json.member("kind", 1)
            json.member("startTimeUnixNano", moment(time.lowerBound))
            json.member("endTimeUnixNano", moment(time.upperBound))
            Self.attributes(attributes, &json)
            more(&json)
        }
    }

    private func write(_ remark: TraceRecording.Remark, to json: inout JSONWriter) {
        json.object { json in
            json.member("timeUnixNano", moment(remark.offset))
            json.member("name", remark.name)
            Self.attributes(remark.attributes.map { ($0.key, .text($0.value)) }, &json)
        }
    }

    private func moment(_ offset: Duration) -> String {
        let (seconds, attoseconds) = offset.components
        return String(start + Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }
}
