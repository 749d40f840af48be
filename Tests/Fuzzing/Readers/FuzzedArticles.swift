internal import Documents
internal import Prose
@testable internal import Reading

/// Plain text, in whatever encoding; and sentences and words of it, which stand inside it.
struct FuzzedText: FuzzedReader {
    init(reading bytes: [UInt8]) {
        let raw = RawDocument(locator: "fuzz.txt", mediaType: .plainText, bytes: bytes)
        ArticleProperties.check(raw)
        guard let article = try? ArticleReader().read(raw) else { return }
        let text = Array(article.text.utf8)
        var end = 0
        for sentence in SentenceSplitter().sentences(of: article).ranges {
            require(Int(sentence.lower) >= end && Int(sentence.upper) <= text.count, "a sentence is out of place")
            require(!sentence.isEmpty, "an empty sentence")
            require(String(article.text[bytes: sentence]).utf8.count == sentence.count, "a sentence cuts a scalar")
            end = Int(sentence.upper)
        }
        for word in WordScanner().words(in: article.text) {
            require(String(article.text[bytes: word.range]).utf8.count == word.range.count, "a word cuts a scalar")
        }
    }
}

/// Markdown with front matter.
struct FuzzedMarkdown: FuzzedReader {
    init(reading bytes: [UInt8]) {
        ArticleProperties.check(RawDocument(locator: "fuzz.md", mediaType: .markdown, bytes: bytes))
    }
}

/// Web pages, in whatever encoding.
struct FuzzedPage: FuzzedReader {
    init(reading bytes: [UInt8]) {
        ArticleProperties.check(RawDocument(locator: "https://example.org/fuzz", mediaType: .html, bytes: bytes))
    }
}
