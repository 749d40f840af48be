import Foundation
import TestSupport
import Testing

/// What others are told of a run while it goes on: events, figures, a trace.
@Suite(.timeLimit(.minutes(20))) struct WatchedRunTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for number in 0..<150 {
            try folder.add("in/\(number).txt", text: "Title \(number)\n\nSome text of \(number).\n")
        }
        try folder.add("in/empty.txt", text: "")
        try folder.add("in/same.txt", text: "Title 7\n\nSome text of 7.\n")
        try folder.add(
            "p.yaml",
            text: """
                galley: 1
                name: 'a "b" \\c'
                state: .galley
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read }
                  unique: { uses: normalize.deduplicate, from: article }
                  lines: { uses: publish.jsonl, from: unique, with: { path: out/lines.jsonl } }
                """)
    }

    private func run(_ arguments: String...) throws -> Program.Result {
        try Program.run(["run", "p.yaml", "--format", "json"] + arguments, folder: folder.path)
    }

    private func events(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func eventsTellAllThatTheAccountTells() throws {
        let result = try run("--events", "logs/e.jsonl")
        #expect(result.code == 2 && result.messages.isEmpty, "\(result.messages)")
        let account = try #require(try object(result.output)["stages"] as? [[String: Any]])
        let events = try events(folder.text("logs/e.jsonl"))
        let names = events.compactMap { $0["event"] as? String }
        #expect(names.first == "run-began" && names.last == "run-ended")
        #expect(Set(names).count == 6, "\(Set(names))")
        for stage in account {
            let work = events.filter { $0["event"] as? String == "batch-done" }
                .filter { $0["stage"] as? String == stage["stage"] as? String }
            for member in ["in", "out", "filtered", "quarantined", "added"] {
                #expect(work.reduce(0) { $0 + ($1[member] as? Int ?? .min) } == stage[member] as? Int, "\(member)")
            }
        }
        let ended = try #require(events.last?["stages"] as? [[String: Any]])
        #expect(ended as NSArray == account as NSArray)
        let refused = try #require(events.first { $0["event"] as? String == "document-quarantined" })
        #expect(refused["source"] as? String == "in/empty.txt" && refused["code"] as? String == "empty")
        let dropped = try #require(events.first { $0["event"] as? String == "document-dropped" })
        #expect(dropped["in-favour-of"] as? String == "in/7.txt")
        #expect(
            events.first { $0["event"] as? String == "artifact-published" }?["path"] as? String == "out/lines.jsonl")
    }

    /// Every moment is that of the beginning and an offset that never goes back, whatever is done to the clock meanwhile.
    /// An alarm on documents in quarantine doesn't go quiet because nothing was done about them.
    @Test func whatStandsIsToldWhereNothingHasChanged() throws {
        usleep(30_000)
        let first = try run("--metrics", "m1")
        let second = try run("--events", "e.jsonl", "--metrics", "m2")
        let account = try object(second.output)
        #expect(first.code == 2 && second.code == 2 && account["unchangedSince"] as? Int == 1)
        let events = try events(folder.text("e.jsonl"))
        for stage in try #require(account["stages"] as? [[String: Any]]) {
            let work = events.filter { $0["event"] as? String == "batch-done" }
                .filter { $0["stage"] as? String == stage["stage"] as? String }
            for member in ["in", "out", "filtered", "quarantined", "added"] {
                #expect(work.reduce(0) { $0 + ($1[member] as? Int ?? .min) } == stage[member] as? Int, "\(member)")
            }
        }
        func counts(_ file: String) throws -> [Substring] {
            try folder.text(file).split(separator: "\n").filter {
                $0.hasPrefix("galley_stage_documents") || $0.hasPrefix("galley_stage_errors_total")
            }
        }
        #expect(try counts("m2") == counts("m1"))
        #expect(try counts("m2").contains { $0.hasPrefix("galley_stage_errors_total") && $0.hasSuffix(" 1") })
        let report = try Program.run(["runs", "2"], folder: folder.path).output
        #expect(report.contains("empty") && !report.contains("slowest"), "\(report)")
    }

    @Test func timesAreThoseOfOneClock() throws {
        _ = try run("--events", "e.jsonl")
        let events = try events(folder.text("e.jsonl"))
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let moments = try events.map { event in
            let text = try #require(event["time"] as? String)
            #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(text)")
            let offset = try #require(event["offset"] as? Double)
            return (try Date(text, strategy: style).timeIntervalSince1970 - offset, offset)
        }
        let start = try #require(moments.first).0
        #expect(moments.allSatisfy { abs($0.0 - start) < 0.002 })
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $0.1 <= $1.1 })
        #expect(events.allSatisfy { $0["run"] as? Int == 1 })
    }

    @Test func whatIsInTheFileStaysAndACutLineIsEnded() throws {
        try folder.add("e.jsonl", text: "{\"event\":\"cu")
        _ = try run("--events", "e.jsonl")
        let once = try folder.text("e.jsonl").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(once.first == "{\"event\":\"cu" && once[1].hasPrefix("{\"event\":\"run-began\"") && once.last == "")
        _ = try run("--events", "e.jsonl")
        let twice = try folder.text("e.jsonl").split(separator: "\n").dropFirst()
        #expect(twice.count { $0.hasPrefix("{\"event\":\"run-began\"") } == 2)
        #expect(twice.last?.contains("\"run\":2") == true)
    }

    @Test func whatHappensIsWrittenWhileTheRunGoesOn() throws {
        try folder.add(
            "stdin.yaml",
            text: """
                galley: 1
                name: stdin
                stages:
                  read: { uses: ingest.files, with: { paths: ["-"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, with: { path: out/lines.jsonl } }
                """)
        let running = try Program.start(
            ["run", "stdin.yaml", "--events", "e.jsonl", "--metrics", "m.prom"], folder: folder.path)
        for number in 0..<100 { running.input.write(Data("{\"title\":\"\(number)\",\"body\":\"Text.\"}\n".utf8)) }
        var isTold = false
        for _ in 0..<2000 where !isTold {
            usleep(10_000)
            let events = (try? folder.text("e.jsonl")) ?? ""
            isTold =
                events.contains("\"stage\":\"article\"") && events.hasSuffix("\n")
                && ((try? folder.text("m.prom")) ?? "").contains("state=\"running\"} 1\n")
        }
        #expect(isTold)
        try running.input.close()
        #expect(running.wait().code == 0)
        #expect(try folder.text("m.prom").contains("state=\"done\"} 1\n"))
        #expect(try folder.text("e.jsonl").contains("\"run-ended\""))
    }

    @Test(.enabled(if: Python.isInstalled, Python.skipped)) func prometheusReadsTheFigures() throws {
        let result = try run("--metrics", "m/galley.prom")
        #expect(result.code == 2 && result.messages.isEmpty)
        let read = try Python.run([
            Program.project + "/Tests/EndToEndTests/Metrics/parse.py", folder.path + "/m/galley.prom",
        ])
        #expect(read.code == 0, "\(read.messages)")
        let json = try JSONSerialization.jsonObject(with: Data(read.output.utf8))
        let metrics = try #require(json as? [[String: Any]])
        #expect(metrics.allSatisfy { $0["type"] as? String != "unknown" && ($0["help"] as? String)?.isEmpty == false })
        let samples = metrics.flatMap { $0["samples"] as? [[String: Any]] ?? [] }
        func value(_ name: String, _ labels: [String: String]) -> Double? {
            let found = samples.filter { sample in
                let own = sample["labels"] as? [String: String] ?? [:]
                return sample["name"] as? String == name && labels.allSatisfy { own[$0.key] == $0.value }
            }
            return found.count == 1 ? found[0]["value"] as? Double : nil
        }
        for stage in try #require(try object(result.output)["stages"] as? [[String: Any]]) {
            let labels = [
                "pipeline": "a \"b\" \\c", "stage": stage["stage"] as? String ?? "",
                "type": stage["type"] as? String ?? "",
            ]
            for member in ["in", "out", "filtered", "quarantined", "added"] {
                #expect(
                    value("galley_stage_documents_\(member)_total", labels) == stage[member] as? Double, "\(member)")
            }
            let batches = value("galley_stage_batch_seconds_count", labels) ?? 0
            #expect(
                batches > 0
                    && value("galley_stage_batch_seconds_bucket", labels.merging(["le": "+Inf"]) { $1 }) == batches)
            #expect(value("galley_stage_waiting_documents", labels) == 0)
        }
        #expect(value("galley_stage_errors_total", ["stage": "read", "code": "empty"]) == 1)
        #expect(
            value("galley_run_state", ["state": "done"]) == 1 && value("galley_run_state", ["state": "running"]) == 0)
        #expect(value("galley_run_artifacts_published_total", [:]) == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/m") == ["galley.prom"])
    }

    @Test func aFailedRunTellsItAndWhy() throws {
        try folder.add("in/empty.txt", text: "")
        let definition = try folder.text("p.yaml").replacing("ingest.files,", with: "ingest.files, on-error: fail,")
        try folder.add("p.yaml", text: definition)
        #expect(try run("--events", "e.jsonl", "--metrics", "m.prom").code == 1)
        let last = try #require(try events(folder.text("e.jsonl")).last)
        #expect(last["outcome"] as? String == "failed")
        #expect((last["reason"] as? String)?.hasPrefix("stage 'read' can't process in/empty.txt: ") == true)
        #expect(try folder.text("m.prom").contains("state=\"failed\"} 1\n"))
    }

    // MARK: Traces

    private func traced(_ server: PostServer) throws -> Program.Result {
        try run("--trace", "http://127.0.0.1:\(server.port)/v1/traces")
    }

    private func attributes(_ holder: [String: Any]) -> [String: String] {
        (holder["attributes"] as? [[String: Any]] ?? []).reduce(into: [:]) { all, attribute in
            let value = attribute["value"] as? [String: Any] ?? [:]
            all[attribute["key"] as? String ?? ""] = value["stringValue"] as? String ?? value["intValue"] as? String
        }
    }

    @Test func aTraceHasASpanForTheRunItsStagesAndItsBatches() throws {
        let server = try PostServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        let result = try traced(server)
        #expect(result.code == 2 && result.messages.isEmpty, "\(result.messages)")
        #expect(server.received.count == 1)
        let request = try #require(server.received.first)
        #expect(request.head.hasPrefix("POST /v1/traces ") && request.head.contains("Content-Type: application/json"))
        let body = try object(String(decoding: request.body, as: UTF8.self))
        let resource = try #require((body["resourceSpans"] as? [[String: Any]])?.first)
        #expect(attributes(resource["resource"] as? [String: Any] ?? [:])["service.name"] == "galley")
        let scope = try #require((resource["scopeSpans"] as? [[String: Any]])?.first)
        let spans = try #require(scope["spans"] as? [[String: Any]])
        func text(_ span: [String: Any], _ member: String) -> String { span[member] as? String ?? "" }
        let traces = Set(spans.map { text($0, "traceId") })
        #expect(traces.count == 1 && traces.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
        let ids = spans.map { text($0, "spanId") }
        #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}/) != nil })
        for span in spans {
            let start = try #require(UInt64(text(span, "startTimeUnixNano")))
            let end = try #require(UInt64(text(span, "endTimeUnixNano")))
            #expect(start <= end && start > 1_700_000_000_000_000_000 && span["kind"] as? Int == 1)
        }
        let roots = spans.filter { $0["parentSpanId"] == nil }
        #expect(roots.map { text($0, "name") } == ["galley run"])
        let root = try #require(roots.first)
        #expect(attributes(root)["galley.outcome"] == "done" && attributes(root)["galley.documents"] == "152")
        let remarks = (root["events"] as? [[String: Any]] ?? []).map { text($0, "name") }
        #expect(Set(remarks) == ["document-quarantined", "artifact-published"])
        let stages = spans.filter { text($0, "parentSpanId") == text(root, "spanId") }
        #expect(stages.map { text($0, "name") } == ["read", "article", "unique", "lines"])
        for (stage, account) in zip(stages, try #require(try object(result.output)["stages"] as? [[String: Any]])) {
            #expect(attributes(stage)["galley.documents.out"] == (account["out"] as? Int).map(String.init))
            let batches = spans.filter { text($0, "parentSpanId") == text(stage, "spanId") }
            #expect(batches.count == attributes(stage)["galley.batches.kept"].flatMap { Int($0) } && !batches.isEmpty)
            #expect(batches.allSatisfy { text($0, "name") == text(stage, "name") + " batch" })
        }
    }

    /// The run is over, and what it published is in place: its result is told as if nothing had come in between.
    @Test func anInterruptWhileATraceIsSentGivesUpTheTraceAlone() throws {
        let server = try PostServer(answer: nil)
        let running = try Program.start(
            ["run", "p.yaml", "--trace", "http://127.0.0.1:\(server.port)/"], folder: folder.path)
        try running.input.close()
        for _ in 0..<2000 where server.received.isEmpty { usleep(10_000) }
        #expect(server.received.count == 1)
        running.process.interrupt()
        let result = running.wait()
        #expect(result.code == 2 && result.output.contains("published  out/lines.jsonl\n"), "\(result)")
        #expect(result.messages.hasSuffix("can't be reached: it was interrupted\n"), "\(result.messages)")
    }

    @Test func headersOfTheEnvironmentAreSentAndNeverShown() throws {
        let server = try PostServer(answer: "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")
        let arguments = ["run", "p.yaml", "--trace", "http://127.0.0.1:\(server.port)/"]
        func run(_ headers: String) throws -> Program.Result {
            try Program.run(arguments, environment: ["OTEL_EXPORTER_OTLP_HEADERS": headers], folder: folder.path)
        }
        let result = try run("authorization=Bearer%20s3cret, x-team = news")
        let head = try #require(server.received.first).head
        #expect(head.contains("\r\nauthorization: Bearer s3cret\r\n") && head.contains("\r\nx-team: news\r\n"))
        #expect(result.code == 2 && result.messages.contains("status 401") && !result.messages.contains("s3cret"))
        for wrong in ["s3cret", "a=s3cret%0D%0Ab:c", "a b=s3cret", "a=s3cret%2", "a=%FFs3cret"] {
            let result = try run(wrong)
            #expect(result.code == 64 && !result.messages.contains("s3cret"), "\(wrong)")
        }
        #expect(server.received.count == 1)
    }

    @Test func aTraceThatIsNotTakenIsAWarning() throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: "
        let rejected = "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"too old\"}}"
        for (answer, message) in [
            ("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", "wasn't taken: URL answered with status 503"),
            (
                "HTTP/1.1 302 No\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n",
                "wasn't taken: URL answered with status 302"
            ),
            (head + "\(rejected.utf8.count)\r\n\r\n" + rejected, "was taken in part: URL refused 3 spans: too old"),
            ("nonsense", "wasn't taken: URL can't be reached"),
        ] {
            let result = try traced(PostServer(answer: answer))
            #expect(result.code == 2, "\(message)")
            let told = result.messages.replacing(/http:\/\/127\.0\.0\.1:\d+\/\S*?(?=[ :])/, with: "URL")
            #expect(told.hasPrefix("warning: the trace \(message)"), "\(result.messages)")
        }
    }

    @Test(arguments: [
        (["--events", "other"], 73, "is a directory"), (["--events", "p.yaml/e"], 73, "p.yaml"),
        (["--metrics", "other"], 73, "is a folder"), (["--events", "-"], 64, "standard output is for the account"),
        (["--metrics", "p.yaml"], 64, "would write over the definition"),
        (["--events", ".galley/state.db"], 64, "the run's records"),
        (["--events", "in/new.txt"], 64, "what stage 'read' reads"),
        (["--metrics", "out/lines.jsonl"], 64, "what stage 'lines' publishes"),
        (["--events", "x", "--metrics", "x"], 64, "the same file"),
        (["--trace", "localhost:4318"], 64, "takes an address"),
    ])
    func whatCannotBeWrittenIsSaidBeforeTheRun(arguments: [String], code: Int32, message: String) throws {
        try folder.add("other/a.txt", text: "")
        let before = try contents(of: folder.path)
        let result = try Program.run(["run", "p.yaml"] + arguments, folder: folder.path)
        #expect(result.code == code && result.output.isEmpty, "\(result)")
        #expect(result.messages.lowercased().contains(message.lowercased()), "\(result.messages)")
        #expect(try contents(of: folder.path) == before)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
    func aFullDiskDoesNotFailTheRun() throws {
        let result = try run("--events", "/dev/full")
        #expect(result.code == 2)
        #expect(result.messages.hasPrefix("warning: the events weren't all written: /dev/full: "))
        #expect(try folder.text("out/lines.jsonl").split(separator: "\n").count == 150)
    }
}
