import Files
import Foundation
import TestSupport
import Testing

@Suite struct FileReadingTests {
    private let folder: ScratchFolder
    private let text = (0..<20_000).map { "line \($0)\n" }.joined()

    init() throws { folder = try ScratchFolder() }

    private func lines(_ name: String, limit: Int) throws -> [(bytes: [UInt8], isWhole: Bool)] {
        let stream = try ByteStream(folder(name))
        var lines: [(bytes: [UInt8], isWhole: Bool)] = []
        while let line = try stream.line(limit: limit) { lines.append(line) }
        return lines
    }

    @Test func aFileIsReadWholeOrUpToTheLimit() throws {
        try folder.add("a.txt", Array("0123456789".utf8))
        let whole = try File.read(folder("a.txt"), limit: 10)
        #expect(whole.bytes == Array("0123456789".utf8))
        #expect(whole.isWhole)
        let part = try File.read(folder("a.txt"), limit: 4)
        #expect(part.bytes == Array("0123".utf8))
        #expect(!part.isWhole)
    }

    @Test func aFileWithoutASizeIsReadToItsEnd() throws {
        let (bytes, isWhole) = try File.read(FilePath("/proc/self/status"), limit: 1 << 20)
        #expect(bytes.count > 100)
        #expect(isWhole)
    }

    @Test func foldersPipesAndWhatIsMissingAreRefused() throws {
        #expect(mkfifo(folder("pipe").text, 0o600) == 0)
        for (name, reason) in [
            ("", "is a folder"), ("pipe", "is a pipe, socket or device, not a file"),
            ("none", "No such file or directory"),
        ] {
            let error = #expect(throws: FileError.self) { try File.read(folder(name), limit: 10) }
            #expect(error?.reason == reason)
        }
    }

    @Test func linesAreTheSameHoweverTheyAreStored() throws {
        let bytes = Array(text.utf8)
        let half = bytes.count / 2
        try folder.add("plain", bytes)
        try folder.add("one.gz", Packed.gzip(bytes))
        try folder.add("two.gz", Packed.gzip(Array(bytes[..<half])) + Packed.gzip(Array(bytes[half...])) + [0, 0, 0])
        try folder.add("one.zst", Packed.zstd(bytes))
        try folder.add("two.zst", Packed.zstd(Array(bytes[..<half])) + Packed.zstd(Array(bytes[half...])))
        for name in ["plain", "one.gz", "two.gz", "one.zst", "two.zst"] {
            let found = try lines(name, limit: 100)
            #expect(found.count == 20_000, "\(name)")
            #expect(found.last?.bytes == Array("line 19999".utf8), "\(name)")
        }
    }

    @Test func lineEndsOfAllKinds() throws {
        try folder.add("a", Array("one\r\n\r\ntwo\nthree\r\n\nfour".utf8))
        let found = try lines("a", limit: 10).map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(found == ["one", "", "two", "three", "", "four"])
        try folder.add("empty", [])
        #expect(try lines("empty", limit: 10).isEmpty)
    }

    @Test func aLongLineIsCutAndTheNextOneIsWhole() throws {
        let long = [UInt8](repeating: 97, count: 300_000)
        try folder.add("a", Array("short\n".utf8) + long + Array("\nnext\n".utf8) + long)
        let found = try lines("a", limit: 1000)
        #expect(found.map(\.bytes.count) == [5, 1000, 4, 1000])
        #expect(found.map(\.isWhole) == [true, false, true, false])
    }

    @Test func peekingTakesNothing() throws {
        try folder.add("a.gz", Packed.gzip(Array(text.utf8)))
        let stream = try ByteStream(folder("a.gz"))
        #expect(try stream.peek(6) == Array("line 0".utf8))
        #expect(try stream.peek(1 << 20).count == text.utf8.count)
        #expect(try stream.rest(limit: 1 << 20).bytes == Array(text.utf8))
    }

    @Test func whatBreaksOffOrIsWrongIsSaid() throws {
        let whole = Packed.gzip(Array(text.utf8))
        #expect(throws: ExpansionError.truncated) { try Compression.gzip.expand(whole.dropLast(9), limit: 1 << 20) }
        #expect(throws: ExpansionError.truncated) {
            try Compression.zstd.expand(Packed.zstd(Array(text.utf8)).dropLast(9), limit: 1 << 20)
        }
        var wrong = whole
        wrong[5000] ^= 1
        #expect(throws: ExpansionError.corrupt("incorrect data check")) {
            try Compression.gzip.expand(wrong, limit: 1 << 20)
        }
        try folder.add("a.gz", whole.dropLast(100))
        let stream = try ByteStream(folder("a.gz"))
        #expect(throws: ByteStream.Failure.expansion(.truncated)) { try stream.rest(limit: 1 << 20) }
        // Fewer bytes than are asked for at first.
        try folder.add("b.gz", Array(whole.prefix(3)))
        let short = try ByteStream(folder("b.gz"))
        #expect(throws: ByteStream.Failure.expansion(.truncated)) { try short.line(limit: 1 << 20) }
    }

    @Test func aBombIsStopped() throws {
        let bomb = Packed.zstdBomb(megabytes: 4000)
        #expect(bomb.count < 200_000)
        #expect(throws: ExpansionError.tooLarge) { try Compression.zstd.expand(bomb, limit: 1 << 20) }
    }
}
