/// What is counted in the text of a block.
struct BlockText {
    private(set) var words = 0
    /// Words that stand in the title.
    private(set) var titleWords = 0
    /// The same for the same words, whatever stands between them.
    private(set) var digest = PageWordTable.seed
    private(set) var sentences = 0
    private(set) var commas = 0
    private(set) var digits = 0
    private(set) var capitals = 0
    private(set) var letters = 0
    /// How often a word of each kind stands in it.
    private(set) var kinds = InlineArray<12, UInt8>(repeating: 0)
    private(set) var hasSlash = false
    private(set) var hasBar = false
    /// The last byte that isn't a closing quotation mark or parenthesis.
    private(set) var last: UInt8 = 0

    /// Of longer texts no words are looked at: they aren't furniture.
    static let longest = 800

    /// - Parameter title: The title's words, as ``hashes(of:)`` gives them.
    init(_ bytes: UnsafeBufferPointer<UInt8>, title: [UInt64] = []) {
        let isShort = bytes.count <= Self.longest
        var hash = PageWordTable.seed
        var length = 0
        var previous: UInt8 = 0x20
        for index in bytes.indices {
            let byte = bytes[index]
            if (byte | 0x20) &- 97 < 26 {
                letters += 1
                if byte < 97 { capitals += 1 }
                if isShort { hash = PageWordTable.step(hash, byte | 0x20) }
                length += 1
            } else if byte >= 0x80, !Self.isPunctuation(bytes, index) {
                if isShort { hash = PageWordTable.step(hash, Self.folded(byte, after: previous)) }
                length += 1
            } else {
                if length > 0 {
                    words += 1
                    if isShort { count(hash, title) }
                    hash = PageWordTable.seed
                    length = 0
                }
                switch byte {
                case 0x20: if previous == 0x2E || previous == 0x21 || previous == 0x3F { sentences += 1 }
                case 0x30...0x39: digits += 1
                case 0x2C: commas += 1
                case 0x2F: hasSlash = true
                case 0x7C: hasBar = true
                default: break
                }
            }
            previous = byte
        }
        if length > 0 {
            words += 1
            if isShort { count(hash, title) }
        }
        last = Self.last(bytes)
        if last == 0x2E || last == 0x21 || last == 0x3F { sentences += 1 }
    }

    private mutating func count(_ hash: UInt64, _ title: [UInt64]) {
        digest = (digest ^ hash) &* 0x100_0000_01B3
        if title.contains(hash) { titleWords += 1 }
        let word = BlockWords.of(hash: hash)
        guard !word.isEmpty else { return }
        for kind in 0..<BlockWords.count where word.rawValue >> UInt16(kind) & 1 == 1 { kinds[kind] &+= 1 }
    }

    /// The words of a line as they are compared with others.
    static func hashes(of line: String) -> [UInt64] {
        var line = line
        return line.withUTF8 { bytes in
            var hashes: [UInt64] = []
            var hash = PageWordTable.seed
            var previous: UInt8 = 0x20
            for index in bytes.indices {
                let byte = bytes[index]
                if (byte | 0x20) &- 97 < 26 || byte >= 0x80 && !isPunctuation(bytes, index) {
                    hash = PageWordTable.step(hash, folded(byte, after: previous))
                } else if hash != PageWordTable.seed {
                    hashes.append(hash)
                    hash = PageWordTable.seed
                }
                previous = byte
            }
            return hash == PageWordTable.seed ? hashes : hashes + [hash]
        }
    }

    /// A byte of a letter in lower case, for the letters of Western Europe: `Ä` is 0x20 before `ä`.
    private static func folded(_ byte: UInt8, after previous: UInt8) -> UInt8 {
        let isLatin = previous == 0xC3 && byte &- 0x80 < 0x1F
        return byte < 0x80 || isLatin ? byte | 0x20 : byte
    }

    /// Quotation marks, dashes and signs in two or three bytes.
    private static func isPunctuation(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        let byte = bytes[index]
        if byte == 0xC2 || byte == 0xE2 { return true }
        guard byte < 0xC0, index > 0 else { return false }
        return bytes[index - 1] == 0xC2 || bytes[index - 1] == 0xE2 || (index > 1 && bytes[index - 2] == 0xE2)
    }

    private static func last(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var end = bytes.count
        while end > 0 {
            let byte = bytes[end - 1]
            if byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x20 || byte == 0x5D {
                end -= 1
            } else if end >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80 {
                // `…` ends a sentence, `”` stands after its end.
                if byte == 0xA6 { return 0x2E }
                end -= 3
            } else if end >= 2, bytes[end - 2] == 0xC2, byte == 0xBB || byte == 0xAB {
                end -= 2
            } else {
                return byte
            }
        }
        return 0
    }
}
