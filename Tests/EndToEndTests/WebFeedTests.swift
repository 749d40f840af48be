import Foundation
import JSON
import Locks
import TestSupport
import Testing

/// Feeds and pages over the network, from a server on this machine to what is published.
@Suite struct WebFeedTests {
    private let folder: ScratchFolder
    private let allow = ["--allow", "network", "--allow", "private-addresses"]

    init() throws { folder = try ScratchFolder() }

    /// A pipeline over feeds, with the pages of their entries or without.
    private func definition(_ feeds: [String], pages: Bool, _ options: String = "") throws -> String {
        let list = feeds.map { "\"\($0)\"" }.joined(separator: ", ")
        let page =
            pages ? "  page: { uses: ingest.page, from: feed, with: { delay: 0s, retries: 0, refresh: 0s } }\n" : ""
        let text = """
            galley: 1
            name: web
            state: \(folder.path)/state
            stages:
              feed: { uses: ingest.feed, with: { feeds: [\(list)], delay: 0s, retries: 0\(options) } }
            \(page)  article: { uses: normalize.article, from: \(pages ? "page" : "feed") }
              lines: { uses: publish.jsonl, from: article, with: { path: \(folder.path)/out.jsonl } }

            """
        try folder.add("web.yaml", text: text)
        return "\(folder.path)/web.yaml"
    }

    private func feed(_ items: [(id: String, title: String)], links: Bool = true) -> String {
        let entries = items.map { item in
            let link = links ? "<link>\(item.id)</link>" : ""
            return """
                <item><guid isPermaLink="false">id-\(item.id)</guid><title>\(item.title)</title>\(link)\
                <pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate><dc:creator>Jane Roe</dc:creator>\
                <description>The council of \(item.title) met on Monday and agreed on the budget.</description></item>
                """
        }
        return """
            <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>\
            <title>Wire</title><language>en</language>\(entries.joined())</channel></rss>
            """
    }

    private func page(_ title: String, charset: String = "utf-8") -> WebServer.Answer {
        let paragraph =
            "The harbour of \(title) caf\u{E9} was closed on Tuesday after a storm, its master said in the evening."
        let text =
            "<html><body><article><h1>\(title)</h1><p>\(paragraph)</p><p>\(paragraph)</p></article></body></html>"
        let bytes = charset == "utf-8" ? Array(text.utf8) : text.unicodeScalars.map { UInt8($0.value) }
        return WebServer.Answer(
            200, ["Content-Type: text/html; charset=\(charset)", "ETag: \"\(title)\""], body: bytes)
    }

    private var published: [JSONValue] {
        get throws {
            let text = try String(contentsOfFile: "\(folder.path)/out.jsonl", encoding: .utf8)
            return try text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        }
    }

    @Test func nothingIsReachedWithoutPermission() throws {
        let server = try WebServer { _ in .text("private") }
        let path = try definition([server.url("/feed")], pages: true)
        for arguments in [
            ["run", path], ["preview", path, "--at", "article"], ["run", path, "--allow", "private-addresses"],
        ] {
            let result = try Program.run(arguments)
            #expect(result.code == 65, "\(arguments)")
            #expect(result.messages.contains("stage 'feed' needs permission: ingest.feed reaches the network"))
            #expect(result.messages.contains("web.yaml:5:") && result.messages.contains("'--allow network'"))
            #expect(result.messages.contains("stage 'page' needs permission"))
        }
        let plan = try Program.run(["plan", path])
        #expect(plan.code == 0)
        #expect(plan.output.contains("would reach    the network by 'feed', which needs permission: --allow network"))
        // What is there only the run finds out.
        #expect(plan.output.split(separator: "\n").contains { $0.split(separator: " ") == ["feed", "?", "0", "?"] })
        #expect(try Program.run(["check", path]).code == 0)
        #expect(server.received.isEmpty)
        // An address of this machine needs permission of its own.
        let refused = try Program.run(["run", path, "--allow", "network"])
        #expect(refused.code == 2 && server.received.isEmpty)
        let quarantine = try Program.run(["quarantine", "list", "--pipeline", path])
        #expect(quarantine.output.contains("private-address"), "\(refused.messages)")
    }

