/// A text that diagnostics point into, with its table of lines.
public struct SourceFile: Sendable, Hashable {
    /// The path as the user gave it.
    public let path: String
    /// The content, meant to be UTF-8.
    public let bytes: [UInt8]

    private let lineStarts: [Int]

    /// Greater files get no table of lines: all their positions are on line 1. A megabyte is a very long definition.
    public static let indexedBytes = 16 << 20

    /// Makes a file of what was read from `path`.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        lineStarts = bytes.count <= Self.indexedBytes ? Self.lineStarts(of: bytes) : [0]
    }

    /// Makes a file of a text.
    public init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

    /// Number of lines; an empty file has one.
    public var lineCount: Int { lineStarts.count }

    /// The position of a byte offset; an offset outside the file is moved to its nearest end.
    ///
    /// Takes time in the logarithm of the number of lines and the length of the line.
    public func position(at offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(of: offset)
        let column = bytes[lineStarts[line]..<offset].reduce(1) { $0 + (Self.startsScalar($1) ? 1 : 0) }
        return SourcePosition(line: line + 1, column: column, offset: offset)
    }

    /// The byte offsets of a line without its line break; lines are numbered from 1.
    public func lineOffsets(_ number: Int) -> Range<Int> {
        guard number >= 1, number <= lineStarts.count else { return bytes.count..<bytes.count }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The text of a range; what isn't UTF-8 in it becomes U+FFFD.
    public func text(in range: SourceRange) -> String {
        let range = range.clamped(to: bytes.count)
        return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }

    /// Compares path and content.
    public static func == (left: SourceFile, right: SourceFile) -> Bool {
        left.path == right.path && left.bytes == right.bytes
    }

    /// Hashes the path and the length, so that hashing a diagnostic doesn't read the file.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(bytes.count)
    }

    /// Whether a byte of UTF-8 is the first of a scalar.
    package static func startsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        bytes.withUnsafeBufferPointer { bytes in
            var starts = [0]
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == 0x0A {
                    starts.append(index)
                } else if byte == 0x0D, index == bytes.count || bytes[index] != 0x0A {
                    starts.append(index)
                }
            }
            return starts
        }
    }
}
