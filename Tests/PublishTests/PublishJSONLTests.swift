import Documents
import Files
import JSON
import StageKit
import StageTesting
import TestSupport
import Testing

@testable import Publish

@Suite struct PublishJSONLTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func publish(_ articles: [Article], _ name: String = "out.jsonl") throws -> [UInt8] {
        var configuration = PublishJSONL.Configuration()
        configuration.path = folder.option(name)
        _ = try StageHarness(PublishJSONL.self, configuration).run(articles)
        return try folder.bytes(name)
    }

    private func values(_ bytes: [UInt8]) throws -> [JSONValue] {
        try bytes.split(separator: 0x0A).map { try JSONValue(parsing: $0) }
    }

    @Test func allThatIsKnownIsInTheLine() throws {
        let input = article(title: "Bridge \"closes\"", blocks: [(.heading, "Über"), (.paragraph, "a\nb")]) {
            $0.subtitle = "S"
            $0.dateline = "GENEVA"
            $0.authors = ["A", "B"]
            $0.published = PublicationDate(year: 2014, month: 3, day: 14, time: "T09:30:00Z")
            $0.modified = PublicationDate(year: 2014, month: 3, day: 15)
            $0.section = "Traffic"
            $0.tags = ["bridge", "ferry"]
            $0.image = ArticleImage(url: "https://a.example/x.jpg", caption: "The bridge")
            $0.isPaywalled = false
            $0.site = "Wire"
            $0.url = "https://a.example/x"
            $0.language = "en-GB"
            $0.charset = "windows-1252"
            $0.captions = ["C"]
            $0.asides = ["Read more"]
        }
        let line = try #require(try values(publish([input.with(Language(code: "en", confidence: 1))])).first)
        #expect(
            line.members.map(\.name) == [
                "id", "source", "title", "subtitle", "dateline", "authors", "published", "modified", "site", "url",
                "declaredLanguage", "section", "tags", "image", "paywalled",
                "charset", "captions", "asides", "text", "blocks", "language",
            ])
        #expect(line["id"]?.text == input.id.description)
        #expect(line["title"]?.text == "Bridge \"closes\"")
        #expect(line["published"]?.text == "2014-03-14T09:30:00Z")
        #expect(line["authors"]?.elements.map(\.text) == ["A", "B"])
        #expect(line["declaredLanguage"]?.text == "en-GB")
        #expect(line["modified"]?.text == "2014-03-15")
        #expect(line["section"]?.text == "Traffic")
        #expect(line["tags"]?.elements.map(\.text) == ["bridge", "ferry"])
        #expect(line["image"]?["url"]?.text == "https://a.example/x.jpg")
        #expect(line["image"]?["caption"]?.text == "The bridge")
        #expect(line["paywalled"] == .flag(false))
        #expect(line["charset"]?.text == "windows-1252")
        #expect(line["asides"]?.elements.first?.text == "Read more")
        #expect(line["text"]?.text == "Über\n\na\nb")
        #expect(line["blocks"]?.elements.map { $0["kind"]?.text } == ["heading", "paragraph"])
        #expect(line["blocks"]?.elements.map { $0["start"]?.integer } == [0, 7])
        #expect(line["blocks"]?.elements.map { $0["end"]?.integer } == [5, 10])
        #expect(line["language"]?["code"]?.text == "en")
    }

    @Test func whatIsNotKnownIsNullAndStillThere() throws {
        let line = try #require(try values(publish([article()])).first)
        let names = [
            "title", "subtitle", "dateline", "published", "modified", "site", "url", "declaredLanguage", "section",
            "image", "paywalled",
        ]
        for name in names {
            #expect(line[name] == .null, "\(name)")
        }
        #expect(line["authors"] == .array([]))
        #expect(line.members.count == 20)
    }

    @Test func linesAreInCorpusOrderAndEachIsOneLine() throws {
        let articles = (0..<300).map {
            article(title: "T\u{85}\u{2028}\($0)", blocks: [(.paragraph, "a\r\nb\u{0}\u{2029}")])
        }
        let bytes = try publish(articles)
        #expect(bytes.count { $0 == 0x0A } == 300)
        #expect(try values(bytes).map { $0["title"]?.text } == articles.map(\.title))
    }

    @Test func nothingPublishedIsAnEmptyFile() throws {
        #expect(try publish([]).isEmpty)
    }

    @Test(arguments: [".gz", ".zst", ".GZ"])
    func theSuffixCompressesAndTheBytesAreTheSameEveryTime(suffix: String) throws {
        let articles = (0..<2000).map { article(title: "Title \($0)") }
        let plain = try publish(articles)
        let packed = try publish(articles, "a.jsonl" + suffix)
        #expect(packed.count < plain.count / 4)
        #expect(try publish(articles, "b.jsonl" + suffix) == packed)
        let compression = try #require(Compression(packed))
        #expect(try compression.expand(packed, limit: 1 << 24) == plain)
    }
}
