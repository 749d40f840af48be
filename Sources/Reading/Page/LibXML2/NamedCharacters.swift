internal import CLibXML2

/// The characters that HTML 4 has names for: libxml2 knows no others.
enum NamedCharacters {
    /// What a name stands for.
    static func character(_ name: ArraySlice<UInt8>) -> String? {
        let terminated = Array(name) + [0]
        let value = terminated.withUnsafeBufferPointer { htmlEntityLookup($0.baseAddress)?.pointee.value }
        return value.flatMap { Unicode.Scalar(UInt32($0)) }.map { String(Character($0)) }
    }
}
