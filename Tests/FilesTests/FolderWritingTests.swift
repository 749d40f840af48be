import Foundation
import Locks
import TestSupport
import Testing

@testable import Files

/// A folder is the old one or the new one, whatever becomes of the run that writes it.
@Suite struct FolderWritingTests {
    private let folder: ScratchFolder
    private let marker = AtomicFolder.marker

    init() throws {
        folder = try ScratchFolder()
        try folder.add("out/\(marker)")
        try folder.add("out/old.md", text: "old")
    }

    private func opened(_ name: String = "out") throws -> AtomicFolder {
        var new = try AtomicFolder(folder(name))
        try new.write(Array("new".utf8), to: "new.md")
        return new
    }

    private func refused(_ name: String = "out") -> String? {
        #expect(throws: FileError.self, "\(name)") { try AtomicFolder(folder(name)) }?.reason
    }

    @Test(arguments: [1, 40])
    func theOldFolderStandsUntilTheNewOneIsCommitted(files: Int) throws {
        var new = try opened("out/")
        for number in 1..<max(2, files) { try new.write([97], to: "\(number).md") }
        try new.write(Array("deep".utf8), to: "a/b/c.md")
        #expect(try folder.names("out") == [marker, "old.md"])
        try new.finish()
        #expect(try folder.names("out") == [marker, "old.md"])
        try new.commit()
        #expect(try Set(folder.names("out")) == Set([marker, "a", "new.md"] + (1..<max(2, files)).map { "\($0).md" }))
        #expect(try folder.text("out/a/b/c.md") == "deep")
        #expect(try folder.names() == ["out"])
    }

    @Test func whatIsAbandonedLeavesNothing() throws {
        var new = try opened()
        try new.write([97], to: "a/b.md")
        new.abandon()
        new.abandon()
        #expect(try folder.names("out") == [marker, "old.md"])
        #expect(try folder.names() == ["out"])
    }

    @Test func whatAKilledRunLeftIsUsedAgain() throws {
        try folder.add(".out.galley-partial/sub/left.md")
        try folder.add(".out.galley-partial/new.md")
        try folder.link(".out.galley-partial/link", to: folder.path + "/out")
        var new = try opened()
        try new.commit()
        #expect(try folder.names("out") == [marker, "new.md"])
        #expect(try folder.names() == ["out"])
    }

    /// Where the file system can't exchange two folders, a run may be killed when the old one stands aside.
    @Test func aFolderThatAKilledRunPutAsideComesBack() throws {
        try FileManager.default.moveItem(atPath: folder("out").text, toPath: folder(".out.galley-old").text)
        try folder.add(".out.galley-partial/half.md")
        var new = try opened()
        #expect(try folder.text("out/old.md") == "old")
        new.abandon()
        #expect(try folder.names() == ["out"])
        try folder.add(".out.galley-old/old.md")
        new = try opened()
        try new.commit()
        #expect(try folder.names("out") == [marker, "new.md"])
        #expect(try folder.names() == ["out"])
    }

    @Test func aSecondWriterIsRefusedWhileTheFirstWrites() throws {
        var first = try opened()
        #expect(refused() == "another run is writing here")
        #expect(throws: FileError.self) { try AtomicFolder.remove(folder("out")) }
        #expect(folder.has("out/old.md"))
        try first.commit()
        var second = try opened()
        #expect(refused() == "another run is writing here")
        second.abandon()
        #expect(try folder.names("out") == [marker, "new.md"])
    }

    /// Else a third run could begin to write into the folder that was replaced, while it is removed.
    @Test(arguments: [true, false]) func whoeverHoldsTheFolderThatIsReplacedIsWaitedFor(isRemoved: Bool) throws {
        let held = open(folder("out").text, O_RDONLY | O_DIRECTORY)
        #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
        let hasLetGo = Mutex(false)
        Thread.detachNewThread {
            usleep(100_000)
            hasLetGo.withLock { $0 = true }
            close(held)
        }
        if isRemoved {
            try AtomicFolder.remove(folder("out"))
        } else {
            var new = try opened()
            try new.commit()
        }
        #expect(hasLetGo.withLock { $0 })
        #expect(try folder.names() == (isRemoved ? [] : ["out"]))
    }

    @Test func whatSomebodyElsePutThereStays() throws {
        try folder.add("mine/notes.md", text: "mine")
        #expect(refused("mine") == "is a folder that no run made, and it isn't empty")
        #expect(throws: FileError.self) { try AtomicFolder.remove(folder("mine")) }
        #expect(try folder.names("mine") == ["notes.md"])
        // An empty one is taken, but not when somebody has put something there since.
        try FileManager.default.removeItem(atPath: folder("mine/notes.md").text)
        var new = try opened("mine")
        try folder.add("mine/notes.md", text: "mine")
        #expect(throws: FileError.self) { try new.commit() }
        new.abandon()
        #expect(try folder.names("mine") == ["notes.md"])
        try FileManager.default.removeItem(atPath: folder("mine/notes.md").text)
        new = try opened("mine")
        try new.commit()
        #expect(try folder.names("mine") == [marker, "new.md"])
        #expect(try folder.names() == ["mine", "out"])
    }

    @Test func aLinkStaysAndWhatItLeadsToIsReplaced() throws {
        try folder.link("link", to: "out")
        var new = try opened("link/")
        try new.commit()
        #expect(try folder.names("out") == [marker, "new.md"])
        try AtomicFolder.remove(folder("link"))
        #expect(try folder.names("link") == [marker])
        new = try opened("link")
        try new.commit()
        #expect(try folder.names("out") == [marker, "new.md"])
        #expect(try folder.names() == ["link", "out"])
    }

    @Test func permissionsStay() throws {
        chmod(folder("out").text, 0o710)
        var new = try opened()
        #expect(File.permissions(of: folder(".out.galley-partial")) == 0o710)
        try new.commit()
        #expect(File.permissions(of: folder("out")) == 0o710)
    }

    @Test func namesThatLeadOutAreRefused() throws {
        var new = try opened()
        for name in ["", "/", "/etc/x", "..", "../x", "a/../../x", "a//b", "a/", "./x", "a/.", "a\u{0}b"] {
            let error = #expect(throws: FileError.self, "\(name)") { try new.write([97], to: name) }
            #expect(error?.reason == "is no path inside the folder")
        }
        try new.commit()
        #expect(try folder.names("out") == [marker, "new.md"])
        #expect(try folder.names() == ["out"])
    }

    @Test func aNameIsTakenOnce() throws {
        var new = try opened()
        try folder.link(".out.galley-partial/link.md", to: folder.path + "/elsewhere")
        for name in ["new.md", marker, "link.md"] {
            let error = #expect(throws: FileError.self) { try new.write(Array("other".utf8), to: name) }
            #expect(error?.isTaken == true)
            #expect(error?.path == folder("out/" + name).text)
        }
        try new.commit()
        #expect(try folder.text("out/new.md") == "new")
        #expect(!folder.has("elsewhere"))
    }

    @Test func removingTakesTheFolderAndWhatAKilledRunLeft() throws {
        try folder.add(".out.galley-partial/left.md")
        try AtomicFolder.remove(folder("out/"))
        #expect(try folder.names().isEmpty)
        try folder.add(".out.galley-partial/left.md")
        try AtomicFolder.remove(folder("out"))
        try AtomicFolder.remove(folder("out"))
        #expect(try folder.names().isEmpty)
    }
}
