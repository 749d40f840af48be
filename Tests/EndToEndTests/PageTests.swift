import Foundation
import TestSupport
import Testing

/// The page of a graph: what is in it, and what it does in a browser.
@Suite struct PageTests {
    private func page(_ definition: String) throws -> String {
        let result = try Program.run(["graph", definition, "--format", "html"])
        #expect(result.code == 0 && result.messages.isEmpty)
        return result.output
    }

    /// The text of an element of which there is one.
    private func element(_ name: String, of page: String) throws -> String {
        let start = try #require(page.range(of: "<\(name)>"))
        let end = try #require(page.range(of: "</\(name)>"))
        return String(page[start.upperBound..<end.lowerBound])
    }

    /// After a change of the style sheet or the script, the digest to write into the code stands in the message.
    @Test(
        .enabled(if: Shells.find("sha256sum") != nil, "coreutils' 'sha256sum' isn't installed"),
        arguments: ["style", "script"])
    func thePolicyNamesWhatThePageHolds(name: String) throws {
        let page = try page("Pipelines/clean.yaml")
        let sum = try Shells.run("sha256sum", [], input: element(name, of: page)).output.prefix(64)
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { place in
            UInt8(sum.dropFirst(place).prefix(2), radix: 16)
        }
        let digest = "sha256-" + Data(bytes).base64EncodedString()
        #expect(page.contains("\(name)-src '\(digest)'"), "write \(digest)")
    }

    @Test func nothingIsLoadedAndNothingRunsButTheScript() throws {
        let page = try page("Pipelines/digest.yaml").replacing("http://www.w3.org/2000/svg", with: "")
        #expect(page.contains("default-src 'none'"))
        for text in ["http:", "https:", "src=", "@import", "url(", " style=", " onclick"] {
            #expect(!page.contains(text), "\(text)")
        }
        #expect(page.matches(of: /<script/).count == 1)
    }

    @Test func whatADefinitionHoldsIsText() throws {
        let folder = try ScratchFolder()
        try folder.add(
            "a.yaml",
            text: """
                galley: 1
                name: "</title><script>alert(1)</script>"
                stages:
                  read: { uses: ingest.files, with: { paths: ["'\\"><img src=x onerror=alert(2)>&amp;"] } }
                  article: { uses: normalize.article, from: read }
                  lines: { uses: publish.jsonl, from: article, when: { title: "</text></svg><b>" }, with: { path: "<i>" } }
                """)
        for format in ["html", "svg", "mermaid"] where format != "svg" || Shells.find("dot") != nil {
            let picture = try Program.run(["graph", folder.path + "/a.yaml", "--format", format]).output
            for text in ["<script>alert", "<img", "</text></svg><b>", "<i>\""] {
                #expect(!picture.contains(text), "\(format): \(text)")
            }
            #expect(picture.contains("&lt;/text&gt;") || picture.contains("&lt;/svg&gt;"), "\(format)")
        }
    }

    @Test func everyStageHasItsPanel() throws {
        let page = try page("Pipelines/branches.yaml")
        #expect(page.matches(of: /<article id="stage-/).count == 9)
        let panel = try #require(
            page.components(separatedBy: "<article id=\"stage-").first { $0.contains(">summary</h2>") })
        for text in [
            "summarize.extractive", "<dt>only when</dt><dd>language: en, words: {at-least: 300}</dd>",
            "<dd>Article with Language, Sentences, Statistics, Summary</dd>", ">everything</a>",
            "<code>coverage</code> <span>default</span>",
            "<dt>adds</dt><dd>Summary</dd>", "<h3>What it does</h3>",
        ] { #expect(panel.contains(text), "\(text)") }
    }

    /// The title of the panel that is shown, as an expression.
    private static let shown =
        "[...document.querySelectorAll('article')].filter(a => a.offsetParent).map(a => "
        + "a.querySelector('h2').textContent).join()"
    private static let focused = "document.activeElement.id"
    private static let left = "document.getElementById('drawing').viewBox.baseVal.x"
    private static let width = "document.getElementById('drawing').viewBox.baseVal.width"

    @Test(.enabled(if: Browser.program != nil, "Chromium isn't installed"))
    func inABrowserItIsClickedMovedZoomedAndReadByKeyboard() throws {
        let folder = try ScratchFolder()
        try folder.add("digest.html", text: page("Pipelines/digest.yaml"))
        let browser = try Browser(folder.path + "/digest.html", profile: folder.path + "/profile")
        try browser.wait(for: "document.body.classList.contains('live')")
        try browser.wait(for: "\(Self.shown) === ''")

        try browser.click("#box-2")
        try browser.wait(for: "\(Self.shown) === 'unique'")
        try browser.wait(for: "document.querySelector('#box-2').getAttribute('aria-current') === 'true'")
        try browser.wait(for: "getComputedStyle(document.querySelector('.hint')).display === 'none'")

        let start = try #require(try browser.value(Self.width) as? Double)
        try browser.wheel(-100)
        try browser.wait(for: "\(Self.width) < \(start)")
        try browser.click("#whole")
        try browser.wait(for: "\(Self.left) === 0")
        let whole = try #require(try browser.value(Self.width) as? Double)
        try browser.press("-")
        try browser.wait(for: "\(Self.width) > \(whole)")

        // Drags move, also one that ends beside the drawing, and choose nothing.
        try browser.click("#whole")
        try browser.drag(from: (40, 400), to: (140, 420))
        try browser.wait(for: "\(Self.left) < 0")
        try browser.drag(from: (140, 420), to: (1000, 420))
        try browser.wait(for: "\(Self.shown) === 'unique'")
        try browser.click("#whole")
        try browser.click("#box-1")
        try browser.wait(for: "\(Self.shown) === 'article'")
        try browser.pinch(at: 500, from: (300, 400), to: (200, 500))
        try browser.wait(for: "\(Self.width) < \(whole)")

        try browser.press("Escape")
        try browser.wait(for: "\(Self.shown) === '' && \(Self.focused) === 'box-1'")
        try browser.wait(for: "document.querySelector('[aria-current]') === null")
        try browser.press("Tab")
        try browser.wait(for: "\(Self.focused) === 'box-2'")
        try browser.press("Enter")
        try browser.wait(for: "\(Self.shown) === 'unique'")

        // Every text is inside its box.
        let clipped =
            "[...document.querySelectorAll('.stage')].filter(s => { const r = s.querySelector('rect').getBBox();"
            + " return [...s.querySelectorAll('text')].some(t => { const b = t.getBBox();"
            + " return b.x < r.x || b.x + b.width > r.x + r.width || b.y < r.y || b.y + b.height > r.y + r.height }) })"
            + ".map(s => s.id).join()"
        #expect(try browser.value(clipped) as? String == "")

        let noise = browser.events.compactMap { $0["method"] as? String }
            .filter { $0 == "Runtime.consoleAPICalled" || $0 == "Runtime.exceptionThrown" || $0 == "Log.entryAdded" }
        #expect(noise == [])
        let requests = browser.events.filter { $0["method"] as? String == "Network.requestWillBeSent" }.compactMap {
            (($0["params"] as? [String: Any])?["request"] as? [String: Any])?["url"] as? String
        }
        #expect(requests.filter { !$0.hasPrefix("file://" + folder.path + "/digest.html") } == [])
    }
}
