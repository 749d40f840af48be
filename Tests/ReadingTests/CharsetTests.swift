import Documents
import Testing

@testable import Reading

@Suite struct CharsetTests {
    private func read(_ bytes: [UInt8], charset: String? = nil, type: MediaType = .plainText) throws -> Article {
        try ArticleReader().read(RawDocument(locator: "in", mediaType: type, charset: charset, bytes: bytes))
    }

    private func utf16(_ text: String, isBigEndian: Bool, marked: Bool) -> [UInt8] {
        (marked ? "\u{FEFF}" + text : text).utf16.flatMap { unit in
            let halves = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isBigEndian ? halves.reversed() : halves
        }
    }

    /// In front of a page a mark would be text, and whatever its head says would stand in the body.
    @Test func aByteOrderMarkIsNoText() throws {
        let page = "<!doctype html><title>Ferry late</title><h1>Ferry late</h1><p>The ferry ran late on Sunday."
        let marks: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF] + Array(page.utf8),
            ("\u{FEFF}" + page).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
            ("\u{FEFF}" + page).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
        ]
        for bytes in marks {
            let decoded = try CharsetDecoder.decode(bytes, label: nil, declaration: .markup)
            #expect(decoded.bytes == Array(page.utf8))
        }
    }

    @Test(arguments: EncodedTexts.samples) func aDeclaredEncodingIsRead(_ sample: EncodedTexts.Sample) throws {
        let article = try read(sample.bytes, charset: sample.encoding)
        #expect(article.text == sample.text)
        #expect(article.metadata.charset == sample.encoding)
    }

    @Test(arguments: EncodedTexts.samples) func anUndeclaredOneIsDetected(_ sample: EncodedTexts.Sample) throws {
        #expect(try read(sample.bytes).text == sample.text)
    }

    @Test(arguments: EncodedTexts.samples) func aPageDeclaresItsOwn(_ sample: EncodedTexts.Sample) throws {
        let page = Array("<html><head><meta charset='\(sample.encoding)'><body><p>".utf8) + sample.bytes
        #expect(try read(page, type: .html).text == sample.text)
    }

    @Test(arguments: EncodedTexts.utf8) func unicodeIsReadWhateverIsDeclared(_ text: String) throws {
        #expect(try read(Array(text.utf8), charset: "iso-8859-1").text == text)
        #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)).text == text)
        for isBigEndian in [false, true] {
            #expect(try read(utf16(text, isBigEndian: isBigEndian, marked: true)).text == text)
        }
    }

    /// Chinese in UTF-16 holds no NULs that would tell it.
    @Test func utf16IsReadWhereTheSourceSaysSo() throws {
        let text = "大桥将于星期一关闭进行维修渡轮将代替它直到春天"
        for isBigEndian in [true, false] {
            let label = isBigEndian ? "utf-16be" : "utf-16le"
            let article = try read(utf16(text, isBigEndian: isBigEndian, marked: false), charset: label)
            #expect(article.text == text)
            #expect(article.metadata.charset == label)
        }
    }

    @Test func utf16WithoutAMarkIsToldByItsNULs() throws {
        let text = EncodedTexts.utf8[0]
        for isBigEndian in [false, true] {
            let article = try read(utf16(text, isBigEndian: isBigEndian, marked: false))
            #expect(article.text == text)
            #expect(article.metadata.charset == (isBigEndian ? "utf-16be" : "utf-16le"))
        }
    }

    @Test func utf32IsToldByItsMark() throws {
        let text = "Die Brücke über den Fluß"
        for isBigEndian in [false, true] {
            let bytes = ("\u{FEFF}" + text).unicodeScalars.flatMap { scalar in
                let bytes = (0..<4).map { UInt8(scalar.value >> ($0 * 8) & 0xFF) }
                return isBigEndian ? bytes.reversed() : bytes
            }
            #expect(try read(bytes).text == text)
        }
    }

    @Test func utf16ThatWasCutWithinACharacterIsRead() throws {
        let text = EncodedTexts.utf8[0]
        #expect(try read(utf16(text, isBigEndian: false, marked: false) + [0x20]).text.hasPrefix(text))
    }

    @Test func damagedUnicodeIsUnicodeWhateverIsDeclared() throws {
        let text = Array(EncodedTexts.utf8[0].utf8)
        let article = try read(text + [0xFF], charset: "iso-8859-1")
        #expect(article.text.hasPrefix(EncodedTexts.utf8[0]))
        #expect(article.metadata.charset == "utf-8")
    }

    @Test func aSingleCharacterOfUnicodeIsNoneOfAMultiByteEncoding() throws {
        #expect(try read(Array("Talks end – at last".utf8), charset: "gb2312").text == "Talks end – at last")
        let japanese: [UInt8] = [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42]
        #expect(try read(japanese, charset: "iso-2022-jp").text == "日本")
    }

    @Test func aFewBrokenBytesAreReplacedAndManyAreTold() throws {
        let text = Array(EncodedTexts.utf8[1].utf8)
        #expect(try read(text + [0xFF]).text.hasSuffix("\u{FFFD}"))
        let cut = try read(Array(text.dropLast(2)))
        #expect(cut.text.unicodeScalars.filter { $0 == "\u{FFFD}" }.count <= 1)
        #expect(throws: ReadingError("encoding", "20 of \(text.count + 20) bytes aren't valid utf-8")) {
            try read(text + [UInt8](repeating: 0xFF, count: 20))
        }
    }
}
