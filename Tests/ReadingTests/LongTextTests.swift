import Documents
import Testing

@testable import Reading

/// Long texts are converted and put into NFC a piece at a time: no piece's end shows.
@Suite struct LongTextTests {
    /// Characters of two units, so that every piece of one of the two texts ends inside of one.
    @Test(arguments: ["", "x"]) func charactersAcrossPiecesStayWhole(_ start: String) throws {
        let text = start + String(repeating: "🌉", count: 20_000)
        let bytes = Array(text.utf16).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let decoded = try CharsetDecoder.decode([0xFF, 0xFE] + bytes, label: nil, declaration: .none)
        #expect(decoded.bytes == Array(text.utf8))
        #expect(decoded.replaced == 0)
    }

    @Test func bytesThatStandForNothingAreCountedInAllPieces() throws {
        let bytes = [UInt8](repeating: 0x41, count: 20_000).enumerated().map { $0 % 1000 == 999 ? 0xFF : $1 }
        let converted = try #require(UnicodeText.utf8(bytes, from: "gb18030"))
        #expect(converted.replaced == 20)
        #expect(converted.bytes.count == 20_000 + 2 * 20)
    }

    @Test func accentsAreJoinedInAllPieces() {
        let word = "Mu\u{308}nchen e\u{301}te\u{301} "
        let text = String(repeating: word, count: 100_000)
        let cleaned = TextCleaner.clean(text)
        #expect(cleaned.utf8.count > 1_400_000)
        #expect(cleaned.utf8.elementsEqual(String(repeating: "München été ", count: 100_000).dropLast().utf8))
    }

    /// A day in front of a paragraph that is too long to be read for it as a whole.
    @Test func theBeginningOfALongLineIsRead() throws {
        let long = String(repeating: "and the ferries went on crossing the harbour, ", count: 3000)
        let html = "<title>t</title><body><p>Karlsruhe (12.11.2021). The bridge closed, \(long)that was all.</p>"
        let page = try PageReader().read(Array(html.utf8), address: "page.html")
        #expect(page.metadata.published?.description == "2021-11-12")
        #expect(page.text.hasSuffix("that was all."))
    }
}
