import CZstd
import Files
import TestSupport
import Testing

@testable import Containers

/// What is read of web archives that are as they should be.
@Suite struct WebArchiveTests {
    private typealias Writer = WebArchiveWriter

    private let info = Writer.record("warcinfo", nil, contentType: "application/warc-fields", Array("a: b\r\n".utf8))
    private let first = Writer.response("https://example.org/a")
    private let second = Writer.response("https://example.org/b", "<p>Another page")

    @Test func aRecordHasItsOffset() {
        let read = Readings(info + first + second)
        #expect(read.places == ["\(info.count)", "\(info.count + first.count)"])
        #expect(read.texts == [Writer.page, "<p>Another page"])
        #expect(read.addresses == ["https://example.org/a", "https://example.org/b"])
        #expect(read.entries.first?.mediaType == "text/html")
        #expect(read.entries.first?.charset == "utf-8")
        #expect(read.entries.first?.date == "2024-03-01T12:00:00Z")
        #expect(read.told == [])
    }

    @Test func aRecordThatIsCompressedByItselfHasTheOffsetOfItsMember() {
        let members = [info, first, second].map { Packed.gzip($0) }
        let read = Readings(members.flatMap(\.self))
        #expect(read.places == ["\(members[0].count)", "\(members[0].count + members[1].count)"])
        #expect(read.texts == [Writer.page, "<p>Another page"])
    }

    @Test func recordsThatAreCompressedTogetherHaveAPlaceInTheirMember() {
        let read = Readings(Packed.gzip(info + first + second))
        #expect(read.places == ["0+\(info.count)", "0+\(info.count + first.count)"])
        #expect(read.told == [])
    }

    @Test func aRecordMayGoOnInTheNextMember() {
        let bytes = first + second
        let members = [bytes[..<100], bytes[100..<300], bytes[300...]].map { Packed.gzip(Array($0)) }
        let read = Readings(members.flatMap(\.self))
        #expect(read.texts == [Writer.page, "<p>Another page"])
        #expect(read.places.first == "0")
        #expect(read.told == [])
    }

    @Test func aGreatRecordIsReadPieceByPiece() {
        let text = String(repeating: "<p>A paragraph of a long page.\n", count: 60_000)
        let members = [Writer.response("https://example.org/long", text), second].map { Packed.gzip($0) }
        let read = Readings(members.flatMap(\.self))
        #expect(read.texts == [text, "<p>Another page"])
        #expect(read.places == ["0", "\(members[0].count)"])
    }

    @Test func framesOfZstandardAreRecordsToo() {
        let frames = [info, first, second].map { Packed.zstd($0) }
        let read = Readings(frames.flatMap(\.self))
        #expect(read.places == ["\(frames[0].count)", "\(frames[0].count + frames[1].count)"])
        #expect(read.told == [])
    }

    @Test(arguments: [false, true]) func aFrameMayHoldTheDictionaryOfTheOthers(isPacked: Bool) {
        let dictionary = Array((String(repeating: "WARC/1.0 response text/html ", count: 40) + Writer.page).utf8)
        let size = { (count: Int) in (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } }
        let stored = isPacked ? Packed.zstd(dictionary) : dictionary
        let frames = [first, second].map { Self.compress($0, dictionary) }
        let bytes = [0x5D, 0x2A, 0x4D, 0x18] + size(stored.count) + stored + frames.flatMap(\.self)
        let read = Readings(bytes)
        #expect(read.texts == [Writer.page, "<p>Another page"])
        #expect(read.places.first == "\(stored.count + 8)")
        // Without it the frames mean something else.
        #expect(Readings(frames.flatMap(\.self)).texts != read.texts)
    }

