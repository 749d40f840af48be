import Diagnostics

/// What is checked of the bytes before they are parsed.
enum SourceCheck {
    /// The first problem of the bytes; nil when they can be parsed.
    static func problem(of file: SourceFile, limits: YAMLLimits) -> Diagnostic? {
        let bytes = file.bytes
        if bytes.count > limits.bytes {
            return .error(
                "yaml.too-large", "the file has \(bytes.count) bytes, more than the \(limits.bytes) that are allowed",
                at: SourceLocation(file, nil),
                help: "is this a definition? lists of documents belong in files of their own")
        }
        if let problem = byteOrderProblem(of: file) ?? encodingProblem(of: file) ?? controlProblem(of: file) {
            return problem
        }
        return nil
    }

    private static func byteOrderProblem(of file: SourceFile) -> Diagnostic? {
        guard file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF]) else { return nil }
        return .error(
            "yaml.encoding", "the file is in UTF-16", at: SourceLocation(file, nil), help: "save it as UTF-8")
    }

    private static func encodingProblem(of file: SourceFile) -> Diagnostic? {
        guard let offset = firstInvalidByte(file.bytes) else { return nil }
        let digits = String(file.bytes[offset], radix: 16, uppercase: true)
        return .error(
            "yaml.encoding", "the byte 0x\(digits) here isn't UTF-8",
            at: SourceLocation(file, SourceRange(offset, offset + 1)), help: "save the file as UTF-8")
    }

    private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count {
                if bytes[offset] < 0x80 {
                    offset += 1
                } else if let length = sequenceLength(bytes, offset) {
                    offset += length
                } else {
                    return offset
                }
            }
            return nil
        }
    }

    /// The length of the well-formed sequence that starts with a byte of 0x80 or above (Unicode Standard, table 3-7).
    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int? {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch bytes[offset] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
        let isWellFormed = (offset + 2..<max(offset + 2, offset + length)).allSatisfy { bytes[$0] & 0xC0 == 0x80 }
        return isWellFormed ? length : nil
    }

    private static func controlProblem(of file: SourceFile) -> Diagnostic? {
        let index = file.bytes.firstIndex { byte in
            byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
        }
        guard let offset = index else { return nil }
        let digits = String(file.bytes[offset], radix: 16, uppercase: true)
        return .error(
            "yaml.control-character",
            "the control character U+\(String(repeating: "0", count: 4 - digits.count))\(digits) can't be in a definition",
            at: SourceLocation(file, SourceRange(offset, offset + 1)),
            help: "remove it, or write it as an escape in double quotes")
    }
}
