internal import Files

/// The records of a file of comma-separated values, one by one. A record may go over several lines, within quotation marks.
struct TableRecords: Sendable {
    /// A record as it stands in the file.
    struct Record {
        /// The line that it begins at, from 1.
        var line: Int
        /// Its bytes, without the line break at the end.
        var bytes: [UInt8]
        /// Whether it isn't longer than is read.
        var isWhole: Bool
        /// Whether its quotation marks are closed.
        var isClosed: Bool

        /// Its fields, without quotation marks.
        func fields(_ delimiter: UInt8) -> [[UInt8]] {
            var fields: [[UInt8]] = [[]]
            var isQuoted = false
            var index = bytes.startIndex
            while index < bytes.endIndex {
                let byte = bytes[index]
                let last = fields.count - 1
                switch byte {
                case TableRecords.quote where isQuoted:
                    if index + 1 < bytes.endIndex, bytes[index + 1] == TableRecords.quote {
                        fields[last].append(byte)
                        index += 1
                    } else {
                        isQuoted = false
                    }
                // Elsewhere than at the beginning it stands for itself.
                case TableRecords.quote where fields[last].isEmpty: isQuoted = true
                case delimiter where !isQuoted: fields.append([])
                default: fields[last].append(byte)
                }
                index += 1
            }
            return fields
        }
    }

    fileprivate static let quote = UInt8(ascii: "\"")
    private static let delimiters = Array(",;\t|".utf8)

    private let stream: ByteStream
    private let limit: Int
    /// The line that was read last, from 1.
    private(set) var line = 0
    private var isFirst = true
    /// What separates fields: what stands oftenest in the first record, outside of quotation marks.
    private(set) var delimiter = UInt8(ascii: ",")

    init(_ stream: ByteStream, limit: Int) {
        self.stream = stream
        self.limit = limit
    }

    /// The next record that isn't blank; nil at the end.
    mutating func next() throws(ByteStream.Failure) -> Record? {
        while let (first, isWholeLine) = try stream.line(limit: limit) {
            line += 1
            if first.allSatisfy({ $0 <= 0x20 && $0 != 0x09 }) { continue }
            var record = Record(line: line, bytes: first, isWhole: isWholeLine, isClosed: true)
            var isOpen = Self.opens(first, isOpen: false, delimiter: isFirst ? nil : delimiter)
            while isOpen, let (more, isWholeMore) = try stream.line(limit: limit) {
                line += 1
                if record.isWhole { record.bytes += [0x0A] + more }
                record.isWhole = record.isWhole && isWholeMore && record.bytes.count <= limit
                isOpen = Self.opens(more, isOpen: true, delimiter: isFirst ? nil : delimiter)
            }
            if record.bytes.last == 0x0D { record.bytes.removeLast() }
            record.isClosed = !isOpen
            if isFirst { delimiter = Self.delimiter(of: record.bytes) }
            isFirst = false
            return record
        }
        return nil
    }

    /// Whether a quotation is open at the end of a line.
    private static func opens(_ line: [UInt8], isOpen: Bool, delimiter: UInt8?) -> Bool {
        var isOpen = isOpen
        var isAtStart = !isOpen
        for byte in line {
            if byte == quote {
                // A mark in the middle of a field stands for itself; a doubled one opens again what it closed.
                if isOpen { isOpen = false } else if isAtStart { isOpen = true }
                isAtStart = true
            } else {
                isAtStart = byte == delimiter || delimiter == nil && delimiters.contains(byte)
            }
        }
        return isOpen
    }

    private static func delimiter(of header: [UInt8]) -> UInt8 {
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isQuoted = false
        for byte in header {
            if byte == quote { isQuoted.toggle() }
            if !isQuoted, let place = delimiters.firstIndex(of: byte) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return most == 0 ? delimiters[0] : delimiters[counts.firstIndex(of: most) ?? 0]
    }
}
