/// Text as people mean it: white space of all kinds becomes single spaces, what can't be seen goes, Unicode is in NFC.
///
/// - Spaces (Unicode `Zs`, tabs) become one space; none is left at the ends of lines.
/// - `CR`, `CR LF`, U+0085, U+2028 are line ends, U+2029 two.
/// - Controls, soft hyphens, zero-width spaces, byte order marks, bidirectional controls, tags and noncharacters go.
/// - Joiners (U+200C, U+200D) stay where scripts and emoji need them: after a character that isn't Latin, Greek or
///   Cyrillic, and not before a space or at the beginning of a line.
///
/// Cleaning is idempotent.
struct TextCleaner {
    /// The most combining marks in a row; those after them go.
    static let mostMarks = 30

    /// What becomes of line ends.
    enum Lines {
        /// They end lines; a line that was indented starts with one space.
        case kept
        /// They are spaces.
        case joined
    }

    /// Cleans valid UTF-8; linear time.
    static func clean(_ source: [UInt8], _ lines: Lines) -> [UInt8] {
        source.withUnsafeBufferPointer { clean($0, lines) }
    }

    /// Cleans a text into a text.
    static func clean(_ text: String, _ lines: Lines = .joined) -> String {
        var text = text
        return text.withUTF8 { self.text($0, lines) }
    }

    /// Cleans valid UTF-8 into a text, where it is in NFC without a copy between.
    static func text(_ source: UnsafeBufferPointer<UInt8>, _ lines: Lines) -> String {
        var needsNormalization = false
        let cleaned = String(unsafeUninitializedCapacity: source.count + 1) { buffer in
            var pass = CleaningPass(source: source, output: buffer, keepsLines: lines == .kept)
            pass.run()
            needsNormalization = pass.needsNormalization
            return pass.count
        }
        return needsNormalization
            ? String(decoding: UnicodeText.normalized(Array(cleaned.utf8)), as: UTF8.self) : cleaned
    }

    /// Cleans valid UTF-8; linear time.
    static func clean(_ source: UnsafeBufferPointer<UInt8>, _ lines: Lines) -> [UInt8] {
        var needsNormalization = false
        let cleaned = [UInt8](unsafeUninitializedCapacity: source.count + 1) { buffer, count in
            var pass = CleaningPass(source: source, output: buffer, keepsLines: lines == .kept)
            pass.run()
            count = pass.count
            needsNormalization = pass.needsNormalization
        }
        return needsNormalization ? UnicodeText.normalized(cleaned) : cleaned
    }
}

/// One pass over a text. The output never grows: what is written is at most as long as what was read.
private struct CleaningPass {
    let source: UnsafeBufferPointer<UInt8>
    let output: UnsafeMutableBufferPointer<UInt8>
    let keepsLines: Bool
    var count = 0
    var needsNormalization = false
    private var hasPendingSpace = false
    /// The last character that is no mark.
    private var last: UInt32 = 0
    private var hasPendingJoiner: UInt8 = 0
    /// Combining marks in a row. No more may follow each other on one letter than Unicode's Stream-Safe Text Format
    /// (UAX #15) has: putting more of them in order takes quadratic time.
    private var marks = 0

    init(source: UnsafeBufferPointer<UInt8>, output: UnsafeMutableBufferPointer<UInt8>, keepsLines: Bool) {
        self.source = source
        self.output = output
        self.keepsLines = keepsLines
    }

    mutating func run() {
        var index = 0
        while index < source.count {
            let start = index
            index = endOfPlainRun(index)
            if index > start {
                marks = 0
                write(start, index - start)
            }
            guard index < source.count else { break }
            let byte = source[index]
            if byte < 0x80 {
                control(byte, &index)
            } else {
                scalar(&index)
            }
        }
        while count > 0, output[count - 1] == 0x0A { count -= 1 }
    }

