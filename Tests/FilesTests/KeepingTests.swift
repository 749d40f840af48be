import Foundation
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

    private static let names = (0..<20).map { "page-\($0)" }

    /// Publishes all names but some as they are, and some anew.
    private func publish(without left: Set<String> = [], new: Set<String> = [], _ text: String = "new") throws {
        var pages = try AtomicFolder(folder("pages"))
        for name in Self.names where !left.contains(name) {
            if new.contains(name) { try pages.write(Array(text.utf8), to: name) } else { try pages.keep(name) }
        }
        try pages.finish()
        try pages.commit()
    }

    private func publishFirst() throws {
        var pages = try AtomicFolder(folder("pages"))
        for name in Self.names { try pages.write(Array(name.utf8), to: name) }
        try pages.commit()
    }

    private func published() throws -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: try folder.names("pages").filter { $0 != AtomicFolder.marker }
                .map { ($0, try folder.text("pages/\($0)")) })
    }

    private static func expected(without left: Set<String> = [], new: [String: String] = [:]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.filter { !left.contains($0) }.map { ($0, new[$0] ?? $0) })
    }

    private let twin = ".pages.galley-twin"
    private static let twinsAreKept: Bool = {
        let descriptor = open(NSTemporaryDirectory(), O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        return FolderTwin.canBe(in: descriptor)
    }()

    /// What isn't published any more is nowhere.
    @Test(.enabled(if: twinsAreKept)) func theTwinOfAFolderHoldsNothingButWhatIsPublished() throws {
        try publishFirst()
        #expect(try folder.names() == ["pages"])
        try publish(without: ["page-3"], new: ["page-5"])
        #expect(try published() == Self.expected(without: ["page-3"], new: ["page-5": "new"]))
        let left = Set(Self.names).subtracting(["page-3", "page-5"])
        #expect(try Set(folder.names(twin)) == left.union([AtomicFolder.marker]))
        #expect(File.permissions(of: folder(twin)) == 0o700)
        for name in left {
            #expect(File.identity(of: folder("\(twin)/\(name)")) == File.identity(of: folder("pages/\(name)")))
        }
        try publish(without: ["page-3", "page-19"], new: ["page-7"])
        #expect(
            try published() == Self.expected(without: ["page-3", "page-19"], new: ["page-5": "new", "page-7": "new"]))
        #expect(File.permissions(of: folder("pages")) != 0o700)
        // The next folder has little of it.
        var pages = try AtomicFolder(folder("pages"))
        for name in ["page-1", "page-4"] { try pages.keep(name) }
        try pages.commit()
        #expect(try published() == ["page-1": "page-1", "page-4": "page-4"])
        #expect(try folder.names() == ["pages"])
    }

    /// Whatever somebody or a crash left in the twin, only what the published folder has is taken from it.
    @Test(.enabled(if: twinsAreKept), arguments: [".pages.galley-twin", ".pages.galley-partial"])
    func whatDiffersInTheTwinIsNotTaken(
        _ place: String
    ) throws {
        try publishFirst()
        try publish(new: ["page-5"])
        try FileManager.default.moveItem(atPath: folder(twin).text, toPath: folder("moved").text)
        try FileManager.default.moveItem(atPath: folder("moved").text, toPath: folder(place).text)
        try FileManager.default.removeItem(atPath: folder("\(place)/page-1").text)
        try folder.add("\(place)/page-1", text: "mine")
        try FileManager.default.removeItem(atPath: folder("\(place)/page-2").text)
        try folder.link("\(place)/page-2", to: folder("pages/page-2").text)
        try FileManager.default.removeItem(atPath: folder("\(place)/page-3").text)
        try folder.add("\(place)/page-3/deep", text: "mine")
        try folder.add("\(place)/other", text: "mine")
        try folder.add("\(place)/a", text: "mine")
        var pages = try AtomicFolder(folder("pages"))
        for name in Self.names where name != "page-9" { try pages.keep(name) }
        // Under another name than before, and where the twin has another file of that name.
        try pages.keep("page-9", as: "other")
        try pages.write(Array("new".utf8), to: "a/b")
        for name in ["page-4", "other"] {
            let error = #expect(throws: FileError.self) { try pages.write([97], to: name) }
            #expect(error?.isTaken == true)
        }
        #expect(throws: FileError.self) { try pages.keep("page-4") }
        try pages.commit()
        #expect(try folder.text("pages/a/b") == "new" && folder.text("pages/other") == "page-9")
        try FileManager.default.removeItem(atPath: folder("pages/a").text)
        try FileManager.default.removeItem(atPath: folder("pages/other").text)
        #expect(try published() == Self.expected(without: ["page-9"], new: ["page-5": "new"]))
        #expect(try !FileManager.default.attributesOfItem(atPath: folder("pages/page-2").text).isEmpty)
        #expect(try File.isLink(folder("pages/page-2")) == false)
        // An edited file isn't written into: it is another one's, too.
        try publish(without: ["page-9"], new: Set(Self.names))
        #expect(try Set(published().values) == ["new"])
    }

    /// Everybody may read what is published, and what a link at the twin's place leads to is nobody's business.
    @Test func theTwinOfAFolderThatIsGoneIsNotTaken() throws {
        try publishFirst()
        let mode = File.permissions(of: folder("pages"))
        try publish(new: ["page-5"])
        try FileManager.default.removeItem(atPath: folder("pages").text)
        try publishFirst()
        #expect(try folder.names() == ["pages"])
        #expect(File.permissions(of: folder("pages")) == mode && mode != 0o700)
        try folder.add("mine/notes", text: "mine")
        chmod(folder("mine").text, 0o500)
        try folder.link(twin, to: folder("mine").text)
        try publish(new: ["page-5"])
        #expect(try published() == Self.expected(new: ["page-5": "new"]))
        #expect(File.permissions(of: folder("mine")) == 0o500 && folder.has("mine/notes"))
        chmod(folder("mine").text, 0o700)
        try FileManager.default.removeItem(atPath: folder(twin).text)
        try folder.add(twin, text: "a file")
        try publish(new: ["page-6"])
        #expect(try published() == Self.expected(new: ["page-5": "new", "page-6": "new"]))
    }

    private func number(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder(name).text)[.systemFileNumber] as? Int
    }

    /// What somebody gave or took away two runs ago doesn't come back.
    @Test(.enabled(if: twinsAreKept)) func aTwinWithRightsOfItsOwnIsNotTaken() throws {
        try publishFirst()
        try publish(new: ["page-5"])
        var before = try number(twin)
        try publish(new: ["page-5"])
        #expect(try number("pages") == before)
        before = try number(twin)
        // Only root may do that.
        guard chown(folder(twin).text, uid_t.max, 1) == 0 else { return }
        try publish(new: ["page-5"])
        #expect(try number("pages") != before)
        var status = stat()
        #expect(stat(folder("pages").text, &status) == 0 && status.st_gid == getegid())
    }

    @Test func removingAFolderRemovesItsTwin() throws {
        try publishFirst()
        try publish(new: ["page-5"])
        try AtomicFolder.remove(folder("pages"))
        #expect(try folder.names().isEmpty)
        try folder.add("\(twin)/left")
        try AtomicFolder.remove(folder("pages"))
        #expect(try folder.names().isEmpty)
    }

    @Test(.enabled(if: twinsAreKept)) func aTwinIsTakenByOneWriter() throws {
        try publishFirst()
        try publish(new: ["page-5"])
        var pages = try AtomicFolder(folder("pages"))
        #expect(throws: FileError.self) { try AtomicFolder(folder("pages")) }
        for name in Self.names { try pages.keep(name) }
        pages.abandon()
        #expect(try published() == Self.expected(new: ["page-5": "new"]))
    }

    /// A run that fails leaves the stamps of what is published alone, and nothing of its own.
    @Test(.enabled(if: twinsAreKept)) func whatIsAbandonedIsATwinAgain() throws {
        try publishFirst()
        try publish(new: ["page-5"])
        let before = FileStamp.contents(of: folder("pages"))
        for kept in [0, 10, 20] {
            var pages = try AtomicFolder(folder("pages"))
            for name in Self.names.prefix(kept) where name != "page-5" { try pages.keep(name) }
            try pages.write([97], to: "other")
            try pages.write([97], to: "deep/other")
            pages.abandon()
            #expect(FileStamp.contents(of: folder("pages")) == before, "\(kept)")
            #expect(try folder.names() == [twin, "pages"])
            #expect(!folder.has("\(twin)/other") && !folder.has("\(twin)/deep"))
            #expect(File.permissions(of: folder(twin)) == 0o700)
        }
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
