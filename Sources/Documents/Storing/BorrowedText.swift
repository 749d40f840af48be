extension ArchiveWriter {
    /// Writes a text that was made of some bytes: as the places where it stands in them, and in full what doesn't stand
    /// there. An article takes a tenth of its size this way. Linear in the text: what isn't found soon isn't looked for.
    mutating func write(text: String, borrowedFrom source: [UInt8]) {
        var text = text
        text.withUTF8 { text in
            source.withUnsafeBytes { source in
                write(borrowed: UnsafeRawBufferPointer(text), source)
            }
        }
    }

    private mutating func write(borrowed text: UnsafeRawBufferPointer, _ source: UnsafeRawBufferPointer) {
        write(number: UInt64(text.count))
        var place = 0
        var cursor = 0
        var literal = 0
        var last = 0
        var searches = 64 + text.count / 32
        while place < text.count {
            var length = Borrowing.common(text, place, source, cursor)
            if length < Borrowing.least, searches > 0, Borrowing.isStart(text, place) {
                searches -= 1
                if let found = Borrowing.find(text, place, in: source, from: cursor) {
                    cursor = found
                    length = Borrowing.common(text, place, source, cursor)
                }
            }
            guard length >= Borrowing.least else {
                place += 1
                continue
            }
            write(number: UInt64(place - literal))
            append(text, literal..<place)
            (cursor - last).store(in: &self)
            write(number: UInt64(length))
            place += length
            cursor += length
            literal = place
            last = cursor
        }
        if literal < text.count {
            write(number: UInt64(text.count - literal))
            append(text, literal..<text.count)
        }
    }
}

extension ArchiveReader {
    /// Reads a text that was made of some bytes.
    mutating func readText(borrowedFrom source: [UInt8]) throws(ArchiveError) -> String {
        let count = try readNumber()
        guard count <= UInt64(Article.maximumTextLength) else { throw ArchiveError() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(count), source.count * 4 + 4096))
        var cursor = 0
        while bytes.count < Int(count) {
            let literal = try readRange()
            append(literal, to: &bytes)
            guard bytes.count < Int(count) else { break }
            let start = cursor &+ (try Int(from: &self))
            let length = try readNumber()
            guard start >= 0, start <= source.count, length <= UInt64(source.count - start) else {
                throw ArchiveError()
            }
            cursor = start + Int(length)
            bytes += source[start..<cursor]
        }
        guard bytes.count == Int(count) else { throw ArchiveError() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// How texts are found in the bytes that they were made of.
private enum Borrowing {
    /// So many bytes are worth to be told as a place.
    static let least = 12
    /// How far ahead a text is looked for.
    static let window = 4096

    /// How many bytes are the same from two places on.
    static func common(
        _ text: UnsafeRawBufferPointer, _ place: Int, _ source: UnsafeRawBufferPointer, _ cursor: Int
    ) -> Int {
        let limit = min(text.count - place, source.count - cursor)
        var length = 0
        while length + 8 <= limit {
            let difference =
                UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place + length, as: UInt64.self))
                ^ UInt64(littleEndian: source.loadUnaligned(fromByteOffset: cursor + length, as: UInt64.self))
            if difference != 0 { return length + difference.trailingZeroBitCount / 8 }
            length += 8
        }
        while length < limit, text[place + length] == source[cursor + length] { length += 1 }
        return length
    }

    /// Whether a word begins at a place, or may.
    static func isStart(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        place == 0 || text[place - 1] <= 0x20 || text[place - 1] >= 0x80
    }

    /// Where the next bytes of a text stand.
    static func find(
        _ text: UnsafeRawBufferPointer, _ place: Int, in source: UnsafeRawBufferPointer, from start: Int
    ) -> Int? {
        guard place + least <= text.count else { return nil }
        let first = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let end = min(source.count - least, start + window)
        guard start <= end else { return nil }
        for cursor in start...end where source.loadUnaligned(fromByteOffset: cursor, as: UInt64.self) == first {
            return cursor
        }
        return nil
    }
}