    /// Visible ASCII with single spaces inside.
    @inline(__always)
    private func endOfPlainRun(_ start: Int) -> Int {
        var index = endOfPlainWords(start)
        while index < source.count {
            let byte = source[index]
            if byte &- 0x21 < 0x5E {
                index += 1
            } else if byte == 0x20, index > start, index + 1 < source.count, source[index + 1] &- 0x21 < 0x5E {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// The same, eight bytes at a time as long as all of them are; never ends after a space.
    @inline(__always)
    private func endOfPlainWords(_ start: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(source)
        let highs: UInt64 = 0x8080_8080_8080_8080
        var index = start
        // As if there were a space in front: a run doesn't start with one.
        var endsInSpace = true
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            // The high bit of a byte, or of one above it, is set by controls, by DEL and by what isn't ASCII.
            let strange = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
            guard strange & highs == 0 else { break }
            let others = (word ^ 0x2020_2020_2020_2020) &+ 0x7F7F_7F7F_7F7F_7F7F
            let spaces = ~others & highs
            guard spaces & (spaces >> 8) == 0, !endsInSpace || spaces & 0x80 == 0 else { break }
            endsInSpace = spaces >> 63 != 0
            index += 8
        }
        return index > start && endsInSpace ? index - 1 : index
    }

    @inline(__always)
    private mutating func write(_ start: Int, _ length: Int) {
        if hasPendingSpace {
            hasPendingSpace = false
            let isLineStart = count == 0 || output[count - 1] == 0x0A
            if !isLineStart || keepsLines {
                output[count] = 0x20
                count += 1
            }
        } else if hasPendingJoiner != 0 {
            output[count] = 0xE2
            output[count + 1] = 0x80
            output[count + 2] = hasPendingJoiner
            count += 3
        }
        hasPendingJoiner = 0
        let target = UnsafeMutableBufferPointer(rebasing: output[count...])
        _ = target.update(fromContentsOf: UnsafeBufferPointer(rebasing: source[start..<start + length]))
        count += length
        last = UInt32(source[start + length - 1])
    }

    private mutating func control(_ byte: UInt8, _ index: inout Int) {
        index += 1
        switch byte {
        case 0x20, 0x09, 0x0B, 0x0C: hasPendingSpace = true
        case 0x0A: endLine()
        case 0x0D:
            if index < source.count, source[index] == 0x0A { index += 1 }
            endLine()
        default: break
        }
    }

    private mutating func endLine() {
        guard keepsLines else {
            hasPendingSpace = true
            return
        }
        hasPendingSpace = false
        hasPendingJoiner = 0
        // No text needs more than one empty line between two.
        if count == 0 || (count >= 2 && output[count - 1] == 0x0A && output[count - 2] == 0x0A) { return }
        output[count] = 0x0A
        count += 1
    }

    private mutating func scalar(_ index: inout Int) {
        let (value, length) = decode(index)
        let start = index
        index += length
        switch ScalarClass(value) {
        case .visible:
            // What stands between marks and goes doesn't part them; a space does.
            if hasPendingSpace || count == 0 || output[count - 1] == 0x0A { (marks, last) = (0, 0) }
            let letter = last
            var isMark = false
            if value >= 0x300, !ScalarClass.isSafelyComposed(value) {
                needsNormalization = true
                let found = ScalarClass.marks(in: value)
                isMark = found.isMark
                marks = isMark ? marks + found.count : found.count
                guard marks <= TextCleaner.mostMarks else { return }
            } else {
                marks = 0
            }
            write(start, length)
            last = isMark ? letter : value
        case .space: hasPendingSpace = true
        case .lineEnd: endLine()
        case .paragraphEnd:
            endLine()
            endLine()
        case .joiner:
            let isNeeded = last >= 0x0590 && !(0x1D00...0x218F).contains(last)
            let isInLine = !hasPendingSpace && count > 0 && output[count - 1] != 0x0A
            if isNeeded, isInLine { hasPendingJoiner = source[start + 2] }
        case .invisible: break
        }
    }

    /// The scalar at an offset of valid UTF-8.
    private func decode(_ index: Int) -> (value: UInt32, length: Int) {
        func trail(_ offset: Int) -> UInt32 {
            index + offset < source.count ? UInt32(source[index + offset] & 0x3F) : 0
        }
        let lead = UInt32(source[index])
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | trail(1), min(2, source.count - index)) }
        if lead < 0xF0 {
            return ((lead & 0x0F) << 12 | trail(1) << 6 | trail(2), min(3, source.count - index))
        }
        return ((lead & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), min(4, source.count - index))
    }
}

/// What a scalar above ASCII is to the cleaner.
private enum ScalarClass {
    case visible, space, lineEnd, paragraphEnd, joiner, invisible

    @inline(__always)
    init(_ value: UInt32) {
        // Most text above ASCII is letters before U+0600, dashes and quotes, or East Asian.
        if (0xA1...0x5FF).contains(value) {
            self = value == 0xAD ? .invisible : .visible
        } else if (0x2010...0x2027).contains(value) || (0x3001...0xD7FF).contains(value) {
            self = .visible
        } else {
            self = Self.rare(value)
        }
    }

    private static func rare(_ value: UInt32) -> ScalarClass {
        switch value {
        case 0x85, 0x2028: .lineEnd
        case 0x2029: .paragraphEnd
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
        case 0x200C, 0x200D: .joiner
        case 0x80...0x9F, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFC, 0xFDD0...0xFDEF, 0xE0000...0xE0FFF:
            .invisible
        default: value & 0xFFFE == 0xFFFE ? .invisible : .visible
        }
    }

    /// Whether a scalar from U+0300 on is a combining mark, and how many it is, or ends in, in NFC at the most.
    static func marks(in value: UInt32) -> (isMark: Bool, count: Int) {
        switch value {
        case 0x344, 0xF73, 0xF75, 0xF81: (true, 2)
        case 0x958...0x95F, 0x9DC...0x9DD, 0x9DF, 0xA33, 0xA36, 0xA59...0xA5B, 0xA5E, 0xB5C...0xB5D, 0xF76, 0xF78,
            0x2ADC, 0xFB1D, 0xFB1F, 0xFB2A...0xFB36, 0xFB38...0xFB3C, 0xFB3E, 0xFB40...0xFB41, 0xFB43...0xFB44,
            0xFB46...0xFB4E, 0x1D15E...0x1D164, 0x1D1BB...0x1D1C0:
            (false, 2)
        default:
            Unicode.Scalar(value).map { $0.properties.canonicalCombiningClass != .notReordered } ?? false
                ? (true, 1) : (false, 0)
        }
    }

    /// Whether a scalar from U+0300 on is in NFC beside any other, by ranges that cover most text.
    @inline(__always)
    static func isSafelyComposed(_ value: UInt32) -> Bool {
        (0x2010...0x20CF).contains(value) || (0x4E00...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value)
            || (0x0400...0x0482).contains(value) || (0x048A...0x052F).contains(value)
            || (0x3001...0x3029).contains(value) || (0x3041...0x3098).contains(value)
            || (0x30A1...0x30FF).contains(value) || (0xFF01...0xFF9D).contains(value)
            || (0x1F300...0x1FAFF).contains(value)
    }
}
