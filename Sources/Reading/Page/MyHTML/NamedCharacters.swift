internal import CMyHTML

/// The characters that HTML has names for.
enum NamedCharacters {
    /// What a name stands for.
    static func character(_ name: ArraySlice<UInt8>) -> String? {
        let reference = Array(name) + [UInt8(ascii: ";")]
        return reference.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
            var offset = 0
            var count = 0
            guard let entry = myhtml_charef_find(start, &offset, buffer.count, &count), offset == buffer.count,
                (1...2).contains(entry.pointee.codepoints_len)
            else { return nil }
            let points = [entry.pointee.codepoints.0, entry.pointee.codepoints.1]
                .prefix(Int(entry.pointee.codepoints_len))
            let scalars = points.compactMap { Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) }
            return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
        }
    }
}
