/// Bytes that are added at the end and taken from the beginning, in memory of its own.
final class ByteBuffer {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private var start = 0
    private var end = 0

    init(capacity: Int = 1 << 16) {
        self.capacity = capacity
        base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { base.deallocate() }

    /// The bytes that weren't taken yet; they stay in their place until room is asked for.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base + start, count: end - start) }

    var count: Int { end - start }

    /// Takes bytes from the beginning.
    func take(_ count: Int) {
        start += min(count, end - start)
        if start == end { (start, end) = (0, 0) }
    }

    /// Makes room at the end, and gives all there is.
    func room(atLeast count: Int) -> UnsafeMutableRawBufferPointer {
        if capacity - end < count {
            let kept = end - start
            if capacity - kept >= count {
                // Both may overlap.
                base.copyMemory(from: base + start, byteCount: kept)
            } else {
                let greater = max((kept + count).rounded(upTo: 1 << 16), kept * 2)
                let other = UnsafeMutableRawPointer.allocate(byteCount: greater, alignment: 16)
                other.copyMemory(from: base + start, byteCount: kept)
                base.deallocate()
                (base, capacity) = (other, greater)
            }
            (start, end) = (0, kept)
        }
        return UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
    }

    /// Tells that so many bytes were written into the room.
    func add(_ count: Int) { end += count }

    /// Gives memory back that was needed for something great.
    func shrink(to most: Int) {
        guard capacity > most, count <= most else { return }
        let kept = count
        let other = UnsafeMutableRawPointer.allocate(byteCount: most, alignment: 16)
        other.copyMemory(from: base + start, byteCount: kept)
        base.deallocate()
        (base, capacity, start, end) = (other, most, 0, kept)
    }
}

extension Int {
    fileprivate func rounded(upTo step: Int) -> Int { (self + step - 1) / step * step }
}
