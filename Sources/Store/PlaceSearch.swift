internal import Documents
internal import Files

/// Looks for one document in a ``PlaceList``, block by block: in some milliseconds for a million documents, and without
/// holding any of them.
struct PlaceSearch {
    /// So much is read at once.
    private static let block = 1 << 18
    /// An entry is no longer than that, but for one that nobody wrote.
    private static let longest = 1 << 16

    private let identity: [UInt8]
    private let input: ByteInput
    private var buffer = [UInt8](repeating: 0, count: Self.block + Self.longest)
    /// What is in the buffer and wasn't looked at yet.
    private var start = 0, end = 0
    /// Bytes of entries that weren't read yet.
    private var rest: Int
    private var found: [[UInt8]] = []

    /// The place of a document's piece in the publication whose list has that digest; nil when there is no such list, when it
    /// doesn't hold the document, and when it holds it twice: then nobody can tell which piece is whose.
    static func place(of document: DocumentID, in path: FilePath, _ digest: Digest) -> [UInt8]? {
        guard var search = PlaceSearch(document, path, digest) else { return nil }
        guard search.run(), search.found.count == 1 else { return nil }
        return search.found.first
    }

    /// Opens the list; nil when it isn't the one of that digest.
    private init?(_ document: DocumentID, _ path: FilePath, _ digest: Digest) {
        guard let input = try? ByteInput(path), let size = input.size, size >= PlaceList.endingLength else {
            return nil
        }
        self.input = input
        identity = document.stored
        rest = size - PlaceList.endingLength
        guard input.seek(to: rest), read(PlaceList.endingLength) == PlaceList.ending(digest), input.seek(to: 0) else {
            return nil
        }
    }

    private func read(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = bytes.withUnsafeMutableBytes { try? input.read(into: $0) }
        return got == count ? bytes : []
    }

    /// Goes through the list; false when it isn't what a run writes.
    private mutating func run() -> Bool {
        while true {
            guard fill() else { return false }
            if start == end { return rest == 0 }
            guard look() else { return false }
        }
    }

    /// Reads on, behind what is left of the block before; false when nothing can be read.
    private mutating func fill() -> Bool {
        if start > 0 {
            buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
            (start, end) = (0, end - start)
        }
        let wanted = min(rest, buffer.count - end)
        guard wanted > 0 else { return rest == 0 }
        let got = buffer.withUnsafeMutableBytes { [input] in
            (try? input.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[end..<(end + wanted)]))) ?? 0
        }
        end += got
        rest -= got
        return got > 0
    }

    /// Looks at all entries that are whole; false when there is none though one should be.
    private mutating func look() -> Bool {
        let (start, end) = (start, end)
        var place = start
        var found: [Range<Int>] = []
        buffer.withUnsafeBytes { bytes in
            identity.withUnsafeBytes { identity in
                let first = identity.loadUnaligned(as: UInt64.self)
                let second = identity.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
                while place + identity.count < end {
                    var next = place + identity.count
                    var length = 0
                    var shift = 0
                    var isWhole = false
                    while next < end, shift < 28, !isWhole {
                        let byte = bytes[next]
                        length |= Int(byte & 0x7F) << shift
                        shift += 7
                        next += 1
                        isWhole = byte & 0x80 == 0
                    }
                    guard isWhole, next + length <= end else { return }
                    if bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) == first,
                        bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self) == second
                    {
                        found.append(next..<(next + length))
                    }
                    place = next + length
                }
            }
        }
        for range in found { self.found.append(Array(buffer[range])) }
        guard place > start else {
            // Half an entry at the end of a block is whole in the next one, if there is one and it fits.
            return rest > 0 && end - start < buffer.count
        }
        self.start = place
        return true
    }
}
