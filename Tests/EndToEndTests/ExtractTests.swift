import Foundation
import TestSupport
import Testing

/// `galley extract`, from the outside.
@Suite struct ExtractTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private static let page = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge closes - Harbour Times</title>
        <meta property="article:published_time" content="2024-03-09T08:00:00Z"></head><body>
        <nav><a href="/">Home</a> <a href="/news">News</a></nav>
        <article><h1>Bridge closes</h1>
        <p>The harbour bridge will close on Monday, the council said &amp; nobody was surprised by that at all.</p>
        <h2>What comes next</h2>
        <p>Ferries will take its place until the spring, and they will run every ten minutes from six in the morning.</p>
        <ul><li>First boat at six, from the northern quay</li><li>Last boat at midnight, from the southern one</li></ul>
        </article><footer><p>Copyright Harbour Times, all rights reserved.</p></footer></body></html>
        """

    private func write(_ text: String, _ name: String) throws -> String {
        try folder.add(name, text: text)
        return folder.path + "/" + name
    }

    /// A file whose name says nothing is a page if it begins like markup, in whatever encoding.
    @Test func whatAFileIsShowsInUTF16Too() throws {
        for (text, expected) in [("Bridge closes\n\nOn Monday.", "On Monday.\n"), (Self.page, nil)] {
            try folder.add("unnamed", ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
            let run = try Program.run(["extract", folder.path + "/unnamed"])
            #expect(try run.output == expected ?? Program.run(["extract", write(Self.page, "page.html")]).output)
        }
    }

    @Test func aPageBecomesItsText() throws {
        let path = try write(Self.page, "page.html")
        let run = try Program.run(["extract", path])
        #expect(run.code == 0 && run.messages.isEmpty)
        #expect(
            run.output == """
                The harbour bridge will close on Monday, the council said & nobody was surprised by that at all.

                What comes next

                Ferries will take its place until the spring, and they will run every ten minutes from six in the morning.

                First boat at six, from the northern quay

                Last boat at midnight, from the southern one

                """)
    }

    @Test func theSameComesFromStandardInputInEveryFormat() throws {
        let markdown = try Program.run(["extract", "-", "--format", "markdown"], input: Self.page).output
        #expect(markdown.hasPrefix("---\ntitle: \"Bridge closes\"\npublished: \"2024-03-09T08:00:00Z\"\n"))
        #expect(markdown.contains("\n# Bridge closes\n\nThe harbour") && markdown.contains("\n## What comes next\n"))
        #expect(markdown.contains("\n- First boat at six, from the northern quay\n- Last boat"))
        let html = try Program.run(["extract", "-", "--format", "html"], input: Self.page).output
        #expect(html.contains("<h1 dir=\"auto\">Bridge closes</h1>") && html.contains("said &amp; nobody"))
        #expect(html.contains("<ul>\n<li dir=\"auto\">First") && html.hasSuffix("</ul>\n</article>\n</html>\n"))
        let json = try Program.run(
            ["extract", "-", "--format", "json", "--address", "https://harbour.example/a"], input: Self.page)
        let article = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(
            article["title"] as? String == "Bridge closes"
                && article["url"] as? String == "https://harbour.example/a")
    }

    @Test func itIsToldWhyEachBlockWasKeptOrDropped() throws {
        let path = try write(Self.page, "page.html")
        let lines = try Program.run(["extract", path, "--explain"]).output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("+ ") && $0.contains("The harbour bridge") })
        #expect(lines.contains { $0.hasPrefix("- ") && $0.contains("Copyright Harbour Times") })
        let json = try Program.run(["extract", path, "--explain", "--format", "json"]).output
        let told = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let decisions = try #require(told["decisions"] as? [[String: Any]])
        #expect(
            decisions.contains {
                $0["kept"] as? Bool == false && ($0["text"] as? String)?.contains("Copyright") == true
            })
        #expect(decisions.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })
    }

    @Test func aFolderOfPagesBecomesOneObject() throws {
        let folder = folder.path
        _ = try write(Self.page, "b.html")
        _ = try write(Self.page.replacing("Monday", with: "Tuesday"), "a.html")
        let lead = "<h1>Bridge closes</h1><p class=\"standfirst\">No way over the water for months</p>"
        let dateline = Self.page.replacing("<p>The harbour", with: "<p>PORT LANYON (Harbour Wire) - The harbour")
        _ = try write(dateline.replacing("<h1>Bridge closes</h1>", with: lead), "lead.html")
        _ = try write("<html><body></body></html>", "empty.html")
        _ = try write("no page", "notes.txt")
        _ = try Shells.run("gzip", ["-k", folder + "/b.html"])
        try FileManager.default.moveItem(atPath: folder + "/b.html.gz", toPath: folder + "/c.html.gz")
        let run = try Program.run(["extract", "--pages", folder, "--out", folder + "/out.json"])
        #expect(run.code == 2 && run.messages.contains("empty.html: no text is left"))
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/out.json"))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [String: String]])
        #expect(object.keys.sorted() == ["a", "b", "c", "empty", "lead"])
        let whole = "No way over the water for months\n\nPORT LANYON (Harbour Wire) - The harbour bridge"
        #expect(object["lead"]?["articleBody"]?.hasPrefix(whole) == true)
        #expect(object["a"]?["articleBody"]?.contains("on Tuesday") == true && object["b"] == object["c"])
        #expect(object["empty"] == ["articleBody": ""])
    }

    @Test func pagesOfOneNameAreToldApart() throws {
        let folder = folder.path
        _ = try write(Self.page, "a.html")
        _ = try Shells.run("gzip", ["-k", folder + "/a.html"])
        let run = try Program.run(["extract", "--pages", folder, "--out", folder + "/out.json"])
        #expect(run.code == 2 && run.messages.contains("a.html.gz: is left out: another page"))
        let written = try String(contentsOfFile: folder + "/out.json", encoding: .utf8)
        #expect(written.components(separatedBy: "\"a\":").count == 2)
        for option in [["--charset", "utf-8"], ["--address", "https://a.example/"], ["--format", "json"]] {
            #expect(try Program.run(["extract", "--pages", folder, "--out", folder + "/x.json"] + option).code == 64)
        }
    }

    @Test func anAddressMayBeWrittenInCapitals() throws {
        let refused = try Program.run(["extract", "HTTP://127.0.0.1:9/"])
        #expect(refused.code == 66 && refused.messages.contains("(private-address)"))
    }

    @Test func anAddressIsAskedAndAPrivateOneOnlyWhenAllowed() throws {
        let server = try WebServer { request in
            request.target == "/old"
                ? .redirect("/page") : request.target == "/page" ? .text(Self.page) : WebServer.Answer(404)
        }
        let refused = try Program.run(["extract", server.url("/page")])
        #expect(refused.code == 66 && refused.messages.contains("(private-address)"))
        #expect(server.received.isEmpty)
        let allow = ["--allow", "private-addresses"]
        let run = try Program.run(["extract", server.url("/old"), "--format", "json"] + allow)
        #expect(run.code == 0 && run.output.contains("\"url\":\"\(server.url("/page"))\""), "\(run)")
        let missing = try Program.run(["extract", server.url("/none")] + allow)
        #expect(missing.code == 66 && missing.messages.contains("(http-404)"))
        #expect(server.received.allSatisfy { $0.headers["user-agent"]?.hasPrefix("galley/") == true })
    }

    @Test func whatCannotBeDoneIsSaid() throws {
        let folder = folder.path
        let missing = try Program.run(["extract", folder + "/none.html"])
        #expect(missing.code == 66 && missing.messages.contains("none.html can't be read: No such file"))
        #expect(try Program.run(["extract"]).code == 64)
        #expect(try Program.run(["extract", "--pages", folder]).code == 64)
        let without = try Program.run(["extract", "--pages", folder, "--out", folder + "/x.json"])
        #expect(without.code == 66 && without.messages.contains("there is no page in"))
        let charset = try Program.run(["extract", "-", "--charset", "utf-9"], input: Self.page)
        #expect(charset.code == 64 && charset.messages.contains("'utf-9' is no encoding"))
        let text = try Program.run(["extract", try write("Plain words.", "a.txt"), "--explain"])
        #expect(text.code == 64 && text.messages.contains("tells about pages"))
        let empty = try Program.run(["extract", "-"], input: "<html></html>")
        #expect(empty.code == 1 && empty.messages.contains("no text is left"))
    }
}
