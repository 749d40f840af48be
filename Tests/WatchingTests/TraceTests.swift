import Documents
import Foundation
import StageKit
import TestSupport
import Testing

@testable import Runtime
@testable import Watching

/// What becomes of a trace, and of what stands in its way.
@Suite struct TraceTests {
    private func post(_ server: PostServer, totalTime: Duration = .seconds(10)) throws -> HTTPPost.Answer {
        var post = HTTPPost(url: "http://127.0.0.1:\(server.port)/v1/traces?a=b", mediaType: "application/json")
        post.totalTime = totalTime
        return try post.send(Array("{\"é\":1}".utf8))
    }

    @Test func bytesArriveAsTheyAre() throws {
        let server = try PostServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        let answer = try post(server)
        #expect(answer.status == 200 && answer.body == Array("{}".utf8))
        let request = try #require(server.received.first)
        #expect(request.head.hasPrefix("POST /v1/traces?a=b HTTP/1.1\r\n"))
        #expect(request.head.contains("\r\nContent-Type: application/json\r\n"))
        #expect(!request.head.contains("Expect"))
        #expect(String(decoding: request.body, as: UTF8.self) == "{\"é\":1}")
    }

    /// Who sends where the user said, and nowhere else.
    @Test func aRedirectIsNotFollowed() throws {
        let other = try PostServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let location = "http://127.0.0.1:\(other.port)/"
        let server = try PostServer(
            answer: "HTTP/1.1 307 Elsewhere\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
        #expect(try post(server).status == 307)
        #expect(other.received.isEmpty)
    }

    @Test func aLongAnswerIsCutAndSilenceEnds() throws {
        let long = String(repeating: "x", count: 300_000)
        let server = try PostServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: \(long.utf8.count)\r\n\r\n\(long)")
        #expect(try post(server).body.count == HTTPPost.bodyLimit)
        let silent = try PostServer(answer: nil)
        #expect(throws: HTTPPost.Problem.self) { try post(silent, totalTime: .milliseconds(200)) }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:1/"])
    func otherProtocolsAreNotSpoken(url: String) {
        let problem = #expect(throws: HTTPPost.Problem.self) { try HTTPPost(url: url, mediaType: "a/b").send([]) }
        #expect(problem?.description.lowercased().contains("protocol") == true, "\(String(describing: problem))")
    }

    @Test(arguments: [
        ("http://localhost:4318/v1/traces", "http://localhost:4318/v1/traces"), ("HTTPS://a.b", "https://a.b"),
        ("http://user:secret@host/x?key=secret#y", "http://host/x"), ("https://[::1]:4318/a", "https://[::1]:4318/a"),
    ])
    func anAddressIsShownWithoutItsSecrets(text: String, shown: String) throws {
        let endpoint = try #require(TraceEndpoint(text))
        #expect(endpoint.url == text)
        #expect(endpoint.shown == shown)
    }

    @Test(arguments: [
        "", "localhost:4318", "ftp://a", "http:", "http:/a", "http://", "http:///v1", "http://:80/", "http://a b/",
        "http://a\n",
        "file:///etc/passwd", "http://user@", "http://é/",
    ])
    func whatIsNoAddressIsRefused(text: String) { #expect(TraceEndpoint(text) == nil) }

    @Test func manyDocumentsInQuarantineLeaveRoomForTheArtifacts() {
        var recording = TraceRecording()
        for number in 0..<150 {
            let raw = RawDocument(locator: "\(number)", mediaType: .plainText, bytes: [])
            let document = RefusedDocument(
                id: raw.id, source: raw.locator, place: 0, stage: "read", code: "empty", reason: "is empty",
                batch: number, ordinal: 0)
            recording.hear(RunEvent(offset: .zero, .quarantined(document)))
        }
        recording.hear(RunEvent(offset: .zero, .published(stage: "out", Artifact("a.jsonl"))))
        #expect(recording.remarks.count == 101 && recording.remarks.last?.name == "artifact-published")
        #expect(recording.remarksDropped == 50)
    }

    @Test func aSampleIsBoundedAndEvenlySpread() {
        for count in [0, 1, 7, 8, 9, 63, 1000, 4097] {
            var sample = SpanSample(limit: 8)
            for number in 0..<count {
                sample.add(
                    StageWork(
                        stage: 0, batch: number, start: .zero, time: .zero, taken: 0, added: 0, given: 0, filtered: 0,
                        quarantined: 0))
            }
            let kept = sample.kept.compactMap(\.batch)
            #expect(sample.seen == count)
            #expect(kept.count <= 8 && kept.count >= min(count, 4))
            let steps = Set(zip(kept.dropFirst(), kept).map { $0 - $1 })
            #expect(steps.count <= 1, "\(count): \(kept)")
            #expect(kept.first == (count > 0 ? 0 : nil))
        }
    }
}
