import Files
import Foundation
import Locks
import TestSupport
import Testing

@testable import Fetching

/// Against a server on this machine, whose address is private itself.
@Suite struct FetchTests {
    private var fetcher: Fetcher {
        var fetcher = Fetcher()
        fetcher.allowsPrivateAddresses = true
        fetcher.userAgent = "galley/test (+https://example.org)"
        return fetcher
    }

    private var manners: Manners {
        var manners = Manners()
        manners.delay = .zero
        manners.backoff = .milliseconds(1)
        return manners
    }

    private func fetch(
        _ server: WebServer, _ path: String, _ change: (inout Fetcher) -> Void = { _ in }
    ) throws -> FetchedAnswer {
        var fetcher = fetcher
        change(&fetcher)
        return try fetcher.fetch(try #require(WebAddress(server.url(path))))
    }

    private func code(
        _ server: WebServer, _ path: String, _ change: (inout Fetcher) -> Void = { _ in }
    ) throws -> String {
        do {
            _ = try fetch(server, path, change)
            return "fetched"
        } catch let error as FetchError {
            #expect(!error.message.contains("127.0.0.1:") && !error.message.isEmpty)
            return error.code
        }
    }

    @Test func whatTheServerSaysComesAlong() throws {
        let server = try WebServer { _ in
            WebServer.Answer(
                200, ["Content-Type: Text/HTML; Charset=\"windows-1252\"", "ETag: \"a1\"", "Last-Modified: x"],
                body: [0xE9])
        }
        let answer = try fetch(server, "/page?x=1")
        #expect(answer.mediaType == .html && answer.charset == "windows-1252" && answer.bytes == [0xE9])
        #expect(answer.validators == Validators(tag: "\"a1\"", modified: "x") && answer.status == 200)
        #expect(answer.address.text == server.url("/page?x=1"))
        let request = try #require(server.received.first)
        #expect(request.target == "/page?x=1" && request.headers["user-agent"] == "galley/test (+https://example.org)")
        #expect(request.headers["accept-encoding"]?.contains("gzip") == true && request.headers["cookie"] == nil)
    }

    @Test func redirectsAreFollowedAndBounded() throws {
        let server = try WebServer { request in
            switch request.target {
            case "/a": .redirect("/b", 301)
            case "/b": .redirect("c?d", 307)
            case "/c?d": .text("there")
            case "/circle": .redirect("/circle2")
            case "/circle2": .redirect("/circle")
            case "/file": .redirect("file:///etc/passwd")
            case "/nowhere": WebServer.Answer(302)
            default: .redirect("/\((Int(request.target.dropFirst()) ?? 0) + 1)")
            }
        }
        let answer = try fetch(server, "/a")
        #expect(answer.bytes == Array("there".utf8) && answer.address.text == server.url("/c?d"))
        #expect(try code(server, "/circle") == "redirects")
        #expect(try code(server, "/file") == "redirects")
        #expect(try code(server, "/nowhere") == "redirects")
        let before = server.received.count
        #expect(try code(server, "/1") == "redirects")
        #expect(server.received.count - before == 6)
    }

    @Test func whatIsTooMuchEndsTheRequest() throws {
        let zeros = try packed([UInt8](repeating: 0x20, count: 3_000_000))
        let server = try WebServer { request in
            switch request.target {
            case "/bomb": WebServer.Answer(200, ["Content-Encoding: gzip"], body: zeros)
            case "/broken": WebServer.Answer(200, ["Content-Encoding: gzip"], body: Array("no gzip".utf8))
            default: WebServer.Answer(body: [UInt8](repeating: 0x41, count: 1001))
            }
        }
        #expect(zeros.count < 100_000)
        #expect(try fetch(server, "/bomb").bytes.count == 3_000_000)
        #expect(try code(server, "/bomb") { $0.byteLimit = 2_999_999 } == "too-large")
        #expect(try code(server, "/plain") { $0.byteLimit = 1000 } == "too-large")
        #expect(try fetch(server, "/plain") { $0.byteLimit = 1001 }.bytes.count == 1001)
        #expect(try code(server, "/broken") == "damaged")
    }

    @Test func whatIsNoAnswerIsNoFaultOfTheAddress() throws {
        let server = try WebServer { _ in
            var answer = WebServer.Answer(body: Array("\u{0}\u{1}no answer of HTTP\r\n\r\n".utf8))
            answer.isBare = true
            return answer
        }
        #expect(try code(server, "/") == "connection")
    }

    @Test func whatCanNotBeHadHasACode() throws {
        let server = try WebServer { request in
            if request.target == "/slow" {
                var answer = WebServer.Answer(200, ["Content-Type: text/html"], body: [1])
                answer.isStuck = true
                return answer
            }
            return WebServer.Answer(Int(request.target.dropFirst()) ?? 404)
        }
        for status in [400, 401, 403, 404, 410, 418, 500, 503] {
            #expect(try code(server, "/\(status)") == "http-\(status)")
        }
        #expect(try code(server, "/slow") { $0.totalTime = .milliseconds(200) } == "timeout")
        let closed = try #require(WebAddress("http://127.0.0.1:1/"))
        #expect(throws: FetchError.self) { try fetcher.fetch(closed) }
        do { _ = try fetcher.fetch(closed) } catch { #expect(error.code == "connection" && error.isTemporary) }
        let noHost = try #require(WebAddress("http://nothing.invalid/"))
        do { _ = try fetcher.fetch(noHost) } catch { #expect(error.code == "dns") }
        let secret = try #require(WebAddress("https://user:sesame@127.0.0.1:\(server.port)/?key=sesame"))
        do {
            _ = try fetcher.fetch(secret)
        } catch {
            // A server that doesn't know TLS.
            #expect(error.code == "tls" && !error.message.contains("sesame"))
        }
    }

    @Test func privateAddressesAreRefusedWhereverTheyComeFrom() throws {
        let server = try WebServer { _ in .text("private") }
        for host in ["127.0.0.1", "localhost", "127.1", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"] {
            let address = try #require(WebAddress("http://\(host):\(server.port)/"))
            do {
                _ = try Fetcher().fetch(address)
                Issue.record("\(host) was asked")
            } catch {
                #expect(error.code == "private-address", "\(host)")
            }
        }
        #expect(server.received.isEmpty)
    }

    @Test func aRequestCanBeGivenUp() throws {
        let server = try WebServer { _ in
            var answer = WebServer.Answer(200, [], body: [1])
            answer.isStuck = true
            return answer
        }
        let address = try #require(WebAddress(server.url("/")))
        do {
            _ = try fetcher.fetch(address, isGivenUp: { true })
            Issue.record("it was fetched")
        } catch {
            #expect(error == .interrupted)
        }
    }

    // MARK: Manners

    @Test func robotsAreAskedOnceAndObeyed() throws {
        let server = try WebServer { request in
            switch request.target {
            case "/robots.txt": .text("User-agent: galley\nDisallow: /closed\n", "text/plain")
            case "/way": .redirect("/closed/1")
            default: .text("page")
            }
        }
        let web = Web()
        func ask(_ path: String, _ manners: Manners) throws -> String {
            do {
                return String(
                    decoding: try web.fetch(
                        try #require(WebAddress(server.url(path))), by: fetcher, with: manners
                    ).bytes, as: UTF8.self)
            } catch let error as FetchError {
                return error.code
            }
        }
        #expect(try ask("/open", manners) == "page" && ask("/closed/1", manners) == "robots")
        #expect(try ask("/way", manners) == "robots", "redirects are looked at as well")
        #expect(server.targets.filter { $0 == "/robots.txt" }.count == 1)
        #expect(!server.targets.contains("/closed/1"))
        var bold = manners
        bold.obeysRobots = false
        #expect(try ask("/closed/1", bold) == "page")
    }

    @Test(arguments: [(404, "page"), (403, "page"), (500, "robots"), (503, "robots")])
    func whatIsKnownWithoutRobots(_ status: Int, _ expected: String) throws {
        let server = try WebServer { request in
            request.target == "/robots.txt" ? WebServer.Answer(status) : .text("page")
        }
        let address = try #require(WebAddress(server.url("/x")))
        do {
            let answer = try Web().fetch(address, by: fetcher, with: manners)
            #expect(String(decoding: answer.bytes, as: UTF8.self) == expected)
        } catch {
            #expect(error.code == expected && error.isTemporary)
        }
    }

    @Test func whatFailsForTheMomentIsTriedAgain() throws {
        let failures = Mutex(2)
        let server = try WebServer { request in
            switch request.target {
            case "/late": WebServer.Answer(503, ["Retry-After: 3600"])
            case "/gone": .missing
            case "/robots.txt": .missing
            default:
                failures.withLock { left in
                    left -= 1
                    return left < 0 ? .text("at last") : WebServer.Answer(503, ["Retry-After: 0"])
                }
            }
        }
        func ask(_ path: String) throws -> String {
            do {
                _ = try Web().fetch(try #require(WebAddress(server.url(path))), by: fetcher, with: manners)
                return "fetched"
            } catch let error as FetchError {
                return "\(error.code) \(error.message)"
            }
        }
        #expect(try ask("/flaky") == "fetched")
        #expect(server.targets.filter { $0 == "/flaky" }.count == 3)
        failures.withLock { $0 = 9 }
        #expect(try ask("/flaky").hasSuffix("(tried 3 times)"))
        #expect(try ask("/late").hasSuffix("(it asks to wait 3600 s)"))
        #expect(server.targets.filter { $0 == "/late" }.count == 1)
        #expect(try ask("/gone").hasPrefix("http-404"))
        #expect(server.targets.filter { $0 == "/gone" }.count == 1)
    }

    @Test func aHostIsLeftAloneBetweenRequests() throws {
        let server = try WebServer { _ in .text("page") }
        let address = try #require(WebAddress(server.url("/")))
        let web = Web()
        var patient = manners
        patient.obeysRobots = false
        patient.delay = .seconds(3600)
        _ = try web.fetch(address, by: fetcher, with: patient)
        do {
            _ = try web.fetch(address, by: fetcher, with: patient, isGivenUp: { true })
            Issue.record("it was asked again at once")
        } catch {
            #expect(error == .interrupted)
        }
        #expect(server.received.count == 1)
    }

    @Test func headsAreReadLineByLine() {
        var head = AnswerHead()
        for line in [
            "HTTP/1.1 103 Early Hints\r\n", "ETag: early\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "Last-Modified:\t x \r\n",
            "Content-Type: text/html;a=b; CHARSET = 'utf-8'\r\n", "Retry-After: Thu, 01 Jan 1970 00:01:00 GMT\r\n",
            "X-Bad: a\u{1}b\r\n", "no header\r\n",
        ] { Array(line.utf8).withUnsafeBytes { head.take($0) } }
        #expect(head["etag"] == nil && head["last-modified"] == "x" && head["x-bad"] == nil)
        #expect(head.mediaType == "text/html" && head.charset == "utf-8")
        #expect(head.retryAfter(now: 10) == 50 && head.retryAfter(now: 100) == 0)
    }

    // MARK: Copies

    @Test func whatHasNotChangedIsNotSentAgain() throws {
        let isDown = Mutex(false)
        let server = try WebServer { request in
            if isDown.withLock({ $0 }) { return WebServer.Answer(500) }
            if request.headers["if-none-match"] == "\"1\"" { return WebServer.Answer(304) }
            return WebServer.Answer(200, ["ETag: \"1\"", "Content-Type: text/html; charset=latin1"], body: [1, 2, 3])
        }
        let folder = try ScratchFolder()
        let address = try #require(WebAddress(server.url("/x?key=sesame")))
        var patient = manners
        patient.obeysRobots = false
        func find(age: Int = 0, writes: Bool = true) throws -> CopiedWeb.Found {
            let copies = KeptCopies(folder: FilePath(folder.path).appending("kept"), writes: writes, limit: 10_000)
            return try CopiedWeb(Web(), fetcher, patient, copies).find(address, age: age) { false }
        }
        #expect(try find(writes: false).copy.bytes == [1, 2, 3])
        #expect(try Folder.names(in: FilePath(folder.path)).isEmpty)
        let first = try find()
        let second = try find()
        #expect(first.copy.bytes == [1, 2, 3] && second.copy.bytes == [1, 2, 3])
        #expect(second.copy.charset == "latin1" && second.copy.base == server.url("/x"))
        #expect(server.received.last?.headers["if-none-match"] == "\"1\"")
        let open = CopiedWeb(
            Web(), fetcher, patient, KeptCopies(folder: nil, writes: true, limit: 10_000), hidesQueries: false)
        #expect(try open.find(address) { false }.copy.base == address.text)
        let before = server.received.count
        #expect(try find(age: 3600).copy.bytes == [1, 2, 3])
        #expect(server.received.count == before)
        // One that is greater than allowed now is as good as none.
        var strict = fetcher
        strict.byteLimit = 2
        let copies = KeptCopies(folder: FilePath(folder.path).appending("kept"), writes: false, limit: 10_000)
        let error = #expect(throws: FetchError.self) {
            try CopiedWeb(Web(), strict, patient, copies).find(address) { false }
        }
        #expect(error?.code == "too-large")
        isDown.withLock { $0 = true }
        let kept = try find()
        #expect(kept.copy.bytes == [1, 2, 3] && kept.problem?.code == "http-500")
        // A copy that is damaged counts as none, and none holds the address.
        let file = try #require(try Folder.names(in: FilePath(folder.path).appending("kept")).first)
        let path = FilePath(folder.path).appending("kept").appending(file)
        var bytes = try File.read(path, limit: 1 << 20).bytes
        #expect(!String(decoding: bytes, as: UTF8.self).contains("sesame"))
        bytes[bytes.count - 1] = 9
        try AtomicFile.write(bytes, to: path)
        #expect(throws: FetchError.self) { try find() }
    }

    @Test func copiesTakeBoundedRoom() throws {
        let folder = try ScratchFolder()
        let copies = KeptCopies(folder: FilePath(folder.path), writes: true, limit: 10_000)
        for number in 0..<40 {
            let copy = KeptCopies.Copy(
                bytes: [UInt8](repeating: UInt8(number), count: 1000), mediaType: nil, charset: nil,
                validators: Validators(), base: "http://example.org/", checked: 1)
            copies.keep(copy, of: try #require(WebAddress("http://example.org/\(number)")))
            let sizes = try Folder.names(in: FilePath(folder.path)).map {
                try File.status(FilePath(folder.path).appending($0)).size
            }
            #expect(sizes.reduce(0, +) <= 10_000)
        }
        #expect(copies.copy(of: try #require(WebAddress("http://example.org/39")))?.bytes.first == 39)
        #expect(copies.copy(of: try #require(WebAddress("http://example.org/0"))) == nil)
    }
}

/// Bytes compressed by gzip.
private func packed(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try ScratchFolder()
    let path = FilePath(folder.path).appending("packed.gz")
    var file = try AtomicFile(path, compression: .gzip)
    try file.write(bytes)
    try file.finish()
    try file.commit()
    return try File.read(path, limit: 1 << 30).bytes
}
