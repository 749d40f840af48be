import Documents
import Testing

@testable import Reading

@Suite struct MarkdownTests {
    @Test func bracketsWithoutEndAreNoArticle() {
        let brackets = String(repeating: "![[]()", count: 100_000)
        let error = #expect(throws: ReadingError.self) { try MarkdownReader.read(Array(brackets.utf8)) }
        #expect(error?.code == "nesting")
        let lines = String(repeating: "[a](b) [c](d)\n\n", count: 10_000)
        #expect(throws: Never.self) { try MarkdownReader.read(Array(lines.utf8)) }
    }

    private func read(_ text: String) throws -> Article {
        try ArticleReader().read(RawDocument(locator: "in.md", mediaType: .markdown, bytes: Array(text.utf8)))
    }

    @Test func htmlAmongMarkdownIsReadByTheSameRules() throws {
        let article = try read(
            """
            # Talks end

            <p>By Jane Doe</p>

            <div>
            <p>LONDON (Harbour Wire) - The talks ended on Sunday without a result, the ministers said.</p>
            <p>Read more: our guide</p>
            <p>Nobody was surprised.</p>
            </div>

            They go on.
            """)
        #expect(article.metadata.authors == ["Jane Doe"])
        #expect(article.metadata.dateline == "LONDON (Harbour Wire)")
        #expect(article.metadata.asides == ["Read more: our guide"])
        #expect(
            article.parts == [
                "paragraph: The talks ended on Sunday without a result, the ministers said.",
                "paragraph: Nobody was surprised.", "paragraph: They go on.",
            ])
    }

    @Test(arguments: [
        ("# Talks end\n\nBody.", "Talks end", "Body."), ("## Talks end\n\nBody.", "Talks end", "Body."),
        ("News\n\n# Talks end\n\n# Why\n\nBody.", "Talks end", "News\nWhy\nBody."),
        ("## News\n\n# Talks end\n\nBody.", "Talks end", "News\nBody."),
        ("News\n\n## Talks end\n\nBody.", "", "News\nTalks end\nBody."),
        ("News\n\n> # Talks end\n\nBody.", "", "News\nTalks end\nBody."),
        ("---\ntitle: Over\n---\n# Talks end\n\nBody.", "Over", "Talks end\nBody."),
    ]) func theTitleIsTheFirstHeadingOfLevelOneOrWhatComesFirst(
        _ text: String, _ title: String, _ body: String
    ) throws {
        let article = try read(text)
        #expect(article.title == title)
        #expect(article.blocks.map { article.text[bytes: $0.range] }.joined(separator: "\n") == body)
    }

    @Test(arguments: [
        ("title: >-\n  Bridge to\n  close", "Bridge to close"), ("title: |\n  Bridge to close\n", "Bridge to close"),
        (#"title: "Bridge \"to\" close \u2013 soon""#, "Bridge \"to\" close – soon"),
        ("title: 'Bridge ''to'' close'", "Bridge 'to' close"), ("title: Bridge: to close", "Bridge: to close"),
        ("title: Bridge\n  to close # not soon", "Bridge to close"), ("title: @bridge closes", "@bridge closes"),
        ("# a comment: yes\n\nlayout: post\nTitle:   Bridge to close  \r", "Bridge to close"), ("title: ~", ""),
        ("tags: [a,\n b,\n]\nbroken: [\ntitle: Bridge", "Bridge"), ("title: *bridge", "*bridge"),
    ]) func titlesAreReadAsYAML(_ matter: String, _ title: String) throws {
        let article = try read("---\n\(matter)\n---\nThe bridge will close on Monday.")
        #expect(article.title == title)
        #expect(article.text == "The bridge will close on Monday.")
    }

    @Test(arguments: [
        "author: Jane Doe and John Roe", "authors:\n- Jane Doe\n- John Roe", "authors: [Jane Doe, 'John Roe']",
        "authors:\n  - name: Jane Doe\n    mail: j@example.org\n  - name: John Roe", "by: Jane Doe, John Roe",
    ]) func authorsAreOneOrSeveral(_ matter: String) throws {
        #expect(try read("---\n\(matter)\n---\nBody.").metadata.authors == ["Jane Doe", "John Roe"])
    }

    @Test func addressesAndLanguagesAreCheckedWhereverTheyAreStated() throws {
        let matter = "url: javascript:alert(1)\nlanguage: 'en\" onload=\"x'"
        let metadata = try read("---\n\(matter)\n---\nBody.").metadata
        #expect(metadata.url == nil && metadata.language == nil)
        let fields = GivenFields(body: "Body.", url: "javascript:alert(1)", language: "en\" onload=\"x")
        let record = RawDocument(locator: "in#1", mediaType: .unknown, bytes: [], fields: fields)
        let given = try ArticleReader().read(record).metadata
        #expect(given.url == nil && given.language == nil)
        let good = try read("---\nlink: https://example.org/a\nlang: en_gb\n---\nBody.").metadata
        #expect(good.url == "https://example.org/a" && good.language == "en-GB")
    }

    @Test func dashesBeforeProseAreARule() throws {
        #expect(try read("---\nThe bridge will close\n---\nNobody was surprised.").title == "The bridge will close")
    }
}
