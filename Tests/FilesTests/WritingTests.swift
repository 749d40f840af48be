import Foundation
import TestSupport
import Testing

@testable import Files

/// A file is the old one or the new one, whatever becomes of the run that writes it.
@Suite struct FileWritingTests {
    private let folder: ScratchFolder
    private let partial = ".a.txt.galley-partial"

    init() throws {
        folder = try ScratchFolder()
        try folder.add("a.txt", text: "old")
    }

    private func opened(_ text: String, _ name: String = "a.txt") throws -> AtomicFile {
        var file = try AtomicFile(folder(name))
        try file.write(Array(text.utf8))
        return file
    }

    /// What a killed run leaves: the temporary file, and no lock on it.
    private func leave(_ text: String) throws { try folder.add(partial, text: text) }

    private func mode(_ name: String) -> mode_t? { File.permissions(of: folder(name)) }

    @Test func theOldFileStandsUntilTheNewOneIsCommitted() throws {
        var file = try opened("new")
        try file.write([UInt8](repeating: 97, count: 200_000))
        #expect(try folder.text("a.txt") == "old")
        try file.finish()
        #expect(try folder.text("a.txt") == "old")
        try file.commit()
        #expect(try folder.bytes("a.txt") == Array("new".utf8) + [UInt8](repeating: 97, count: 200_000))
        #expect(try folder.names() == ["a.txt"])
    }

    @Test func whatIsAbandonedLeavesNothing() throws {
        var file = try opened("new")
        try file.finish()
        file.abandon()
        file.abandon()
        #expect(try folder.text("a.txt") == "old")
        #expect(try folder.names() == ["a.txt"])
    }

    /// The name may be another run's by then.
    @Test func whatIsCommittedIsNotAbandoned() throws {
        var file = try opened("new")
        try file.commit()
        var next = try opened("next")
        file.abandon()
        try next.commit()
        #expect(try folder.text("a.txt") == "next")
    }

    @Test func whatAKilledRunLeftIsUsedAgain() throws {
        try leave("what a killed run had written, longer than the new file")
        var file = try opened("new")
        try file.commit()
        #expect(try folder.text("a.txt") == "new")
        #expect(try folder.names() == ["a.txt"])
    }

    @Test func removingTakesWhatAKilledRunLeftToo() throws {
        try leave("left")
        try AtomicFile.remove(folder("a.txt"))
        try AtomicFile.remove(folder("a.txt"))
        #expect(try folder.names().isEmpty)
    }

    @Test func aSecondWriterIsRefusedWhileTheFirstWrites() throws {
        var first = try opened("first")
        for _ in 0..<2 {
            let error = #expect(throws: FileError.self) { try AtomicFile(folder("a.txt")) }
            #expect(error?.reason == "another run is writing here")
            #expect(error?.path == folder("a.txt").text)
        }
        #expect(throws: FileError.self) { try AtomicFile.remove(folder("a.txt")) }
        try first.commit()
        #expect(try folder.text("a.txt") == "first")
        var second = try opened("second")
        try second.commit()
        #expect(try folder.text("a.txt") == "second")
    }

    @Test func aLinkStaysAndWhatItLeadsToIsReplaced() throws {
        try folder.add("elsewhere/real.txt", text: "old")
        try folder.link("link.txt", to: "elsewhere/real.txt")
        try folder.link("again.txt", to: "link.txt")
        var file = try opened("new", "again.txt")
        #expect(try folder.names("elsewhere") == [".real.txt.galley-partial", "real.txt"])
        try file.commit()
        #expect(try folder.text("elsewhere/real.txt") == "new")
        #expect(try File.isLink(folder("link.txt")))
        #expect(try File.isLink(folder("again.txt")))
        #expect(try folder.names("elsewhere") == ["real.txt"])
    }

    @Test(arguments: [mode_t(0o600), 0o640, 0o444])
    func permissionsStay(_ wanted: mode_t) throws {
        chmod(folder("a.txt").text, wanted)
        var file = try opened("new")
        // Nobody may read meanwhile who couldn't before; who owns it must be able to go on after a kill.
        #expect(mode(partial) == wanted | 0o600)
        try file.commit()
        #expect(try folder.text("a.txt") == "new")
        #expect(mode("a.txt") == wanted)
    }