    private static func compress(_ bytes: [UInt8], _ dictionary: [UInt8]) -> [UInt8] {
        let context = ZSTD_createCCtx()
        defer { ZSTD_freeCCtx(context) }
        return [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { room, count in
            count = ZSTD_compress_usingDict(
                context, room.baseAddress, room.count, bytes, bytes.count, dictionary, dictionary.count, 9)
        }
    }

    @Test func documentsOfARCAreRead() {
        let page = Writer.answer(Array(Writer.page.utf8))
        let documents = [
            Writer.arc("http://example.org/a", page),
            Writer.arc("http://example.org/with spaces in it", page),
            Writer.arc("http://example.org/picture", type: "image/png", Writer.answer(type: "image/png", [1, 2, 3])),
            Writer.arc("http://example.org/bare", Array("<p>Without the header of an answer".utf8)),
            Writer.arc("dns:example.org", type: "text/dns", Array("example.org. 1 IN A 192.0.2.1".utf8)),
        ]
        let read = Readings(Writer.arcHeader + documents.flatMap(\.self))
        #expect(
            read.addresses == [
                "http://example.org/a", "http://example.org/with spaces in it", "http://example.org/bare",
            ])
        #expect(read.places.first == "\(Writer.arcHeader.count)")
        #expect(read.entries.first?.date == "20240301120000")
        #expect(read.told == [])
        #expect(Readings(([Writer.arcHeader] + documents).flatMap { Packed.gzip($0) }).addresses == read.addresses)
    }

    @Test func versionTwoOfARCHasMoreFields() {
        let page = Writer.answer(Array(Writer.page.utf8))
        let line = "http://example.org/a 192.0.2.1 20240301120000 text/html 200 checksum - 120 a.arc \(page.count)\n"
        let read = Readings(Writer.arcHeader + Array(line.utf8) + page + [10])
        #expect(read.addresses == ["http://example.org/a"])
        #expect(read.told == [])
    }

    @Test func onlyPagesAndTextsAreRead() {
        let body = Array(Writer.page.utf8)
        let records = [
            Writer.record("request", "https://example.org/request", Array("GET / HTTP/1.1\r\n\r\n".utf8)),
            Writer.record("revisit", "https://example.org/revisit", Writer.answer(body)),
            Writer.record("metadata", "https://example.org/metadata", contentType: "text/plain", body),
            Writer.record("response", "https://example.org/missing", Writer.answer(status: 404, body)),
            Writer.record("response", "https://example.org/moved", Writer.answer(status: 301, body)),
            Writer.record("response", "https://example.org/a.css", Writer.answer(type: "text/css", body)),
            Writer.record("response", "https://example.org/a.png", Writer.answer(type: "image/png", [0x89, 0x50])),
            Writer.record("response", "https://example.org/robots.txt", Writer.answer(type: "text/plain", body)),
            Writer.record("response", "https://example.org/data", Writer.answer(type: nil, [0, 1, 2, 3])),
            Writer.record("response", "https://example.org/untold", Writer.answer(type: nil, body)),
            Writer.record("response", "https://example.org/plain", Writer.answer(type: "TEXT/Plain", body)),
            Writer.record("resource", "https://example.org/resource", contentType: "text/html", body),
            Writer.record("conversion", "https://example.org/converted", contentType: "text/plain", body),
            Writer.record("response", "<https://example.org/brackets>", version: "0.18", Writer.answer(body)),
        ]
        let read = Readings(records.flatMap(\.self))
        let names = read.addresses.map { $0?.split(separator: "/").last.map(String.init) }
        #expect(names == ["untold", "plain", "resource", "converted", "brackets"])
        #expect(read.entries.map(\.mediaType) == ["text/html", "text/plain", "text/html", "text/plain", "text/html"])
        #expect(read.told == [])
        let missing = Readings(records.flatMap(\.self)) { $0.statuses = [404] }
        #expect(missing.addresses.first == "https://example.org/missing")
    }

    @Test func fieldsMayGoOnInTheNextLine() {
        let record = Writer.record(
            "resource", nil, contentType: "text/html;\r\n charset=\"iso-8859-1\"",
            more: ["warc-target-uri: https://example.org/\r\n\tlong"], Array("<p>Text".utf8))
        let read = Readings(record)
        #expect(read.addresses == ["https://example.org/ long"])
        #expect(read.entries.first?.charset == "iso-8859-1")
    }

    @Test func linesMayEndWithoutACarriageReturn() {
        func record(_ text: String) -> [UInt8] {
            let answer = "HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + text
            return Array("WARC/1.0\nWARC-Type: response\nContent-Length: \(answer.utf8.count)\n\n\(answer)\n\n".utf8)
        }
        #expect(Readings(record("<p>One") + record("<p>Two")).texts == ["<p>One", "<p>Two"])
    }

    @Test func aFileWithoutRecordsIsTold() {
        #expect(Readings([]).told == [" empty"])
        #expect(Readings(Packed.gzip([])).told == [" empty"])
        #expect(Readings(info).told == [])
    }
}
