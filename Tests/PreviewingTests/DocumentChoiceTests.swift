import Documents
import Testing

@testable import Previewing

@Suite struct DocumentChoiceTests {
    private func isMeant(_ text: String, _ locator: String) -> Bool {
        DocumentChoice(text).matches(RawDocument(locator: locator, mediaType: .plainText, bytes: [1]))
    }

    @Test func aPathOrTheLastNamesOfOneAreMeant() {
        #expect(isMeant("seeds/a.txt", "seeds/a.txt") && isMeant("a.txt", "seeds/a.txt"))
        #expect(!isMeant("a.txt", "seeds/aa.txt") && !isMeant("seeds", "seeds/a.txt"))
    }

    @Test func aFileStandsForItsRecords() {
        #expect(isMeant("wire.jsonl", "seeds/wire.jsonl#3") && isMeant("wire.jsonl#3", "seeds/wire.jsonl#3"))
        #expect(!isMeant("wire.jsonl#3", "seeds/wire.jsonl#33"))
    }

    @Test func anIdentityIsMeantByItsFirstDigits() {
        let raw = RawDocument(locator: "x", mediaType: .plainText, bytes: [1])
        let digits = raw.id.description
        #expect(DocumentChoice(digits).isExactly(raw) && DocumentChoice(String(digits.prefix(6))).matches(raw))
        #expect(!DocumentChoice(String(digits.prefix(5))).matches(raw))
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