    @Test func entriesBecomeArticles() throws {
        let items = [(id: "../news/1", title: "Norland"), (id: "/news/2", title: "Sudland")]
        let other = feed([(id: "/news/2", title: "Again")])
        let server = try WebServer { request in
            switch request.target {
            case "/rss/feed": .text(feed(items), "application/rss+xml")
            case "/other": .text(other, "application/rss+xml")
            case "/bare": .text(feed([(id: "x", title: "Bare")], links: false), "application/rss+xml")
            case "/broken": .text("<html>no feed</html>")
            default: .missing
            }
        }
        let feeds = ["/rss/feed", "/missing", "/other", "/broken", "/bare"].map { server.url($0) }
        let result = try Program.run(["run", try definition(feeds, pages: false)] + allow)
        #expect(result.code == 2, "\(result.messages)")
        let articles = try published
        #expect(articles.compactMap { $0["title"]?.text } == ["Norland", "Sudland", "Bare"])
        let first = try #require(articles.first)
        #expect(first["source"]?.text == server.url("/news/1"), "\(first)")
        #expect(first["text"]?.text == "The council of Norland met on Monday and agreed on the budget.")
        let quarantine = try Program.run(["quarantine", "list", "--pipeline", "\(folder.path)/web.yaml"]).output
        #expect(quarantine.contains("http-404") && quarantine.contains(server.url("/broken")))
        #expect(articles.last?["source"]?.text == server.url("/bare#id-x"))
    }

    @Test func pagesAreFetchedAndKept() throws {
        struct State { var isDown = false; var titles = ["Norland", "Sudland"]; var oldPage = false }
        let state = Mutex(State())
        let server = try WebServer { request in
            let now = state.withLock { $0 }
            if now.isDown { return WebServer.Answer(503) }
            switch request.target {
            case "/robots.txt": return .text("User-agent: *\nDisallow: /closed\n", "text/plain")
            case "/feed":
                if request.headers["if-none-match"] == "\"\(now.titles)\"" { return WebServer.Answer(304) }
                let items = now.titles.map { (id: "/news/\($0)", title: $0) } + [(id: "/closed/1", title: "Closed")]
                return WebServer.Answer(200, ["ETag: \"\(now.titles)\""], body: Array(feed(items).utf8))
            case "/news/Norland": return .redirect("/moved")
            case "/moved", "/news/Sudland", "/news/Westland":
                let title = request.target == "/moved" ? "Norland" : String(request.target.dropFirst(6))
                if request.headers["if-none-match"] == "\"\(title)\"" { return WebServer.Answer(304) }
                return page(title, charset: title == "Norland" ? "iso-8859-1" : "utf-8")
            default: return .missing
            }
        }
        let path = try definition([server.url("/feed")], pages: true)
        let run = ["run", path] + allow
        let first = try Program.run(run)
        #expect(first.code == 2, "\(first.messages)")
        var articles = try published
        #expect(articles.compactMap { $0["title"]?.text } == ["Norland", "Sudland"])
        #expect(articles[0]["text"]?.text?.hasPrefix("The harbour of Norland café was closed") == true)
        // The page says nothing of a date and authors: the feed does.
        #expect(articles[0]["published"]?.text?.hasPrefix("2025-06-02") == true, "\(articles[0])")
        #expect(articles[0]["authors"]?.elements.first?.text == "Jane Roe")
        #expect(articles[0]["source"]?.text == server.url("/news/Norland"))
        let quarantine = try Program.run(["quarantine", "list", "--pipeline", path]).output
        // What is tried again is fetched again.
        let retry = try Program.run(["quarantine", "retry", path] + allow)
        #expect(retry.code == 2 && retry.output.contains("refused by page: robots"), "\(retry.output)\(retry.messages)")
        #expect(try Program.run(["quarantine", "retry", path]).code == 65)
        #expect(quarantine.contains("robots") && !server.targets.contains("/closed/1"))
        let bytes = try String(contentsOfFile: "\(folder.path)/out.jsonl", encoding: .utf8)

        // Nothing has changed: nothing is sent again, and the same is published.
        let before = server.received.count
        #expect(try Program.run(run).code == 2)
        #expect(try String(contentsOfFile: "\(folder.path)/out.jsonl", encoding: .utf8) == bytes)
        let again = server.received.dropFirst(before)
        #expect(
            again.filter { $0.target != "/robots.txt" && $0.target != "/news/Norland" }.allSatisfy {
                $0.headers["if-none-match"] != nil
            })

