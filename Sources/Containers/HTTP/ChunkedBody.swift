/// A body in chunks (RFC 9112, 7.1), as browsers read it: what breaks off is taken as far as it goes.
enum ChunkedBody {
    /// The bytes of the chunks; nil when the body isn't in chunks at all, whatever its header says.
    static func decoded(_ body: UnsafeRawBufferPointer) -> [UInt8]? {
        var content: [UInt8] = []
        content.reserveCapacity(body.count)
        var place = 0
        var isFirst = true
        while let (size, start) = chunk(at: place, in: body) {
            if size == 0 { return content }
            let end = min(start.addingReportingOverflow(size).partialValue, body.count)
            guard end >= start else { break }
            content += body[start..<end]
            isFirst = false
            place = end
            while place < body.count, place < end + 2, body[place] == 13 || body[place] == 10 { place += 1 }
            if place >= body.count { return content }
        }
        return isFirst && body.count > 0 ? nil : content
    }

    /// The size of the chunk that begins at a place, and where its bytes begin.
    private static func chunk(at place: Int, in body: UnsafeRawBufferPointer) -> (size: Int, start: Int)? {
        guard place < body.count,
            let end = body[place..<min(body.count, place + 256)].firstIndex(of: 10)
        else { return nil }
        var size = 0
        var digits = 0
        for byte in body[place..<end] {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 65...70: digit = byte - 55
            case 97...102: digit = byte - 87
            // An extension, or white space around the number.
            case 59 where digits > 0, 32 where digits > 0, 9 where digits > 0, 13 where digits > 0:
                return (size, end + 1)
            default: return nil
            }
            digits += 1
            guard digits <= 15 else { return nil }
            size = size << 4 | Int(digit)
        }
        return digits > 0 ? (size, end + 1) : nil
    }
}
