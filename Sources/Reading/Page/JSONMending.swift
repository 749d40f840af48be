internal import JSON

/// Reads the JSON of pages, which is often wrapped into comments or CDATA, or broken by commas and line breaks too many.
enum JSONMending {
    /// More values in one script aren't read.
    private static let mostValues = 20

    /// The values in a script; none when it can't be told what was meant.
    static func values(of source: ArraySlice<UInt8>, maximumDepth: Int) -> [JSONValue] {
        let bytes = unwrapped(source)
        guard !bytes.isEmpty else { return [] }
        if let value = try? JSONValue(parsing: bytes, maximumDepth: maximumDepth) { return [value] }
        return mended(bytes).prefix(mostValues).compactMap { try? JSONValue(parsing: $0, maximumDepth: maximumDepth) }
    }

    /// What stands from the first bracket that isn't part of `<![CDATA[` to the last one.
    private static func unwrapped(_ source: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard var start = source.firstIndex(where: isOpening) else { return [] }
        let mark = Array("[CDATA[".utf8)
        if source[start...].starts(with: mark), source[..<start].last == UInt8(ascii: "!") {
            guard let next = source[(start + mark.count)...].firstIndex(where: isOpening) else { return [] }
            start = next
        }
        var end = source.endIndex
        if let mark = source.suffix(20).firstOffset(of: Array("]]>".utf8)) { end = mark }
        guard let last = source[start..<end].lastIndex(where: isClosing) else { return [] }
        return source[start...last]
    }

    /// The values one by one, without comments, commas before closing brackets, and controls in strings.
    private static func mended(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
        var values: [[UInt8]] = []
        var value: [UInt8] = []
        var depth = 0
        var isInString = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if isInString {
                value.append(byte < 0x20 ? 0x20 : byte)
                if byte == UInt8(ascii: "\\"), index < bytes.endIndex {
                    value.append(bytes[index] < 0x20 ? 0x20 : bytes[index])
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            if byte == UInt8(ascii: "/"), let end = endOfComment(bytes, index) {
                index = end
                continue
            }
            guard depth > 0 || isOpening(byte) else { continue }
            if isOpening(byte) { depth += 1 }
            if isClosing(byte) {
                depth -= 1
                while let last = value.last, last <= 0x20 || last == UInt8(ascii: ",") { value.removeLast() }
            }
            isInString = byte == UInt8(ascii: "\"")
            value.append(byte)
            if depth == 0 {
                values.append(value)
                value = []
            }
        }
        return values
    }

    /// Where a comment ends whose first slash stands before an offset; nil when there is none.
    private static func endOfComment(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Int? {
        guard index < bytes.endIndex else { return nil }
        if bytes[index] == UInt8(ascii: "/") {
            return bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
        }
        guard bytes[index] == UInt8(ascii: "*") else { return nil }
        return bytes[index...].firstOffset(of: Array("*/".utf8)).map { $0 + 2 } ?? bytes.endIndex
    }

    private static func isOpening(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

    private static func isClosing(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }
}