        // The server is down: what was is published, and a warning tells.
        state.withLock { $0.isDown = true }
        let down = try Program.run(run)
        #expect(try String(contentsOfFile: "\(folder.path)/out.jsonl", encoding: .utf8) == bytes, "\(down.messages)")
        #expect(down.messages.contains("warning: stage 'feed': \(server.url("/feed")) can't be asked"))

        // An entry comes, another goes.
        state.withLock { $0 = State(titles: ["Westland", "Sudland"]) }
        #expect(try Program.run(run).code == 2)
        articles = try published
        #expect(articles.compactMap { $0["title"]?.text } == ["Westland", "Sudland"])

        // A preview writes nothing, and a run without entries' pages settles what it knows.
        let kept = try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/state").sorted()
        #expect(try Program.run(["preview", path, "--at", "article"] + allow).code == 0)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/state").sorted() == kept)
    }

    @Test func whatGoesThroughTheNextTimeIsPublished() throws {
        let isThere = Mutex(false)
        let server = try WebServer { request in
            switch request.target {
            case "/feed": .text(feed([(id: "/news/1", title: "Norland")]), "application/rss+xml")
            case "/news/1" where isThere.withLock { $0 }: page("Norland")
            default: .missing
            }
        }
        let path = try definition([server.url("/feed"), server.url("/none")], pages: true)
        #expect(try Program.run(["run", path] + allow).code == 2)
        isThere.withLock { $0 = true }
        let retry = try Program.run(["quarantine", "retry", path] + allow)
        #expect(retry.output.contains("its source asks for it again in every run"), "\(retry.output)\(retry.messages)")
        #expect(try published.compactMap { $0["title"]?.text } == ["Norland"], "\(retry.messages)")
        // A plan knows the feed that couldn't be had.
        #expect(!(try Program.run(["plan", path]).output.contains("would be gone")))
    }

    @Test func whatIsKnownOfEntriesIsNotDoneAgain() throws {
        let titles = Mutex(["Norland", "Sudland"])
        let server = try WebServer { request in
            guard request.target == "/feed" else { return .missing }
            let items = titles.withLock { $0 }.map { (id: "/news/\($0)", title: $0) }
            return .text(feed(items), "application/rss+xml")
        }
        let path = try definition([server.url("/feed")], pages: false)
        let run = ["run", path] + allow
        #expect(try Program.run(run).code == 0)
        #expect(try Program.run(run).output.contains("nothing has changed since run 1"))
        titles.withLock { $0.append("Westland") }
        let third = try Program.run(run + ["--format", "json"])
        let account = try JSONValue(parsing: Array(third.output.utf8))
        #expect(account["stages"]?.elements.first?["known"]?.integer == 2, "\(third.output)")
        #expect(try published.count == 3)
        // A plan asks nobody, and counts what was there.
        let before = server.received.count
        let plan = try Program.run(["plan", path])
        #expect(plan.output.contains("would read     1 feeds") && server.received.count == before)
        #expect(plan.output.contains("~ 3") && !plan.output.contains("≤"), "\(plan.output)")
    }

    @Test func secretsOfAddressesAreShownNowhere() throws {
        let server = try WebServer { request in
            request.target.hasPrefix("/feed?key=sesame")
                ? .text(feed([(id: "x", title: "Norland")], links: false), "application/rss+xml") : .missing
        }
        let address = "http://user:tulip@127.0.0.1:\(server.port)"
        let feeds = ["\(address)/feed?key=${env:FEED_KEY}", "\(address)/gone?key=${env:FEED_KEY}", "\(address)/gone"]
        let path = try definition(feeds, pages: false)
        let environment = ["FEED_KEY": "sesame"]
        var said = ""
        for arguments in [["run", path] + allow, ["plan", path], ["quarantine", "list", "--pipeline", path]] {
            let result = try Program.run(arguments, environment: environment)
            #expect(result.code == (arguments[0] == "run" ? 2 : 0), "\(result.messages)")
            said += result.output + result.messages
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name != "web.yaml" {
            let bytes = FileManager.default.contents(atPath: "\(folder.path)/\(name)") ?? Data()
            for secret in ["sesame", "tulip"] { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)") }
        }
        #expect(!said.contains("sesame") && !said.contains("tulip") && said.contains("key=${env:FEED_KEY}"))
        #expect(try published.first?["source"]?.text?.hasSuffix("/feed?key=${env:FEED_KEY}#id-x") == true)
        #expect(server.targets.contains("/feed?key=sesame"))
    }
}