    @Test func whatIsNoFileIsRefusedAndStays() throws {
        try folder.add("folder/b.txt")
        try folder.link("dangling", to: "nowhere")
        try folder.add(".b.txt.galley-partial/c.txt")
        try folder.link(".c.txt.galley-partial", to: "a.txt")
        #expect(mkfifo(folder("pipe").text, 0o600) == 0)
        let before = try folder.names()
        for (name, reason) in [
            ("folder", "is a folder"), ("pipe", "is no regular file"), ("folder/", "names no file"),
            ("folder/..", "names no file"), ("dangling", "is a symbolic link that leads nowhere"),
            ("a\u{0}b", "holds a NUL, which no name can"), ("a.txt/b", "isn't a folder"),
            ("b.txt", "is in the way of what is written"), ("c.txt", "is in the way of what is written"),
        ] {
            let error = #expect(throws: FileError.self, "\(name)") { try AtomicFile(folder(name)) }
            #expect(error?.reason == reason, "\(name)")
        }
        #expect(try folder.names() == before)
        #expect(try folder.text("a.txt") == "old")
    }

    @Test func namesMayBeAsLongAsTheFileSystemHasThem() throws {
        for name in [String(repeating: "n", count: 255), String(repeating: "é", count: 127)] {
            try AtomicFile.write(Array("new".utf8), to: folder("sub/" + name))
            #expect(try folder.text("sub/" + name) == "new")
        }
        #expect(try folder.names("sub").count == 2)
    }

    @Test func aFileThatCantBePutInPlaceLeavesNothing() throws {
        var file = try opened("new")
        try FileManager.default.removeItem(atPath: folder("a.txt").text)
        try folder.add("a.txt/b.txt")
        #expect(throws: FileError.self) { try file.commit() }
        file.abandon()
        #expect(try folder.names() == ["a.txt"])
    }

    @Test(arguments: [Compression.gzip, .zstd])
    func whatIsCompressedExpandsToWhatWasWritten(_ compression: Compression) throws {
        let text = (0..<40_000).map { "line \($0 &* 2_654_435_761 % 1_000_003)\n" }.joined()
        let noise = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* $0 &* 2_654_435_761) >> 13) }
        for (name, bytes) in [("empty", []), ("one", [7]), ("text", Array(text.utf8)), ("noise", noise)] {
            var packed: [[UInt8]] = []
            for name in [name, name + "-again"] {
                var file = try AtomicFile(folder(name), compression: compression)
                for start in stride(from: 0, to: bytes.count, by: 777) {
                    try file.write(Array(bytes[start..<min(start + 777, bytes.count)]))
                }
                try file.finish()
                try file.commit()
                packed.append(try folder.bytes(name))
            }
            #expect(packed[0] == packed[1], "\(name)")
            #expect(try compression.expand(packed[0], limit: 1 << 20) == bytes, "\(name)")
            #expect(bytes.count < 100_000 || name == "noise" || packed[0].count < bytes.count / 2)
        }
    }

    /// What is written after the file was made safe begins another member or frame; readers see one text.
    @Test(arguments: [Compression.gzip, .zstd])
    func writingGoesOnAfterItWasMadeSafe(_ compression: Compression) throws {
        var file = try AtomicFile(folder("b"), compression: compression)
        for part in ["one, ", "two, ", "three"] {
            try file.write(Array(part.utf8))
            try file.finish()
            try file.finish()
        }
        try file.commit()
        #expect(try compression.expand(folder.bytes("b"), limit: 100) == Array("one, two, three".utf8))
    }

    @Test func aFullDiskIsSaidAndNotPassedOver() throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let error = #expect(throws: FileError.self) { try File.write([1, 2, 3], to: descriptor, folder("a.txt")) }
        #expect(error?.number == ENOSPC)
        #expect(error?.path == folder("a.txt").text)
    }
}
