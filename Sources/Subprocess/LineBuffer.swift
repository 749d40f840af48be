#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What was read of a stream, cut into lines as they become whole. Each byte is looked at once.
struct LineBuffer: Sendable {
    /// The most bytes that one read takes.
    static let room = 1 << 16

    private var bytes: [UInt8] = []
    /// Where the line begins that is next.
    private var start = 0
    /// Where its end is looked for.
    private var searched = 0
    /// Where it ends; nil while that isn't known.
    private var end: Int?
    /// How many bytes were read in all.
    private(set) var readCount = 0

    /// Bytes that are in no line yet.
    var pendingCount: Int { end == nil ? bytes.count - start : 0 }

    /// Whether a whole line is there.
    mutating func findLine() -> Bool {
        if end != nil { return true }
        guard searched < bytes.count else { return false }
        let from = searched
        let place: Int? = bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base + from, 0x0A, buffer.count - from) else {
                return nil
            }
            return UnsafeRawPointer(found) - base
        }
        searched = bytes.count
        end = place
        return place != nil
    }

    /// Makes a line of what is left without an end; false when nothing is.
    mutating func endLine() -> Bool {
        guard end == nil, start < bytes.count else { return end != nil }
        bytes.append(0x0A)
        end = bytes.count - 1
        return true
    }

    /// Takes the line that was found, without its end.
    mutating func take() -> ArraySlice<UInt8> {
        guard let end else { return [] }
        let line = bytes[start..<end]
        start = end + 1
        searched = start
        self.end = nil
        return line.last == 0x0D ? line.dropLast() : line
    }

    /// Leaves of a line under way what is longer.
    mutating func shorten(to count: Int) {
        guard end == nil, bytes.count - start > count else { return }
        bytes.removeLast(bytes.count - start - count)
        searched = bytes.count
    }

    /// Reads what there is.
    /// - Returns: Whether more may come.
    mutating func read(from descriptor: Int32) -> Bool {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
            (start, searched) = (0, 0)
        } else if start > Self.room {
            bytes.removeSubrange(0..<start)
            (start, searched) = (0, searched - start)
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.room) { buffer in
            let count = readBytes(descriptor, buffer.baseAddress, buffer.count)
            if count > 0 {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<count]))
                readCount += count
                return true
            }
            return count < 0 && (errno == EINTR || errno == EAGAIN)
        }
    }
}

// A name that members hide.
private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, bytes, count)
}
