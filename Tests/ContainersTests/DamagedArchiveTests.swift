import Files
import TestRandom
import TestSupport
import Testing

@testable import Containers

/// Damaged web archives: what is wrong is told with its place, and all else is read.
@Suite struct DamagedArchiveTests {
    private typealias Writer = WebArchiveWriter

    private let records = (0..<6).map { Writer.response("https://example.org/\($0)", "<p>Page \($0) of the archive.") }

    private func numbers(_ read: Readings) -> [String] {
        read.addresses.compactMap { $0?.split(separator: "/").last.map(String.init) }
    }

    @Test(arguments: [("Content-Length: 5", "5"), ("Content-Length: 100000", "100000")])
    func aWrongLengthIsTold(field: String, length: String) {
        let wrong = Writer.record(
            "response", "https://example.org/x", length: Int(length), Writer.answer([60, 112, 62]))
        let read = Readings(records[0] + wrong + records[1] + records[2])
        #expect(numbers(read) == ["0", "1", "2"])
        #expect(read.told == ["\(records[0].count) damaged"])
        let length = Writer.answer([60, 112, 62]).count
        #expect(read.problems.first?.message.contains("there are \(length) before the next one") == true)
        #expect(read.problems.first.map { $0.bytes.count <= length + 4 } == true, "nothing of the next one")
    }

    /// It takes the rest of the file with it, so it is told even where such a record wouldn't be read.
    @Test func aGreatLengthThatHidesTheRestIsTold() {
        let picture = Writer.record(
            "response", "https://example.org/p", length: 5_000_000, Writer.answer(type: "image/png", [1, 2, 3]))
        let read = Readings(records[0] + picture + records[1]) { $0.maximumSize = 1000 }
        #expect(numbers(read) == ["0"])
        #expect(read.told == ["\(records[0].count) damaged"])
    }

    @Test func aLineFeedMoreOrNoneIsNoDamage() {
        let page = Writer.answer(Array("<p>Page\n".utf8))
        let short = Writer.record("response", "https://example.org/x", length: page.count - 1, page)
        let bare = Writer.record("response", "https://example.org/y", page).dropLast(4)
        let read = Readings(short + bare + records[0])
        #expect(numbers(read) == ["x", "y", "0"])
        #expect(read.told == [])
    }

    @Test(arguments: ["Content-Length: none", "Content-Length: -1", "Content-Length: 99999999999999999999", "X: y"])
    func aLengthThatIsNoneIsTold(field: String) {
        let wrong = Array("WARC/1.0\r\nWARC-Type: response\r\n\(field)\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x\r\n\r\n".utf8)
        let read = Readings(records[0] + wrong + records[1])
        #expect(numbers(read) == ["0", "1"])
        #expect(read.told == ["\(records[0].count) damaged"])
    }

    @Test func whatIsNoRecordIsToldOnce() {
        let rubbish = Array(String(repeating: "This is no record.\r\n\r\n", count: 100_000).utf8)
        let read = Readings(records[0] + rubbish + records[1])
        #expect(numbers(read) == ["0", "1"])
        #expect(read.told == ["\(records[0].count) damaged"])
        #expect(Readings(Array("Just a text.\nOf two lines.".utf8)).told == ["0 damaged"])
    }

    @Test func aFileThatBreaksOffGivesWhatIsWhole() {
        let bytes = records.flatMap(\.self)
        var whole = 0
        for end in 0...bytes.count {
            let read = Readings(Array(bytes[..<end]))
            if whole < records.count, end >= records[...whole].reduce(0, { $0 + $1.count }) - 4 { whole += 1 }
            #expect(numbers(read) == (0..<whole).map(String.init), "\(end)")
            #expect(read.problems.count <= 1, "\(end)")
        }
    }

