import Documents
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Publish
@testable import Rendering
@testable import Reading

/// The digest page: what is on it, and that nothing from a document can be anything but text on it.
@Suite struct PublishDigestTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func page(
        _ articles: [Article], _ change: (inout PublishDigest.Configuration) -> Void = { _ in }
    ) throws -> String {
        var configuration = PublishDigest.Configuration()
        configuration.path = folder.option("digest.html")
        change(&configuration)
        _ = try StageHarness(PublishDigest.self, configuration).run(articles)
        return try folder.text("digest.html")
    }

    /// The texts of all elements of a kind, as a browser reads them.
    private func texts(_ tag: HTMLTag, in page: String) throws -> [String] {
        let tree = HTMLTree(Array(page.utf8))
        return tree.nodes.indices.filter { tree.nodes[$0].tag == tag }.compactMap {
            tree.innerText(of: $0, limit: 10_000)
        }
    }

    private let hostile = [
        "<script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "' onclick='x",
        "&lt;b&gt; &amp; &#60;", "]]><!--", "</article></main></body>", "{{x}} ${y} `z`",
    ]

    @Test func textOfDocumentsStaysText() throws {
        for text in hostile {
            var input = article(title: text, blocks: [(.paragraph, text)]) {
                $0.subtitle = text
                $0.authors = [text]
                $0.site = text
            }
            input = input.withLead.with(Keyphrases(texts: [text]))
            let page = try page([input]) { $0.title = text }
            #expect(try texts(.h1, in: page) == [text])
            #expect(try texts(.h2, in: page) == [text])
            #expect(try texts(.title, in: page) == [text])
            #expect(try texts(.li, in: page) == [text])
            #expect(try texts(.p, in: page).count { $0 == text } == 3, "site, subtitle, summary")
            let tree = HTMLTree(Array(page.utf8))
            #expect(!tree.nodes.contains { $0.tag == .script || $0.tag == .img })
            #expect(tree.nodes.count { $0.tag == .article } == 1)
        }
    }

    @Test(arguments: [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example/x",
        "https://", "https://a.example/\" onclick=\"x", "https://a b.example/", "ftp://a.example/x", "vbscript:x",
    ])
    func onlyLinkAddressesAreLinks(address: String) throws {
        let page = try page([article(title: "Bridge", locator: address) { $0.url = address }])
        let tree = HTMLTree(Array(page.utf8))
        let targets = tree.nodes.indices.filter { tree.nodes[$0].tag == .a }.compactMap {
            tree.attribute(.href, of: $0)
        }
        #expect(targets.allSatisfy { $0 == "#top" || $0.hasPrefix("https://a.example/") })
        #expect(!page.contains("\" onclick=\""))
    }

    @Test func theHeadlineLinksToTheArticleAndTheMachineIsNamed() throws {
        let address = "https://www.harbour-wire.example/news?a=1&b=2"
        let page = try page([article(title: "Bridge") { $0.url = address }])
        #expect(page.contains("<a href=\"https://www.harbour-wire.example/news?a=1&amp;b=2\""))
        #expect(try texts(.a, in: page).prefix(2) == ["Bridge", "harbour-wire.example"])
        // The name before an @ is no machine.
        let other = try self.page([article(title: "Bridge") { $0.url = "https://bank.example@evil.example/" }])
        #expect(try texts(.a, in: other)[1] == "evil.example")
    }

    @Test func anArticleWithoutTitleAndSummaryShowsHowItBegins() throws {
        let words = Array(repeating: "word", count: 100).joined(separator: " ")
        let page = try page([article(blocks: [(.heading, "Part"), (.paragraph, words)])])
        #expect(page.contains("<h2 class=\"untitled\""))
        #expect(try texts(.h2, in: page) == ["Part"])
        let beginning = try #require(try texts(.p, in: page).first { $0.hasPrefix("word") })
        #expect(beginning.hasSuffix("word…") && beginning.utf8.count <= 325)
    }

    @Test func languagesHaveTheirNamesAndDirections() throws {
        let page = try page([
            article(title: "جسر").with(Language(code: "ar", confidence: 1)),
            article(title: "Brücke").with(Language(code: "de", confidence: 1)),
            article(title: "?").with(Language(code: "und", confidence: 0)),
        ])
        #expect(page.contains("<article lang=\"ar\" dir=\"rtl\">"))
        #expect(page.contains("<article lang=\"de\" dir=\"ltr\">"))
        #expect(page.contains(">Deutsch</span>"))
        #expect(page.contains("<article lang=\"\" dir=\"auto\">"))
    }

    @Test func thePageSpeaksTheLanguageThatIsAskedFor() throws {
        let input = article { $0.published = PublicationDate(year: 2014, month: 3, day: 14) }
        #expect(try page([input]).contains(">14 March 2014</time>"))
        let german = try page([input]) { $0.language = "de-AT" }
        #expect(german.contains("<html lang=\"de-AT\" dir=\"ltr\">") && german.contains(">14. März 2014</time>"))
        // Where it has no words of a language they are English, and say so.
        #expect(try page([input]) { $0.language = "fi" }.contains("<footer lang=\"en\">"))
        #expect(try page([input]) { $0.language = "he" }.contains("<html lang=\"he\" dir=\"rtl\">"))
    }

    @Test func nothingIsAPageToo() throws {
        let page = try page([])
        #expect(try texts(.h1, in: page) == ["Digest"])
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test(arguments: [(" ", "en", "title"), ("Digest", "not a tag", "language"), ("Digest", "", "language")])
    func whatCannotBeIsAnError(title: String, language: String, option: String) {
        var configuration = PublishDigest.Configuration()
        configuration.title = title
        configuration.language = language
        #expect { try configuration.validate() } throws: { ($0 as? StageKit.OptionProblem)?.option == option }
    }
}
