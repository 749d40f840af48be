internal import CICUText

/// What we use of ICU for text: conversion, detection of encodings, normal forms.
enum UnicodeText {
    /// The longest text that ICU's 32-bit lengths allow with room for growth.
    private static let maximumLength = 1 << 29

    /// Converts bytes to UTF-8; how many stood for no character. Nil when ICU has no such converter.
    static func utf8(_ bytes: [UInt8], from encoding: String) -> (bytes: [UInt8], replaced: Int)? {
        guard bytes.count <= maximumLength else { return nil }
        var invalid: Int32 = 0
        // No encoding has a byte that stands for more; what isn't written to takes no memory.
        let capacity = bytes.count * 3 + 16
        let converted = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let target = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            let length = bytes.withUnsafeBytes {
                galley_icu_convert(
                    encoding, $0.baseAddress, Int32(bytes.count), target, Int32(capacity), &invalid)
            }
            count = max(0, Int(length))
            if length < 0 { invalid = -1 }
        }
        return invalid < 0 ? nil : (converted, Int(invalid))
    }

    /// So much is brought into NFC at once: ICU takes several times the memory of a text.
    private static let piece = 1 << 20

    /// NFC of valid UTF-8.
    static func normalized(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.count <= piece { return normal(bytes[...]) ?? bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        var start = 0
        while start < bytes.count {
            // White space is joined with nothing before it.
            let most = start + piece
            let end = most < bytes.count ? bytes[most...].firstIndex { $0 == 0x20 || $0 == 0x0A } : nil
            let part = bytes[start..<(end ?? bytes.count)]
            if let normal = normal(part) { result += normal } else { result += part }
            start = part.endIndex
        }
        return result
    }

    /// The encoding that ICU guesses, by its name.
    static func detectedCharset(of bytes: ArraySlice<UInt8>) -> String? {
        var name = [CChar](repeating: 0, count: 64)
        var confidence: Int32 = 0
        let found = bytes.withUnsafeBytes { source in
            galley_icu_detect(source.baseAddress, Int32(source.count), &name, name.count, &confidence)
        }
        guard found, confidence >= 10 else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// NFC of a text; nil where it is already.
    private static func normal(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard bytes.count <= maximumLength else { return nil }
        let units = [UInt16](unsafeUninitializedCapacity: bytes.count + 1) { buffer, count in
            let length = bytes.withUnsafeBytes {
                galley_icu_from_utf8($0.baseAddress, Int32(bytes.count), buffer.baseAddress, Int32(buffer.count))
            }
            count = max(0, Int(length))
        }
        return units.withUnsafeBufferPointer { source in
            if galley_icu_is_nfc(source.baseAddress, Int32(source.count)) { return nil }
            // No character grows to more than three units in NFC.
            let capacity = source.count * 3 + 16
            let normal = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
                count = max(
                    0,
                    Int(
                        galley_icu_to_nfc(
                            source.baseAddress, Int32(source.count), buffer.baseAddress, Int32(capacity))))
            }
            return utf8(normal)
        }
    }

    private static func utf8(_ units: [UInt16]) -> [UInt8] {
        let capacity = units.count * 3 + 1
        return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            count = units.withUnsafeBufferPointer { source in
                let bytes = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
                return max(0, Int(galley_icu_to_utf8(source.baseAddress, Int32(source.count), bytes, Int32(capacity))))
            }
        }
    }
}