    @Test func aCompressedFileThatBreaksOffGivesWhatIsWhole() {
        let members = records.map { Packed.gzip($0) }
        let bytes = members.flatMap(\.self)
        var whole = 0
        for end in 1...bytes.count {
            let read = Readings(Array(bytes[..<end]))
            if whole < records.count, end >= members[...whole].reduce(0, { $0 + $1.count }) { whole += 1 }
            #expect(numbers(read).prefix(whole) == (0..<whole).map(String.init)[...], "\(end)")
            #expect(read.entries.count <= whole + 1 && read.problems.count <= 1, "\(end)")
        }
    }

    /// All that the server sent is there, as its own length tells: so the page is whole.
    @Test func aRecordThatBreaksOffBehindTheBodyIsRead() {
        let body = Array("<p>All of it".utf8)
        let answer = Writer.answer(headers: ["Content-Length: \(body.count)"], body)
        let record = Writer.record("response", "https://example.org/a", length: answer.count + 500, answer)
        #expect(Readings(record).texts == ["<p>All of it\r\n\r\n"])
        let short = Writer.record(
            "response", "https://example.org/a", length: 5000, Writer.answer(headers: ["Content-Length: 4000"], body))
        #expect(Readings(short).told == ["0 damaged"])
    }

    @Test(arguments: 0..<6) func ofDamagedMembersOnlyThoseAreLost(damaged: Int) {
        let members = records.map { Packed.gzip($0) }
        var random = SeededRandom(seed: UInt64(damaged))
        for _ in 0..<40 {
            var broken = members[damaged]
            broken[random.below(broken.count)] ^= UInt8(1 << random.below(8))
            let read = Readings((members[..<damaged] + [broken] + members[(damaged + 1)...]).flatMap(\.self))
            let found = Set(numbers(read))
            // Without its beginning a file isn't known to be compressed.
            if damaged > 0 || broken.starts(with: [0x1F, 0x8B]) {
                let page = read.entries.first { $0.address == "https://example.org/\(damaged)" }
                #expect(page == nil || page?.bytes == Array("<p>Page \(damaged) of the archive.".utf8))
                #expect(found.isSuperset(of: (0..<6).filter { $0 != damaged }.map(String.init)))
                #expect(read.problems.count <= 2)
                for problem in read.problems {
                    let start = members[..<damaged].reduce(0) { $0 + $1.count }
                    #expect(problem.place?.hasPrefix("\(start)") == true, "\(problem)")
                }
            }
        }
    }

    /// Of a great member all bytes have come before its sum shows that one of them is wrong.
    @Test func aGreatMemberWhoseSumIsWrongIsTold() {
        let page = Writer.response("https://example.org/x", String(repeating: "<p>A long page.\n", count: 30_000))
        var broken = Packed.gzip(page)
        broken[broken.count / 2] ^= 1
        let bytes = Packed.gzip(records[0]) + broken + Packed.gzip(records[1])
        for read in [Readings(bytes), Readings(bytes, inPiecesOf: 7)] {
            #expect(numbers(read) == ["0", "1"])
            #expect(read.told == ["\(Packed.gzip(records[0]).count) damaged"])
        }
    }

    @Test(.timeLimit(.minutes(20))) func membersWithoutBytesAreNothing() {
        let empty = Packed.gzip([])
        let many = [[UInt8]](repeating: empty, count: 1_200_000).flatMap(\.self)
        let first = Packed.gzip(records[0])
        let read = Readings(first + many + Packed.gzip(records[1]))
        #expect(numbers(read) == ["0", "1"])
        #expect(read.places == ["0", "\(first.count + many.count)"])
        #expect(read.told == [])
    }

