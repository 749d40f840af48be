import TestSupport
import Testing

@testable import Files

/// What is taken over from a file or folder that is replaced.
@Suite struct KeepingTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func partsOfTheOldFileAreTakenOver() throws {
        try folder.add("list", text: "one two three four five")
        var file = try AtomicFile(folder("list"))
        try file.write(Array("0 ".utf8))
        try file.keep(4..<8)
        try file.keep(8..<14)
        try file.write(Array("new ".utf8))
        try file.keep(0..<4)
        #expect(file.count == 2 + 10 + 4 + 4)
        #expect(try folder.text("list") == "one two three four five")
        try file.commit()
        #expect(try folder.text("list") == "0 two three new one ")
    }

    @Test func aPartThatIsNotThereIsAnError() throws {
        try folder.add("list", text: "one")
        var file = try AtomicFile(folder("list"))
        try file.keep(0..<10)
        #expect(throws: FileError.self) { try file.finish() }
        file.abandon()
        #expect(try folder.text("list") == "one")
    }

    @Test func filesOfTheOldFolderAreTakenOver() throws {
        var first = try AtomicFolder(folder("pages"))
        for name in ["a", "b", "c"] { try first.write(Array(name.utf8), to: name) }
        try first.commit()
        var second = try AtomicFolder(folder("pages"))
        try second.keep("a")
        try second.keep("c")
        try second.write(Array("new".utf8), to: "d")
        #expect(throws: FileError.self) { try second.keep("none") }
        try second.commit()
        #expect(try folder.names("pages") == [".galley-artifact", "a", "c", "d"])
        #expect(try folder.text("pages/c") == "c" && folder.text("pages/d") == "new")
        #expect(try folder.names() == ["pages"])
    }

    @Test func aChangedFileHasAnotherStamp() throws {
        try folder.add("a", text: "one")
        let before = try #require(FileStamp(folder("a")))
        #expect(FileStamp(folder("a")) == before)
        try folder.add("a", text: "two")
        #expect(FileStamp(folder("a")) != before)
        #expect(FileStamp(folder("none")) == nil && FileStamp(folder(".")) == nil)
        // What was changed just now may be changed again without a trace.
        #expect(FileStamp(folder("a"))?.bytes == nil)
    }

    @Test func packedBytesAreUnpacked() {
        let bytes = Array(repeating: Array("harbour bridge ".utf8), count: 100).flatMap { $0 }
        let packed = Packing.pack(bytes) ?? []
        #expect(packed.count < bytes.count / 10)
        #expect(Packing.unpack(packed, count: bytes.count) == bytes)
        #expect(Packing.unpack(packed, count: bytes.count + 1) == nil)
        #expect(Packing.unpack(Array(packed.dropLast()), count: bytes.count) == nil)
        #expect(Packing.unpack([], count: 0) == nil)
    }
}
