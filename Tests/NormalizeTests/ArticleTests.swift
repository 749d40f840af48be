import Documents
import StageKit
import StageTesting
import Testing

@testable import Normalize

@Suite struct NormalizeArticleTests {
    private func run(
        _ bytes: [UInt8], _ type: MediaType = .plainText, charset: String? = nil, maximumSize: Int? = nil,
        minimumWords: Int = 0
    ) throws -> StageResult {
        var configuration = NormalizeArticle.Configuration()
        if let maximumSize { configuration.maximumSize = ByteSize(bytes: maximumSize) }
        configuration.minimumWords = minimumWords
        let raw = RawDocument(locator: "in", mediaType: type, charset: charset, bytes: bytes)
        return try StageHarness(NormalizeArticle.self, configuration).run([raw])
    }

    private func code(_ bytes: [UInt8], _ type: MediaType = .plainText, charset: String? = nil) throws -> String? {
        try run(bytes, type, charset: charset).rejected.first?.reason.code
    }

    private let story = Array("Bridge closes\n\nThe harbour bridge will close on Monday.".utf8)

    @Test func anArticleKeepsItsDocumentsIdentityAndBytes() throws {
        let result = try run(story)
        let article = try #require(result.articles.first)
        #expect(article.raw.bytes == story)
        #expect(article.id == RawDocument(locator: "in", mediaType: .plainText, bytes: story).id)
        #expect(article.title == "Bridge closes")
        #expect(result.rejected.isEmpty)
    }

    @Test func whatCannotBeReadGoesToQuarantineWholeWithItsCode() throws {
        #expect(try code(Array("%PDF-1.7\n%âãÏÓ".utf8)) == "binary")
        #expect(try code([0x00, 0x01, 0x02, 0x00, 0x07, 0x41]) == "binary")
        #expect(try code(Array(" \u{200B}\u{FEFF} \n\t ".utf8)) == "empty")
        #expect(try code(Array("<p hidden>Nothing here".utf8), .html) == "empty")
        #expect(try code(story, MediaType("image/png")) == "media-type")
        let nested = Array(String(repeating: "<div>", count: 100_000).utf8)
        let result = try run(nested, .html)
        #expect(result.rejected.map(\.reason.code) == ["empty"])
        #expect(result.rejected.first?.document.bytes == nested)
        #expect(result.articles.isEmpty)
    }

    @Test func anEncodingThatDoesNotFitIsToldWithCounts() throws {
        // Damaged UTF-8: so much of it is well-formed that it can't be another encoding.
        let damaged =
            Array(String(repeating: "Zażółć gęślą jaźń. ", count: 20).utf8) + [UInt8](repeating: 0xFF, count: 30)
        let reason = try #require(try run(damaged).rejected.first?.reason)
        #expect(reason.code == "encoding")
        #expect(reason.message == "30 of \(damaged.count) bytes aren't valid utf-8")
    }

    @Test func limitsAreTheOptions() throws {
        #expect(try run(story, maximumSize: story.count).rejected.isEmpty)
        let tooLong = try #require(try run(story, maximumSize: story.count - 1).rejected.first?.reason)
        #expect(tooLong.code == "too-long")
        #expect(try run(story, minimumWords: 7).rejected.isEmpty)
        let tooShort = try #require(try run(story, minimumWords: 8).rejected.first?.reason)
        #expect(tooShort == DocumentError("too-short", "the body has 7 words, fewer than the 8 of minimum-words"))
    }

    @Test func aRecordsFieldsCountForMoreThanItsText() throws {
        let fields = GivenFields(
            title: "Rates rise", body: "<p>The bank raised its rate.</p><p>It was the third rise.</p>",
            bodyIsHTML: true,
            url: "https://example.org/rates", published: "2014-03-14T09:30:00Z", authors: ["Jane Roe"], language: "en")
        let raw = RawDocument(locator: "r.jsonl#1", mediaType: .json, bytes: Array("{}".utf8), fields: fields)
        let article = try #require(try StageHarness(NormalizeArticle.self).run([raw]).articles.first)
        #expect(article.title == "Rates rise")
        #expect(article.text == "The bank raised its rate.\n\nIt was the third rise.")
        #expect(article.metadata.published?.description == "2014-03-14T09:30:00Z")
        #expect(article.metadata.authors == ["Jane Roe"])
        #expect(article.metadata.url == "https://example.org/rates")
    }
}
