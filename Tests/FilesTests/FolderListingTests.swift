import TestRandom
import TestSupport
import Testing

@testable import Files

/// The names of a folder, in order and found again.
@Suite struct FolderListingTests {
    /// Short ones, and long ones that differ before and behind the eighth byte, where they are told apart in two ways.
    @Test func namesAreInBytewiseOrderAndFound() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let folder = try ScratchFolder()
        var names: Set<String> = ["a", "ab", "abcdefgh", "abcdefghi", "abcdefgi", "ä", "ÿbcdefgh", "Z"]
        while names.count < 300 {
            let letters = (0...random.below(14)).map { _ in ["a", "b", "-", "é", "漢"][random.below(5)] }
            names.insert(letters.joined())
        }
        for name in names { try folder.add(name) }
        let listing = try FolderListing(of: FilePath(folder.path))
        let sorted = names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
        #expect((0..<listing.count).map { Array(listing[$0].name) } == sorted, "seed \(seed)")
        for (place, name) in sorted.enumerated() {
            #expect(listing.place(of: name.span) == place, "seed \(seed)")
            #expect(listing.place(of: (name + [1]).span) == sorted.firstIndex(of: name + [1]), "seed \(seed)")
        }
        #expect(listing.place(of: [UInt8]().span) == nil)
    }
}
