#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A path as the file system has it: any bytes but NUL, so that a name in a legacy encoding can still be opened.
public struct FilePath: Hashable, Sendable {
    let bytes: [UInt8]

    /// Makes a path of a text.
    public init(_ text: String) { bytes = Array(text.utf8) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The path to show; bytes that aren't UTF-8 stand as U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The last component.
    public var name: FilePath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return FilePath(bytes: Array(bytes[(slash + 1)...]))
    }

    /// The folder that it is in.
    public var folder: FilePath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return FilePath(".") }
        return FilePath(bytes: slash == 0 ? [UInt8(ascii: "/")] : Array(bytes[..<slash]))
    }

    /// The path of something in this folder; the folder "" gives the name alone.
    public func appending(_ name: FilePath) -> FilePath {
        if bytes.isEmpty { return name }
        let separator: [UInt8] = bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
        return FilePath(bytes: bytes + separator + name.bytes)
    }

    /// The path of something in this folder.
    public func appending(_ name: String) -> FilePath { appending(FilePath(name)) }

    /// Whether the last component ends with a text, such as `.gz`, whatever the case of its ASCII letters.
    public func hasSuffix(_ suffix: String) -> Bool {
        let suffix = suffix.utf8
        guard bytes.count > suffix.count else { return false }
        var place = bytes.count - suffix.count
        for expected in suffix {
            let byte = bytes[place]
            guard byte == expected || (65...90).contains(byte) && byte + 32 == expected else { return false }
            place += 1
        }
        return true
    }

    /// The path without its last `count` bytes.
    public func dropLast(_ count: Int) -> FilePath { FilePath(bytes: bytes.dropLast(count)) }

    /// The path from the root on, as the current folder is now.
    var absolute: FilePath {
        guard bytes.first != UInt8(ascii: "/"), let current = getcwd(nil, 0) else { return self }
        defer { free(current) }
        return FilePath(bytes: Array(UnsafeRawBufferPointer(start: current, count: strlen(current)))).appending(self)
    }

    /// The path without slashes at its end, `/` itself as it is.
    public var withoutTrailingSlashes: FilePath {
        guard let last = bytes.lastIndex(where: { $0 != UInt8(ascii: "/") }) else { return self }
        return FilePath(bytes: Array(bytes[...last]))
    }

    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var terminated = bytes.map { CChar(bitPattern: $0) }
        terminated.append(0)
        return terminated.withUnsafeBufferPointer { buffer in
            // The buffer holds the terminator at least.
            buffer.baseAddress.map(body) ?? "".withCString(body)
        }
    }
}

extension FilePath: Comparable {
    /// Bytewise order.
    public static func < (first: FilePath, second: FilePath) -> Bool {
        first.bytes.lexicographicallyPrecedes(second.bytes)
    }
}
