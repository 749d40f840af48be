import Documents
import Files
import TestSupport
import Testing

@testable import Store

/// What a run had announced that was killed while it published.
@Suite struct PlacementTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func path(_ name: String) -> FilePath { FilePath(folder.path + "/" + name) }

    private func announced(_ state: StateDatabase) throws {
        try folder.add(".list.galley-partial", text: "new")
        try folder.add("list", text: "old")
        try folder.add(".pages.galley-partial/.galley-artifact", text: "made by galley")
        try folder.add(".pages.galley-partial/page", text: "new")
        try folder.add("pages/.galley-artifact", text: "made by galley")
        try folder.add("pages/old page", text: "old")
        try state.announce([
            placement(".list.galley-partial", "list", isFolder: false),
            placement(".pages.galley-partial", "pages", isFolder: true),
        ])
    }

    private func placement(_ temporary: String, _ place: String, isFolder: Bool) throws -> PendingPlacement {
        PendingPlacement(
            temporary: path(temporary), place: path(place), isFolder: isFolder,
            identity: try #require(File.identity(of: path(temporary))))
    }

    private func names(_ name: String) throws -> [String] { try Folder.names(in: path(name)).map(\.text) }

    @Test func theNextOnePutsAllInPlace() throws {
        try announced(try StateDatabase(folder: path("state")))
        let state = try StateDatabase(folder: path("state"))
        #expect(try state.completePlacements() == [path("list"), path("pages")])
        #expect(try folder.text("list") == "new")
        #expect(try names("pages") == [".galley-artifact", "page"])
        #expect(try names(".").contains { $0.contains("partial") } == false)
        #expect(try state.completePlacements().isEmpty)
    }

    @Test func whatWasPutInPlaceStays() throws {
        try announced(try StateDatabase(folder: path("state")))
        try File.move(path(".list.galley-partial"), to: path("list"))
        // Somebody begins to write again under the temporary name.
        try folder.add(".list.galley-partial", text: "newer")
        let state = try StateDatabase(folder: path("state"))
        #expect(try state.completePlacements() == [path("pages")])
        #expect(try folder.text("list") == "new")
    }
}
