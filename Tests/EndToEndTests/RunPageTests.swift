import Foundation
import TestSupport
import Testing

/// The page about a run: what is in it, and how a browser shows it. No definition is needed any more.
@Suite(.timeLimit(.minutes(20))) struct RunPageTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        for number in 0..<130 {
            try folder.add("in/\(number).txt", text: "Title \(number)\n\nSome text of \(number).\n")
        }
        for number in 0..<120 { try folder.add("in/<b>\(number).txt", text: "") }
    }

    private func page(_ run: String = "last") throws -> String {
        let result = try Program.run(["runs", run, "--html", "page.html"], folder: folder.path)
        #expect(result.code == 0 && result.messages.isEmpty && result.output.isEmpty, "\(result)")
        return try folder.text("page.html")
    }

    private func run(_ name: String = "'</title><script>alert(1)</script>'", onError: String = "quarantine") throws {
        try folder.add(
            "p.yaml",
            text: """
                galley: 1
                name: \(name)
                state: .galley
                stages:
                  read: { uses: ingest.files, on-error: \(onError), with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read }
                  unique: { uses: normalize.deduplicate, from: article }
                  language: { uses: extract.language, from: unique }
                  split: { uses: extract.sentences, from: unique }
                  lines: { uses: publish.jsonl, from: [language, split], with: { path: out/lines.jsonl } }
                """)
        _ = try Program.run(["run", "p.yaml"], folder: folder.path)
        try FileManager.default.removeItem(atPath: folder.path + "/p.yaml")
    }

    @Test func allThatIsKnownIsToldWithoutTheDefinition() throws {
        try run()
        let page = try page()
        for text in [
            "<dd>250</dd>", "<dt>workers</dt>", "done, 120 documents in quarantine", "<h2>Timeline</h2>",
            "<h2>Graph</h2>",
            "<h2>Slowest documents</h2>", "<code>out/lines.jsonl</code>", "and 20 more", "&lt;/title&gt;&lt;script&gt;",
            "<td class=\"word\">empty</td><td class=\"number\">120</td>",
        ] { #expect(page.contains(text), "\(text)") }
        #expect(page.matches(of: /class="stage (source|transform|aggregate|sink)\b/).count == 6)
        #expect(page.matches(of: /<tr id="stage-\d+">/).count == 6)
        #expect(page.matches(of: /class="busy"/).count == 6)
        let bare = page.replacing("http://www.w3.org/2000/svg", with: "")
        for text in ["<script", "http:", "https:", "src=", "@import", "url(", " style=", " onclick", "<b>"] {
            #expect(!bare.contains(text), "\(text)")
        }
    }

    @Test func aFailedRunIsShownWithItsReason() throws {
        try run("news", onError: "fail")
        let page = try page("1")
        #expect(page.contains("<p class=\"outcome failed\">failed</p>"))
        #expect(page.contains("because: stage 'read' can't process in/&lt;b&gt;"))
        #expect(!page.contains("<h2>Published</h2>"))
        let text = try Program.run(["runs", "1"], folder: folder.path).output
        #expect(!text.contains("\n\n\n"), "\(text)")
    }

    @Test(.enabled(if: Shells.find("sha256sum") != nil, "coreutils' 'sha256sum' isn't installed"))
    func thePolicyNamesTheStyleSheet() throws {
        try run("news")
        let page = try page()
        let start = try #require(page.range(of: "<style>")).upperBound
        let end = try #require(page.range(of: "</style>")).lowerBound
        let sum = try Shells.run("sha256sum", [], input: String(page[start..<end])).output.prefix(64)
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(sum.dropFirst($0).prefix(2), radix: 16) }
        let digest = "sha256-" + Data(bytes).base64EncodedString()
        #expect(page.contains("style-src '\(digest)'"), "write \(digest)")
    }

    @Test func theSameIsToldInTextAndJSON() throws {
        try run("news")
        let text = try Program.run(["runs", "1"], folder: folder.path).output
        #expect(text.contains("\nslowest at  what "))
        #expect(text.contains("\nread       empty  in/<b>"))
        // What takes less than a millisecond took more than nothing.
        #expect(text.contains(/\ 1 +[1-9][0-9.]* (µs|ms|s)\n/) && !text.contains(/\ 1 +0[.]0+ s\n/), "\(text)")
        let output = try Program.run(["runs", "1", "--format", "json"], folder: folder.path).output
        let json = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        let errors = try #require(json["errors"] as? [[String: Any]])
        #expect(errors.count == 1 && errors[0]["stage"] as? String == "read" && errors[0]["documents"] as? Int == 120)
        #expect((json["refused"] as? [Any])?.count == 100)
        let timeline = try #require((json["timeline"] as? [String: Any])?["stages"] as? [[String: Any]])
        #expect(timeline.map { ($0["in"] as? [Int])?.reduce(0, +) } == [250, 130, 130, 130, 130, 130])
        #expect(timeline.last?["from"] as? [String] == ["language", "split"])
        #expect((json["slowest"] as? [Any])?.count == 10)
        let list = try Program.run(["runs", "--html", "x.html"], folder: folder.path)
        #expect(list.code == 64 && list.messages.contains("tells about one run"))
    }

    /// Many branches, long names, a narrow window: nothing is too small to be read, and no word is broken.
    @Test(.enabled(if: Browser.program != nil, "Chromium isn't installed"), arguments: [1200, 390])
    func whatIsWideStaysReadable(width: Int) throws {
        let name = { (number: Int) in "summary-of-length-\(number)-of-a-long-name" }
        let branches = (1...12).map { number in
            """
              \(name(number)): { uses: summarize.extractive, from: split, with: { sentences: \(number) } }
              lines-\(number): { uses: publish.jsonl, from: \(name(number)), with: { path: out/\(number).jsonl } }
            """
        }
        try folder.add(
            "p.yaml",
            text: """
                galley: 1
                name: many
                state: .galley
                stages:
                  read: { uses: ingest.files, with: { paths: ["in/**"] } }
                  article: { uses: normalize.article, from: read }
                  split: { uses: extract.sentences, from: article }

                """ + branches.joined(separator: "\n"))
        #expect(try Program.run(["run", "p.yaml"], folder: folder.path).code == 2)
        _ = try page()
        let browser = try Browser(folder.path + "/page.html", profile: folder.path + "/profile", width: width)
        #expect(try browser.value("innerWidth") as? Int == width)
        #expect(try browser.isTrue("document.documentElement.scrollWidth <= innerWidth"))
        // The size of texts as they are shown, by the height of their boxes.
        let small =
            "[...document.querySelectorAll('svg text, #lanes strong, #lanes span')].filter(t =>"
            + " getComputedStyle(t).display !== 'none' && t.getClientRects()[0].height < 11).length"
        #expect(try browser.value(small) as? Int == 0)
        #expect(try browser.isTrue("(b => b.scrollWidth > b.clientWidth)(document.querySelector('#graph .wide'))"))
        // The first stage is in sight when one goes to it.
        _ = try browser.value("document.querySelector('#graph .hint a').click()")
        let inSight =
            "(r => r.left >= 0 && r.right <= innerWidth)(document.querySelector('#box-0').getBoundingClientRect())"
        try browser.wait(for: inSight)
        // Names are whole, in the timeline as elsewhere; words of a table stand on one line.
        let names = try browser.value("[...document.querySelectorAll('#lanes strong')].map(b => b.textContent).join()")
        #expect((names as? String)?.contains((1...12).map { "\(name($0)),lines-\($0)" }.joined(separator: ",")) == true)
        let broken =
            "[...document.querySelectorAll('td.word, th.word, td.number')].filter(c => { const r = document.createRange();"
            + " r.selectNodeContents(c); return new Set([...r.getClientRects()].map(b => b.top)).size > 1 }).length"
        #expect(try browser.value(broken) as? Int == 0)
        #expect(try browser.isTrue("document.querySelectorAll('#quarantine td.word').length >= 300"))
    }

    @Test(.enabled(if: Browser.program != nil, "Chromium isn't installed"))
    func inABrowserItIsReadByMouseAndKeyboardInLightAndDark() throws {
        try run("news")
        _ = try page()
        let browser = try Browser(folder.path + "/page.html", profile: folder.path + "/profile")
        let ground = "getComputedStyle(document.documentElement).backgroundColor"
        try browser.emulate(scheme: "light")
        try browser.wait(for: "\(ground) === 'rgb(255, 255, 255)'")
        try browser.emulate(scheme: "dark")
        try browser.wait(for: "\(ground) === 'rgb(22, 24, 29)'")
        try browser.emulate(scheme: "dark", media: "print")
        try browser.wait(for: "\(ground) === 'rgb(255, 255, 255)'")
        try browser.wait(for: "getComputedStyle(document.querySelector('nav')).display === 'none'")
        try browser.emulate(scheme: "light")

        // A box of the graph leads to the stage's line in the account.
        _ = try browser.value("document.querySelector('#box-2').scrollIntoView()")
        try browser.click("#box-2")
        try browser.wait(for: "document.querySelector(':target').cells[0].textContent === 'unique'")
        _ = try browser.value("document.querySelector('#box-3').focus()")
        try browser.press("Enter")
        try browser.wait(for: "document.querySelector(':target').cells[0].textContent === 'language'")

        // Nothing is wider than the window, and every text of the graph is inside its box.
        #expect(try browser.isTrue("document.documentElement.scrollWidth <= innerWidth"))
        let clipped =
            "[...document.querySelectorAll('.stage')].filter(s => { const r = s.querySelector('rect').getBBox();"
            + " return [...s.querySelectorAll('text')].some(t => { const b = t.getBBox();"
            + " return b.x < r.x || b.x + b.width > r.x + r.width }) }).map(s => s.id).join()"
        #expect(try browser.value(clipped) as? String == "")
        let outside =
            "[...document.querySelectorAll('#lanes rect, #moments text')].filter(t => { const b = t.getBBox();"
            + " const s = t.ownerSVGElement.getBoundingClientRect();"
            + " return b.x < 0 || b.x + b.width > s.width + 1 || b.y + b.height > s.height + 0.01 }).length"
        #expect(try browser.value(outside) as? Int == 0)

        let noise = browser.events.compactMap { $0["method"] as? String }
            .filter { $0 == "Runtime.consoleAPICalled" || $0 == "Runtime.exceptionThrown" || $0 == "Log.entryAdded" }
        #expect(noise == [])
        let requests = browser.events.filter { $0["method"] as? String == "Network.requestWillBeSent" }.compactMap {
            (($0["params"] as? [String: Any])?["request"] as? [String: Any])?["url"] as? String
        }
        #expect(requests.filter { !$0.hasPrefix("file://" + folder.path + "/page.html") } == [])
    }
}
