import Documents
import Files
import TestSupport
import Testing

@testable import Store

/// One document is found in a list of places, however long it is, and only in the one that is meant.
@Suite struct PlaceSearchTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var path: FilePath { FilePath(folder.path + "/list") }

    private func id(_ number: Int) -> DocumentID { DocumentID(locator: "\(number)", content: Digest(of: "text")) }

    /// Of lengths for which a number takes one byte, two or three.
    private func place(_ number: Int) -> [UInt8] {
        let length = number % 1000 == 7 ? 20_000 : number % 3 == 0 ? 130 + number % 70 : number % 50
        return [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: length)
    }

    /// Writes a list of so many documents, some of which come again at the end.
    private func write(_ count: Int, again: [Int] = []) throws -> Digest? {
        let list = try PlaceList(path, before: nil)
        for number in Array(0..<count) + again { try list.note(id(number), place(number)) }
        return try list.commit()
    }

    @Test(arguments: [1, 2, 20_000]) func everyDocumentIsFound(count: Int) throws {
        let digest = try #require(try write(count))
        for number in [0, 1, 7, 8, count / 3, count / 2, count - 2, count - 1] where 0..<count ~= number {
            #expect(PlaceSearch.place(of: id(number), in: path, digest) == place(number), "\(number)")
        }
        #expect(PlaceSearch.place(of: id(count), in: path, digest) == nil)
        #expect(PlaceList.documents(path, digest)?.count == count)
    }

    @Test func nothingIsFoundInAnotherList() throws {
        let digest = try #require(try write(10))
        #expect(PlaceSearch.place(of: id(3), in: path, Digest(high: 1, low: 2)) == nil)
        #expect(PlaceSearch.place(of: id(3), in: FilePath(folder.path + "/none"), digest) == nil)
        let bytes = try folder.bytes("list")
        try folder.add("list", Array(bytes.dropLast(20)))
        #expect(PlaceSearch.place(of: id(3), in: path, digest) == nil)
        // The ending is right, and what is before it isn't.
        try folder.add("list", Array(bytes.dropFirst(20)))
        #expect(PlaceSearch.place(of: id(9), in: path, digest) == nil)
        for count in [0, 1, 16, 17] {
            try folder.add("list", Array(bytes.suffix(count)))
            #expect(PlaceSearch.place(of: id(3), in: path, digest) == nil)
        }
    }

    @Test func whatIsThereTwiceIsNowhere() throws {
        let digest = try #require(try write(10, again: [3]))
        #expect(PlaceSearch.place(of: id(3), in: path, digest) == nil)
        #expect(PlaceSearch.place(of: id(4), in: path, digest) == place(4))
    }

    @Test func aListOfAnEarlierVersionIsReadAsItWas() throws {
        let digest = try #require(try write(10))
        try folder.add("list", Array(try folder.bytes("list").dropLast(PlaceList.endingLength)) + [0])
        #expect(PlaceList.documents(path, digest)?.count == 10)
        #expect(PlaceSearch.place(of: id(3), in: path, digest) == nil)
    }
}
