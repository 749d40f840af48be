import Documents
import TestRandom
import Testing

@Suite struct EightBytesTests {
    @Test func theyAreToldAsOneByOne() throws {
        let usual = Array("abcxyzABCXYZ @[`{09.,".utf8) + [0x00, 0x7F, 0x80, 0xC3, 0xE1, 0xFA, 0xFF]
        for seed in UInt64(1)...2000 {
            var random = SeededRandom(seed: seed)
            // Mostly letters, so that all eight of them are met.
            let bytes = (0..<11).map { _ in usual[random.below(random.below(4) == 0 ? usual.count : 13)] }
            let isLetter = bytes.map { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
            for start in 0...3 {
                let read = EightBytes(bytes.span, at: start, before: 11)
                let eight = try #require(read)
                let letters = (0..<8).reduce(UInt64(0)) { $0 | (isLetter[start + $1] ? 0x80 << UInt64(8 * $1) : 0) }
                #expect(eight.letters == letters, "seed \(seed)")
                let arePlain = (start..<start + 8).allSatisfy { isLetter[$0] || bytes[$0] == 0x20 }
                #expect(eight.areLettersOrSpaces == arePlain, "seed \(seed)")
            }
        }
    }

    @Test func fewerThanEightAreNone() {
        let bytes = Array("seven by".utf8)
        let whole = EightBytes(bytes.span, at: 0, before: 8)
        let cut = [EightBytes(bytes.span, at: 0, before: 7), EightBytes(bytes.span, at: 1, before: 8)]
        #expect(whole?.areLettersOrSpaces == true)
        #expect(cut.allSatisfy { $0 == nil })
    }
}
