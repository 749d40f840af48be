import Documents
import Files
import StageKit
import StageTesting
import TestRandom
import TestSupport
import Testing

@testable import Publish

@Suite struct PublishMarkdownTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func publish(_ articles: [Article]) throws -> [String] {
        var configuration = PublishMarkdown.Configuration()
        configuration.path = folder.option("pages/")
        _ = try StageHarness(PublishMarkdown.self, configuration).run(articles)
        return try folder.names("pages").filter { $0 != AtomicFolder.marker }
    }

    private func page(_ article: Article) throws -> String {
        let names = try publish([article])
        return try folder.text("pages/" + #require(names.first))
    }

    @Test func aPageHasFrontMatterHeadingSummaryAndBody() throws {
        let input = article(
            title: "Bridge closes",
            blocks: [
                (.paragraph, "It will close."), (.heading, "Why"), (.paragraph, "Rust.\nMore rust."),
                (.listItem, "one"),
                (.listItem, "two\nlines"), (.quotation, "Sad."), (.quotation, "Very."), (.code, "a ``` b\n  c"),
            ]
        ) {
            $0.subtitle = "For good"
            $0.authors = ["Ann O'Hara", "Bo \"B\" Li"]
            $0.published = PublicationDate(year: 2014, month: 3, day: 14)
            $0.site = "Wire"
            $0.url = "https://a.example/x"
            $0.dateline = "GENEVA, March 3"
            $0.language = "de"
        }
        let statistics = Statistics(words: 42, sentences: 3, paragraphs: 8, characters: 100, readingSeconds: 10)
        let layered = input.withLead.with(Keyphrases(texts: ["bridge", "no"])).with(statistics)
            .with(Language(code: "en", confidence: 0.9))
        #expect(
            try page(layered) == """
                ---
                title: "Bridge closes"
                subtitle: "For good"
                authors:
                  - "Ann O'Hara"
                  - 'Bo "B" Li'
                published: "2014-03-14"
                site: "Wire"
                url: "https://a.example/x"
                dateline: "GENEVA, March 3"
                language: "en"
                words: 42
                keyphrases:
                  - "bridge"
                  - "no"
                summary: "It will close."
                source: "example.txt"
                id: "\(input.id)"
                ---

                # Bridge closes

                > It will close.

                It will close.

                ## Why

                Rust.\\
                More rust.

                - one
                - two\\
                  lines

                > Sad.
                >
                > Very.

                ````
                a ``` b
                  c
                ````

                """)
    }

    @Test func whatIsNotKnownIsLeftOut() throws {
        let input = article(blocks: [(.paragraph, "The *first* words.")])
        #expect(
            try page(input) == """
                ---
                source: "example.txt"
                id: "\(input.id)"
                ---

                # *The \\*first\\* words.*

                The \\*first\\* words.

                """)
    }

    @Test func theDeclaredLanguageServesWhenNoneWasFound() throws {
        let input = article { $0.language = "de_AT" }
        #expect(try page(input.with(Language(code: "und", confidence: 0))).contains("language: \"de-AT\"\n"))
        let nonsense = article { $0.language = "English\nlanguage: x" }
        #expect(try !page(nonsense).contains("language:"))
    }

    @Test func twoDocumentsNeverShareAPage() throws {
        let twice = article(title: "Same")
        let names = try publish([twice, twice, twice, article(title: "Same", locator: "other.txt")])
        #expect(names.count == 4)
        #expect(
            Set(names).isSuperset(of: [
                "same-\(twice.id.description.prefix(8)).md", "same-\(twice.id).md", "same-\(twice.id)-2.md",
            ]))
    }

    @Test func pagesThatAreGoneGoWithTheOldFolder() throws {
        let first = try publish([article(title: "One"), article(title: "Two")])
        #expect(first.count == 2)
        let second = try publish([article(title: "Two")])
        #expect(second == [first[1]])
    }
}

@Suite struct PageNameTests {
    @Test(arguments: [
        ("Harbour Bridge Closes", "harbour-bridge-closes"), ("Ærøskøbing’s Größe: naïve café, Łódź & Đà Nẵng", nil),
        ("../../etc/passwd", "etc-passwd"), ("...hidden", "hidden"), ("  ", "article"), ("", "article"),
        ("日本語の題", "article"),
        ("Don't & won’t", "dont-wont"), ("100 % / 5\\6", "100-5-6"), ("C:\\CON", "c-con"), ("A\u{0}B\nC", "a-b-c"),
        ("ÇA\u{0300} ŞİŞLİ ĞIĞ", "ca-sisli-gig"), ("Ｆｕｌｌ　Ｗｉｄｔｈ１２", "full-width12"),
        ("Ĳsselmeer Ǆ Œuvre ẞ", "ijsselmeer-dz-oeuvre-ss"),
        ("× ÷ — –", "article"), ("Мост 2 закрыт", "2"),
    ])
    func theTitleBecomesASafeName(title: String, slug: String?) {
        #expect(PageName.slug(title) == slug ?? "aeroskobings-grosse-naive-cafe-lodz-da-nang")
    }

    @Test func longTitlesEndWithAWholeWord() {
        let slug = PageName.slug(String(repeating: "abcdefghi ", count: 30))
        #expect(slug == Array(repeating: "abcdefghi", count: 8).joined(separator: "-"))
        #expect(PageName.slug(String(repeating: "a", count: 300)) == String(repeating: "a", count: 80))
    }

    @Test func everyNameIsSafeEverywhere() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var texts = HostileText(seed: seed)
        var random = SeededRandom(seed: seed)
        let reserved = ["con", "prn", "aux", "nul", "com1", "lpt9", "clock$"]
        for index in 0..<2000 {
            var title = texts.line(1...20)
            if index < reserved.count { title = reserved[index] }
            if index % 3 == 0 {
                title = String(
                    String.UnicodeScalarView(
                        (0..<40).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &random)) }))
            }
            let name = PageName.name(of: article(title: title), attempt: 1 + index % 4) + ".md"
            #expect(name.utf8.count <= 80 + 1 + 32 + 2 + 3, "seed \(seed): \(title)")
            #expect(
                name.utf8.allSatisfy {
                    $0 == 0x2D || $0 == 0x2E || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
                })
            #expect(name.first != "." && name.first != "-", "seed \(seed): \(title)")
            #expect(!reserved.contains(String(name.prefix { $0 != "." })), "seed \(seed): \(title)")
        }
    }
}
