import TestSupport
import Testing

@testable import Containers

/// How bodies are unpacked, as browsers do it.
@Suite struct AnswerTests {
    private typealias Writer = WebArchiveWriter

    private static let text = "<p>The bridge will close on Monday, the council said on Monday.</p>"
    private static let zlib: [UInt8] = [
        120, 156, 179, 41, 176, 11, 201, 72, 85, 72, 42, 202, 76, 73, 79, 85, 40, 207, 204, 201, 81, 72, 206, 201, 47,
        78, 85, 200, 207, 83, 240, 205, 207, 75, 73, 172, 212, 81, 40, 1, 42, 72, 206, 47, 205, 75, 206, 204, 81, 40,
        78, 204, 76, 65, 200, 233, 217, 232, 23, 216, 1, 0, 32, 216, 23, 83,
    ]
    private static let brotli: [UInt8] = [
        19, 66, 0, 0, 4, 196, 109, 169, 142, 46, 26, 202, 121, 104, 54, 67, 145, 43, 40, 200, 111, 49, 232, 1, 119, 43,
        170, 169, 211, 74, 169, 212, 85, 198, 173, 82, 174, 182, 53, 233, 65, 236, 130, 130, 112, 234, 143, 254, 211, 8,
        99, 89, 60, 183, 125, 136, 51, 220, 89, 202, 85,
    ]

    private func read(_ headers: [String], _ body: [UInt8]) -> Readings {
        Readings(Writer.record("response", "https://example.org/a", Writer.answer(headers: headers, body)))
    }

    @Test func bodiesAreUnpacked() {
        let text = Array(Self.text.utf8)
        let packed: [(String, [UInt8])] = [
            ("identity", text), ("gzip", Packed.gzip(text)), ("x-gzip", Packed.gzip(text)), ("deflate", Self.zlib),
            ("deflate", Array(Self.zlib.dropFirst(2).dropLast(4))), ("br", Self.brotli), ("zstd", Packed.zstd(text)),
            ("zstd, gzip", Packed.gzip(Packed.zstd(text))), ("new-and-unknown", text),
        ]
        for (coding, body) in packed {
            #expect(read(["Content-Encoding: \(coding)"], body).texts == [Self.text], "\(coding)")
        }
    }

    @Test(arguments: ["gzip", "deflate", "br", "zstd"]) func whatIsNotPackedIsTakenAsItIs(coding: String) {
        #expect(read(["Content-Encoding: \(coding)"], Array(Self.text.utf8)).texts == [Self.text])
    }

    @Test func whatBreaksOffIsTakenAsFarAsItGoes() {
        let packed = Packed.gzip(Array(Self.text.utf8))
        #expect(read(["Content-Encoding: gzip"], packed.dropLast(20)).texts == [String(Self.text.dropLast(12))])
        #expect(read(["Content-Encoding: br"], Self.brotli.dropLast(4)).told == [])
    }

    @Test func whatIsDamagedIsTold() {
        var packed = Packed.gzip(Array(Self.text.utf8))
        packed[packed.count - 8] ^= 1
        let read = read(["Content-Encoding: gzip"], packed)
        #expect(read.told == ["0 damaged"])
        #expect(read.problems.first?.address == "https://example.org/a")
    }

    @Test func whatExpandsTooFarIsToldAndItsBeginningKept() {
        let bomb = Packed.zstdBomb(megabytes: 64)
        let read = Readings(
            Writer.record("response", "https://example.org/a", Writer.answer(headers: ["Content-Encoding: zstd"], bomb))
        ) {
            $0.maximumSize = 1 << 20
        }
        #expect(read.told == ["0 too-large"])
        #expect(read.problems.first?.bytes.count == 1 << 20)
    }

    @Test(arguments: [
        ("5\r\nHello\r\n7;x=\"y\"\r\n, world\r\n0\r\nTrailer: x\r\n\r\n", "Hello, world"),
        ("5\nHello\n0\n\n", "Hello"), ("5 \r\nHello\r\n", "Hello"), ("A\r\nHello", "Hello"),
        ("5\r\nHello\r\nnonsense\r\n", "Hello"), ("<p>Not in chunks", "<p>Not in chunks"),
        ("ffffffffffffffffff\r\nHello", "ffffffffffffffffff\r\nHello"), ("7fffffffffffff\r\nHello", "Hello"),
    ])
    func chunksArePutTogether(body: String, text: String) {
        #expect(read(["Transfer-Encoding: chunked"], Array(body.utf8)).texts == [text])
    }

    @Test func chunksMayHoldPackedBytes() {
        let packed = Packed.gzip(Array(Self.text.utf8))
        let half = packed.count / 2
        let chunks: [UInt8] = [packed[..<half], packed[half...]].flatMap { (piece: ArraySlice<UInt8>) -> [UInt8] in
            Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
        }
        let headers = ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]
        #expect(read(headers, chunks + Array("0\r\n\r\n".utf8)).texts == [Self.text])
    }

    @Test func aBodyWithoutTextIsTold() {
        #expect(read([], Array(" \r\n ".utf8)).told == ["0 empty"])
    }
}
