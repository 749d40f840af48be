import Documents
import Testing

@testable import Previewing

@Suite struct DocumentChoiceTests {
    private func isMeant(_ text: String, _ locator: String, places: [String] = []) -> Bool {
        DocumentChoice(text, places: places).matches(RawDocument(locator: locator, mediaType: .plainText, bytes: [1]))
    }

    @Test func aPathOrTheLastNamesOfOneAreMeant() {
        #expect(isMeant("seeds/a.txt", "seeds/a.txt") && isMeant("a.txt", "seeds/a.txt"))
        #expect(!isMeant("a.txt", "seeds/aa.txt") && !isMeant("eeds", "seeds/a.txt"))
    }

    @Test func aPathMayBeWrittenInOtherWays() {
        #expect(isMeant("./in/../a.txt", "a.txt", places: ["a.txt", "/home/a.txt"]))
        #expect(isMeant("a.txt", "/home/a.txt", places: ["a.txt", "/home/a.txt"]))
        #expect(isMeant("/home/in/a.txt", "in/a.txt", places: ["/home/in/a.txt", "in/a.txt"]))
        // A whole path is no end of another one.
        #expect(!isMeant("/home/a.txt", "/old/home/a.txt", places: ["/home/a.txt"]))
        let raw = RawDocument(locator: "a.txt", mediaType: .plainText, bytes: [1])
        #expect(
            DocumentChoice("./a.txt", places: ["a.txt"]).isExactly(raw) && !DocumentChoice("./a.txt").isExactly(raw))
    }

    @Test func aFolderStandsForWhatIsInIt() {
        #expect(isMeant("seeds", "seeds/a.txt") && isMeant("seeds/", "seeds/deep/a.txt#1"))
        #expect(!isMeant("seeds", "seeds.txt") && !isMeant("", "/a.txt"))
    }

    @Test func anAddressThatTheSourceKnowsIsMeant() {
        let raw = RawDocument(
            locator: "feed#1", address: "https://news.example/a/", mediaType: .plainText, charset: nil, bytes: [1],
            fields: nil)
        #expect(DocumentChoice("https://news.example/a").matches(raw))
        #expect(DocumentChoice("https://news.example/a/").matches(raw))
        #expect(!DocumentChoice("https://news.example/").matches(raw) && !DocumentChoice("a/").matches(raw))
    }

    @Test func aFileStandsForItsRecords() {
        #expect(isMeant("wire.jsonl", "seeds/wire.jsonl#3") && isMeant("wire.jsonl#3", "seeds/wire.jsonl#3"))
        #expect(!isMeant("wire.jsonl#3", "seeds/wire.jsonl#33"))
    }

    @Test func anIdentityIsMeantByItsFirstDigits() {
        let raw = RawDocument(locator: "x", mediaType: .plainText, bytes: [1])
        let digits = raw.id.description
        #expect(DocumentChoice(digits).isExactly(raw) && DocumentChoice(String(digits.prefix(4))).matches(raw))
        #expect(DocumentChoice(digits.uppercased()).isExactly(raw) && DocumentChoice(digits.uppercased()).matches(raw))
        #expect(!DocumentChoice(String(digits.prefix(3))).matches(raw))
        #expect(!DocumentChoice("x").matches(RawDocument(locator: "y", mediaType: .plainText, bytes: [1])))
    }

    @Test(
        arguments: [
            ([], ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), ([0x66, 0x6F, 0x6F], "Zm9v"),
            ([0xFF, 0xFE, 0x00, 0x80], "//4AgA=="),
        ] as [([UInt8], String)]) func bytesThatAreNoTextAreWrittenInBase64(_ bytes: [UInt8], _ text: String)
    {
        #expect(Base64.text(of: bytes) == text)
    }
}
