import Foundation
import TestSupport
import Testing

@testable import Files

/// Whether something could be written is told without writing anything.
@Suite struct PlaceTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.add("file", text: "old")
        try folder.add("full/page.md", text: "by hand")
        try folder.add("ours/\(AtomicFolder.marker)", text: "made by galley")
    }

    @Test(arguments: ["new", "file", "new/folders/above", "full/new"])
    func aFileCouldBeThere(name: String) throws {
        let before = try folder.names()
        #expect(throws: Never.self) { try AtomicFile.checkPlace(folder(name)) }
        #expect(try folder.names() == before)
    }

    @Test(arguments: [("full", "is a folder"), ("file/a", "isn't a folder"), ("file/a/b", "isn't a folder")])
    func aFileCouldNot(name: String, reason: String) {
        let error = #expect(throws: FileError.self) { try AtomicFile.checkPlace(folder(name)) }
        #expect(error?.reason == reason)
    }

    @Test(arguments: ["new", "new/", "ours", "new/folders/above"])
    func aFolderCouldBeThere(name: String) {
        #expect(throws: Never.self) { try AtomicFolder.checkPlace(folder(name)) }
    }

    @Test(arguments: [("file", "is a file"), ("full", "is a folder that no run made, and it isn't empty")])
    func aFolderCouldNot(name: String, reason: String) {
        let error = #expect(throws: FileError.self) { try AtomicFolder.checkPlace(folder(name)) }
        #expect(error?.reason == reason)
    }

    @Test(.enabled(if: geteuid() != 0)) func aFolderThatMayNotBeWrittenIsTold() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path + "/full")
        #expect(throws: FileError.self) { try AtomicFile.checkPlace(folder("full/new")) }
    }
}
