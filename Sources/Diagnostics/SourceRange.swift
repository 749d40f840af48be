/// A place in a file as people count: lines and columns from 1.
public struct SourcePosition: Sendable, Hashable {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in Unicode scalars.
    public let column: Int
    /// The offset from the start of the file, in bytes.
    public let offset: Int

    /// Makes a position.
    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

/// A part of a file by byte offsets; ``SourceFile/position(at:)`` tells line and column.
public struct SourceRange: Sendable, Hashable {
    /// The offset of the first byte.
    public let start: Int
    /// The offset after the last byte; the same as `start` for a place between two bytes.
    public let end: Int
    /// Which file it is a part of, where several were read together: 0 for the first.
    public let file: Int

    /// Makes a range; an end before the start is moved to the start.
    public init(_ start: Int, _ end: Int, in file: Int = 0) {
        self.start = start
        self.end = max(start, end)
        self.file = file
    }

    /// A range in the same file.
    public func with(start: Int? = nil, end: Int? = nil) -> SourceRange {
        SourceRange(start ?? self.start, end ?? self.end, in: file)
    }

    /// The part of the range that lies in a file of so many bytes.
    public func clamped(to count: Int) -> SourceRange {
        let start = min(max(start, 0), count)
        return SourceRange(start, min(max(end, start), count), in: file)
    }
}

/// A value and where it stands.
public struct Located<Value> {
    /// The value.
    public let value: Value
    /// Where it stands.
    public let range: SourceRange

    /// Makes a located value.
    public init(_ value: Value, at range: SourceRange) {
        self.value = value
        self.range = range
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// Where a diagnostic points: a file, and a range unless the whole file is meant.
public struct SourceLocation: Sendable, Hashable {
    /// The file.
    public let file: SourceFile
    /// The part; nil for the file as a whole.
    public let range: SourceRange?

    /// Makes a location.
    public init(_ file: SourceFile, _ range: SourceRange?) {
        self.file = file
        self.range = range
    }
}
