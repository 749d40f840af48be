import Files
import TestRandom
import TestSupport
import Testing

@testable import Containers

/// What is read of tar and zip archives.
@Suite struct FileArchiveTests {
    private struct Found: Equatable {
        let name: String
        let text: String
    }

    /// The files of an archive, and place and code of what can't be read; problems of contents count as `damaged`.
    private func read(
        _ input: ByteInput, _ limits: FileArchiveReader.Limits = .init()
    ) -> (files: [Found], told: [String]) {
        let reader = FileArchiveReader(input, limits)
        var files: [Found] = []
        var told: [String] = []
        while let step = reader.next() {
            switch step {
            case .file(_, let place, let content):
                if let (bytes, _) = try? ByteStream(content).rest(limit: 1 << 20) {
                    files.append(Found(name: place, text: String(decoding: bytes, as: UTF8.self)))
                } else {
                    told.append("\(place) content")
                }
            case .problem(let problem): told.append("\(problem.place ?? "") \(problem.code.rawValue)")
            }
        }
        return (files, told)
    }

    private let files = [Found(name: "a.txt", text: "First"), Found(name: "news/b.html", text: "<p>Second")]

    @Test func filesAreReadOneByOne() {
        let tar = ArchiveWriter.tar(("a.txt", "First"), ("news/b.html", "<p>Second"))
        let zip = ArchiveWriter.zip([("a.txt", Array("First".utf8)), ("news/b.html", Array("<p>Second".utf8))])
        for archive in [tar, zip, Packed.gzip(tar), Packed.zstd(tar)] {
            #expect(read(ByteInput(archive)).files == files)
            #expect(read(ByteInput(archive)).told == [])
            // A pipe can't be gone back in.
            let source = ByteInput(archive)
            #expect(
                read(ByteInput { buffer throws(ByteStream.Failure) in try source.read(into: buffer) }).files == files)
        }
    }

    @Test func namesAreNothingButNames() {
        let tar = ArchiveWriter.tar(
            ("../../etc/a.txt", "1"), ("/etc/b.txt", "2"), ("c\u{1B}[31m\n.txt", "3"), ("grüße.txt", "4"),
            ("a.txt", "5"),
            ("a.txt#2", "6"), ("a.txt", "7"), ("a.txt", "8"), ("a.txt#4", "9"))
        let names = [
            "../../etc/a.txt", "/etc/b.txt", "c%1B[31m%0A.txt", "grüße.txt", "a.txt", "a.txt#2", "a.txt#3", "a.txt#4",
            "a.txt#4#2",
        ]
        #expect(read(ByteInput(tar)).files.map(\.name) == names)
        let zip = ArchiveWriter.zip([("grüße.txt", [49])])
        #expect(read(ByteInput(zip)).files.map(\.name) == ["grüße.txt"])
    }

    @Test func onlyFilesAreRead() {
        let tar = ArchiveWriter.tar([
            ("folder/", "5", []), ("link.txt", "2", []), ("pipe", "6", []), ("device", "3", []), ("hard.txt", "1", []),
            ("a.txt", "0", [65]),
        ])
        #expect(read(ByteInput(tar)).files == [Found(name: "a.txt", text: "A")])
    }

    @Test func whatIsEncryptedOrDamagedIsToldAndTheOthersAreRead() {
        let content = Array("Text".utf8)
        let zip = ArchiveWriter.zip(
            [("a.txt", content), ("b.txt", content), ("c.txt", content), ("d.txt", content)], encrypted: ["b.txt"],
            damaged: ["c.txt"])
        let (files, told) = read(ByteInput(zip))
        #expect(files.map(\.name) == ["a.txt", "d.txt"])
        #expect(told == ["b.txt encrypted", "c.txt content"])
    }

    @Test func anArchiveThatBreaksOffGivesWhatIsWhole() {
        let tar = ArchiveWriter.tar(("a.txt", "First"), ("b.txt", String(repeating: "b", count: 2000)))
        for pack in [{ $0 }, Packed.gzip] as [([UInt8]) -> [UInt8]] {
            let (files, told) = read(ByteInput(Array(pack(tar).prefix(2200))))
            #expect(files.map(\.name) == ["a.txt"])
            #expect(told.first == "b.txt content")
        }
        #expect(read(ByteInput([])).told.count == 1)
        #expect(read(ByteInput(Array("No archive at all.".utf8))).told == [" damaged"])
    }

    @Test func anArchiveHasSoManyEntriesAndNoMore() {
        let tar = ArchiveWriter.tar((0..<20).map { ("\($0).txt", "0", [65]) })
        var limits = FileArchiveReader.Limits()
        limits.entries = 7
        let (files, told) = read(ByteInput(tar), limits)
        #expect(files.count == 7)
        #expect(told == [" too-large"])
    }

    @Test func whatExpandsBeyondReasonEndsTheArchive() {
        // A file of 3 GB of zeros, of which nobody reads more than the beginning.
        let header = Array(ArchiveWriter.tar([("zeros.txt", "0", [])]).prefix(512))
        var great = header
        for (offset, byte) in "30000000000".utf8.enumerated() { great[124 + offset] = byte }
        for offset in 148..<156 { great[offset] = 32 }
        let sum = String(great.reduce(0) { $0 + Int($1) }, radix: 8)
        for (offset, byte) in (String(repeating: "0", count: 6 - sum.count) + sum + "\0 ").utf8.enumerated() {
            great[148 + offset] = byte
        }
        let (_, told) = read(ByteInput(Packed.zstd(great) + Packed.zstdBomb(megabytes: 3000)))
        #expect(told.last == " too-large")
    }

    @Test func whateverHappensToBytesReadingEnds() {
        let tar = ArchiveWriter.tar(("a.txt", "First"), ("b.txt", String(repeating: "b", count: 700)))
        let zip = ArchiveWriter.zip([("a.txt", [1, 2, 3]), ("b.txt", [UInt8](repeating: 7, count: 300))])
        for (seed, bytes) in [tar, zip, Packed.gzip(tar)].enumerated() {
            var random = SeededRandom(seed: UInt64(seed))
            for _ in 0..<200 {
                var broken = bytes
                for _ in 0..<4 { broken[random.below(broken.count)] = UInt8(random.below(256)) }
                let (files, told) = read(ByteInput(broken))
                #expect(files.count + told.count < 50)
            }
        }
    }

    @Test func contentIsGoneWithItsStep() throws {
        let reader = FileArchiveReader(ByteInput(ArchiveWriter.tar(("a.txt", "First"), ("b.txt", "Second"))))
        guard case .file(_, _, let first) = reader.next(), case .file(_, _, let second) = reader.next() else {
            Issue.record("there are two files")
            return
        }
        #expect(try ByteStream(first).rest(limit: 100).bytes == [])
        #expect(try ByteStream(second).rest(limit: 100).bytes == Array("Second".utf8))
    }
}