    /// Names in the headers of members that are none go on to the end of what is in memory.
    @Test(.timeLimit(.minutes(20))) func beginningsOfMembersThatAreNoneAreLeft() {
        let broken: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 7]
        let names = [[UInt8]](repeating: [0x1F, 0x8B, 8, 8], count: 400_000).flatMap(\.self)
        let read = Readings(Packed.gzip(records[0]) + broken + names + Packed.gzip(records[1]))
        #expect(numbers(read) == ["0", "1"])
        #expect(read.told.count == 1)
    }

    @Test func whateverHappensToBytesReadingEnds() {
        let plain = Writer.arcHeader + Writer.arc("http://example.org/a", records[0]) + records.flatMap(\.self)
        for (seed, bytes) in [plain, Packed.gzip(plain), records.flatMap { Packed.zstd($0) }].enumerated() {
            var random = SeededRandom(seed: UInt64(seed))
            for _ in 0..<300 {
                var broken = bytes
                for _ in 0..<(1 + random.below(6)) {
                    switch random.below(3) {
                    case 0: broken[random.below(broken.count)] = UInt8(random.below(256))
                    case 1: broken.remove(at: random.below(broken.count))
                    default: broken.insert(UInt8(random.below(256)), at: random.below(broken.count))
                    }
                }
                let read = Readings(broken)
                #expect(read.entries.count <= 8 && read.problems.count <= 40)
            }
        }
    }

    @Test func aRecordThatIsTooLongIsToldAndNotHeld() {
        let long = String(repeating: "<p>A long page.\n", count: 100_000)
        let picture = Writer.record(
            "response", "https://example.org/p", Writer.answer(type: "image/png", Array(long.utf8)))
        for pack in [{ $0 }, Packed.gzip] as [([UInt8]) -> [UInt8]] {
            let page = pack(Writer.response("https://example.org/long", long))
            let bytes = pack(records[0]) + page + pack(picture) + pack(records[1])
            let read = Readings(bytes) { $0.maximumSize = 1000 }
            #expect(numbers(read) == ["0", "1"])
            #expect(read.told == ["\(pack(records[0]).count) too-large"])
            #expect(read.problems.first?.bytes.count == 1000)
        }
    }

    @Test func whatExpandsBeyondReasonEndsTheFile() {
        let read = Readings(Packed.zstd(records[0]) + Packed.zstdBomb(megabytes: 2000) + Packed.zstd(records[1]))
        #expect(numbers(read) == ["0"])
        #expect(read.told.last?.hasSuffix("too-large") == true)
        #expect(read.problems.count <= 2)
    }

    @Test func digestsAreComparedWhereThatIsAskedFor() {
        // The digest of the body is `echo -n '<p>Page' | sha1sum`.
        let right = "sha1:6ca9b5fbd67b89b97f1b77f2b4cf14b6b9787b60"
        let answer = Writer.answer(Array("<p>Page".utf8))
        for (digest, isRight) in [
            (right, true), ("sha1:" + String(repeating: "A", count: 32), false), ("sha1:1", false),
        ] {
            let record = Writer.record(
                "response", "https://example.org/a", more: ["WARC-Payload-Digest: \(digest)"], answer)
            #expect(Readings(record).told == [])
            #expect(Readings(record) { $0.verifiesDigests = true }.told == (isRight ? [] : ["0 digest"]), "\(digest)")
        }
        let other = Writer.record("response", "https://example.org/a", more: ["WARC-Block-Digest: md5:00"], answer)
        #expect(Readings(other) { $0.verifiesDigests = true }.told == [])
    }

    @Test func digestsAreReadInEveryNotation() {
        // Of "abc" (FIPS 180-4), and of a million times "a".
        let abc = Array("abc".utf8)
        for label in [
            "sha1:a9993e364706816aba3e25717850c26c9cd0d89d", "SHA-1:A9993E364706816ABA3E25717850C26C9CD0D89D",
            "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", "sha1:qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
            "sha1:qZk-NkcGgWq6PiVxeFDCbJzQ2J0",
        ] {
            #expect(abc.withUnsafeBytes { RecordDigest(label)?.matches($0) } == true, "\(label)")
        }
        let million = RecordDigest("sha1:34aa973cd4c4daa4f61eeb2bdbad27316534016f")
        #expect([UInt8](repeating: 97, count: 1_000_000).withUnsafeBytes { million?.matches($0) } == true)
    }
}
