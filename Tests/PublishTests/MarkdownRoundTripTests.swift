import Definition
import Diagnostics
import Documents
import Reading
import TestRandom
import Testing

@testable import Publish
@testable import Rendering

/// What is written in Markdown says the same when it is read: by the reference parser of CommonMark, and by libyaml.
@Suite struct MarkdownRoundTripTests {
    private func read(_ page: [UInt8]) throws -> Article {
        try ArticleReader().read(RawDocument(locator: "page.md", mediaType: .markdown, bytes: page))
    }

    private func page(_ article: Article) -> [UInt8] {
        let layers = Layers(
            Maybe<Language>(nil), Maybe<Statistics>(nil), Maybe<Keyphrases>(nil), Maybe<Summary>(nil))
        return MarkdownPage(article, layers).bytes
    }

    @Test func theBodyReadsAsItWas() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var texts = HostileText(seed: seed)
        for _ in 0..<3000 {
            var body = MarkdownText()
            var expected: [ParsedBlock] = []
            body.heading(texts.line(), level: 1)
            for _ in 0..<Int.random(in: 1...6, using: &texts.random) {
                let kind = BlockKind.allCases[Int.random(in: 0..<5, using: &texts.random)]
                let lines = (0..<Int.random(in: 1...3, using: &texts.random)).map { _ in texts.line() }
                let source = lines.joined(separator: "\n")
                body.block(kind, source)
                expected.append(ParsedBlock(kind, kind == .heading ? lines.joined(separator: " ") : source))
            }
            let blocks = MarkdownProbe.blocks(of: body.bytes)
            let same = Array(blocks.dropFirst()) == expected
            #expect(same, "seed \(seed)\n\(String(decoding: body.bytes, as: UTF8.self))\n\(blocks)")
            if !same { break }
        }
    }

    @Test func aTitleReadsAsItWas() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var texts = HostileText(seed: seed)
        for _ in 0..<3000 {
            let title = texts.line()
            for isEmphasized in [false, true] {
                var body = MarkdownText()
                body.heading(title, level: 1, isEmphasized: isEmphasized)
                let blocks = MarkdownProbe.blocks(of: body.bytes)
                let expected = isEmphasized ? "<emph>\(title)</emph>" : title
                #expect(blocks == [ParsedBlock(.heading, expected)], "seed \(seed)")
            }
        }
    }

    @Test func aPageIsReadBackAsTheArticle() throws {
        let input = article(
            title: "1. *Bridge* \"closes\" #",
            blocks: [
                (.paragraph, "- Not a list, <b>not bold</b> & not an entity: &amp;"), (.heading, "# Why"),
                (.paragraph, "[a](b) is no link and *this* no emphasis."),
            ]
        ) {
            $0.authors = ["Ann Hara", "Bo Li"]
            $0.published = PublicationDate(year: 2014, month: 3, day: 14, time: "T09:30:00Z")
            $0.site = "Wire"
            $0.url = "https://a.example/x?a=1&b=2"
            $0.subtitle = "For good"
            $0.dateline = "GENEVA, March 3"
            $0.language = "en-GB"
        }
        let back = try read(page(input))
        #expect(back.metadata == input.metadata)
        #expect(back.text == input.text)
        #expect(back.blocks.map(\.kind) == input.blocks.map(\.kind))
        #expect(back.blocks.map(\.range) == input.blocks.map(\.range))
    }

    /// Levels of headings, lists in lists, their numbers, several paragraphs in an item.
    @Test func theStructureReadsAsItWas() throws {
        let blocks = [
            TextBlock(.heading, "Part", BlockOutline(level: 2)), TextBlock(.heading, "Chapter", BlockOutline(level: 4)),
            TextBlock(.listItem, "Three", BlockOutline(level: 1, number: 3)),
            TextBlock(.listItem, "a", BlockOutline(level: 2)), TextBlock(.listItem, "b", BlockOutline(level: 2)),
            TextBlock(.listItem, "Four", BlockOutline(level: 1, number: 4)),
            TextBlock(.listItem, "More of four", BlockOutline(level: 1, number: 4)),
            TextBlock(.paragraph, "Between."), TextBlock(.listItem, "x", BlockOutline(level: 1)),
            TextBlock(.listItem, "Two", BlockOutline(level: 2, number: 2)),
            TextBlock(.listItem, "Deep", BlockOutline(level: 3)), TextBlock(.listItem, "y", BlockOutline(level: 1)),
        ]
        var metadata = ArticleMetadata()
        metadata.title = "Bridge"
        let raw = RawDocument(locator: "a", mediaType: .plainText, bytes: [])
        let input = Article(raw: raw, metadata: metadata, blocks: blocks)
        let back = try read(page(input))
        #expect(back.text == input.text)
        #expect(back.blocks == input.blocks, "\(String(decoding: page(input), as: UTF8.self))")
        let html = String(decoding: input.html, as: UTF8.self)
        #expect(
            html.contains(
                """
                <h2 dir="auto">Part</h2>
                <h4 dir="auto">Chapter</h4>
                <ol start="3">
                <li dir="auto">Three
                <ul>
                <li dir="auto">a</li>
                <li dir="auto">b</li>
                </ul>
                </li>
                <li dir="auto">Four
                <p dir="auto">More of four</p></li>
                </ol>
                <p dir="auto">Between.</p>
                <ul>
                <li dir="auto">x
                <ol start="2">
                <li dir="auto">Two
                <ul>
                <li dir="auto">Deep</li>
                </ul>
                </li>
                </ol>
                </li>
                <li dir="auto">y</li>
                </ul>
                """))
    }

    /// Levels that are left out, numbers that jump: whatever readers make of it, all text is there.
    @Test func anyStructureIsWritten() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let blocks = (0..<random.below(12)).map { number in
                TextBlock(
                    random.below(4) == 0 ? .paragraph : .listItem, "word\(number)",
                    BlockOutline(level: random.below(6), number: random.below(2) == 0 ? nil : random.below(4)))
            }
            let raw = RawDocument(locator: "a", mediaType: .plainText, bytes: [])
            let input = Article(raw: raw, metadata: ArticleMetadata(), blocks: blocks)
            let probe = MarkdownProbe.blocks(of: input.markdownBody)
            #expect(probe.map(\.text) == blocks.map(\.text), "seed \(seed)")
            #expect(probe.map(\.kind) == blocks.map(\.kind), "seed \(seed)")
            let html = String(decoding: input.html, as: UTF8.self)
            for tag in ["ul", "ol", "li"] {
                #expect(
                    html.count(of: "<\(tag)") == html.count(of: "</\(tag)>")
                        + (tag == "li" ? html.count(of: "<link") : 0), "seed \(seed)")
            }
        }
    }

    @Test func frontMatterSaysTheSameToAnyYAMLReader() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var texts = HostileText(seed: seed)
        let controls = [
            "\n", "\t", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{FFFE}", "\u{1FFFF}", "\r\n", "  ",
        ]
        for _ in 0..<1000 {
            var values = (0..<4).map { _ in texts.line(1...6) }
            values[1] += controls[Int.random(in: 0..<controls.count, using: &texts.random)] + values[2]
            values[2] = controls[Int.random(in: 0..<controls.count, using: &texts.random)] + values[2]
            var matter = FrontMatterText()
            matter.member("title", values[0])
            matter.member("authors", [values[1], values[2]])
            matter.member("words", 42)
            matter.member("summary", String(repeating: values[3] + " ", count: 200))
            let file = SourceFile(path: "page.yaml", bytes: matter.bytes)
            let (node, diagnostics) = YAMLReader.read(file)
            #expect(diagnostics.isEmpty, "seed \(seed): \(diagnostics.sorted)")
            #expect(node?["title"]?.scalar?.text == values[0], "seed \(seed)")
            #expect(node?["authors"]?.elements?.map(\.scalar?.text) == [values[1], values[2]], "seed \(seed)")
            #expect(node?["words"]?.scalar?.text == "42")
            #expect(node?["summary"]?.scalar?.text == String(repeating: values[3] + " ", count: 200), "seed \(seed)")
        }
    }
}

extension Article {
    /// The body in Markdown, without its title.
    fileprivate var markdownBody: [UInt8] {
        var body = MarkdownText()
        for block in blocks { body.block(block.kind, text[bytes: block.range], block.outline) }
        return body.bytes
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
