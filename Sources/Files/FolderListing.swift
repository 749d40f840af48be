#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The names in a folder in bytewise order, packed: a folder of a million files takes some tens of megabytes.
struct FolderListing: Sendable {
    enum Kind: UInt8, Sendable {
        case unknown, file, folder, link, special
        /// A link to a folder that nobody named.
        case linkedFolder
    }

    private struct Name: Sendable {
        var start: UInt32
        var length: UInt16
        var kind: Kind
        /// The first eight bytes, by which most names are told apart.
        var head: UInt64
        var number: UInt64
    }

    private var bytes: [UInt8] = []
    private var names: [Name] = []

    /// Nothing.
    init() {}

    /// Lists a folder but for `.` and `..`.
    init(of path: FilePath) throws(FileError) {
        guard let folder = path.withCString({ opendir($0) }) else { throw FileError(path, number: errno) }
        defer { closedir(folder) }
        errno = 0
        while let entry = readdir(folder) {
            withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                let name = buffer.prefix { $0 != 0 }
                if name.elementsEqual([46]) || name.elementsEqual([46, 46]) { return }
                append(name, Self.kind(entry.pointee.d_type), number: UInt64(entry.pointee.d_ino))
            }
            errno = 0
        }
        guard errno == 0 else { throw FileError(path, number: errno) }
        sort()
    }

    /// Number of names.
    var count: Int { names.count }

    /// The name at a place, and what it is as far as the folder tells.
    subscript(place: Int) -> (name: ArraySlice<UInt8>, kind: Kind) {
        let name = names[place]
        return (bytes[Int(name.start)..<(Int(name.start) + Int(name.length))], name.kind)
    }

    /// The number of the file of a name, as the folder tells it; 0 for a name that was added.
    func number(_ place: Int) -> UInt64 { names[place].number }

    /// Where a name is, by halving.
    func place(of name: Span<UInt8>) -> Int? {
        bytes.withUnsafeBytes { buffer in
            let head = Self.head(name)
            var range = 0..<names.count
            while !range.isEmpty {
                let middle = range.lowerBound + range.count / 2
                let found = names[middle]
                var order = found.head < head ? -1 : found.head == head ? 0 : 1
                if order == 0 {
                    order = name.withUnsafeBytes { Self.order(Self.bytes(of: found, in: buffer), $0) }
                    if order == 0 { return middle }
                }
                range = order < 0 ? middle + 1..<range.upperBound : range.lowerBound..<middle
            }
            return nil
        }
    }

    /// Adds names that are looked for, whether the folder has them or not.
    mutating func add(names wanted: [[UInt8]]) {
        var isAdded = false
        for name in wanted where !contains(name) {
            append(name, .unknown, number: 0)
            isAdded = true
        }
        if isAdded { sort() }
    }

    private func contains(_ name: [UInt8]) -> Bool { names.indices.contains { self[$0].name.elementsEqual(name) } }

    private mutating func append(_ name: some Collection<UInt8>, _ kind: Kind, number: UInt64) {
        let start = bytes.count
        bytes += name
        let head = Self.head(bytes.span.extracting(start..<bytes.count))
        names.append(
            Name(start: UInt32(start), length: UInt16(clamping: name.count), kind: kind, head: head, number: number))
    }

    private mutating func sort() {
        bytes.withUnsafeBytes { buffer in
            names.sort { first, second in
                if first.head != second.head { return first.head < second.head }
                return Self.order(Self.bytes(of: first, in: buffer), Self.bytes(of: second, in: buffer)) < 0
            }
        }
    }

    /// The first eight bytes of a name, the first of them as the highest; no name has a zero.
    private static func head(_ name: Span<UInt8>) -> UInt64 {
        var head: UInt64 = 0
        for place in 0..<8 { head = head << 8 | (place < name.count ? UInt64(name[place]) : 0) }
        return head
    }

    private static func bytes(of name: Name, in buffer: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: buffer[Int(name.start)..<(Int(name.start) + Int(name.length))])
    }

    /// Less than zero where the first comes before the second, bytewise.
    private static func order(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int {
        guard let one = first.baseAddress, let other = second.baseAddress else { return first.count - second.count }
        let order = memcmp(one, other, min(first.count, second.count))
        return order != 0 ? Int(order) : first.count - second.count
    }

    private static func kind(_ type: UInt8) -> Kind {
        switch Int(type) {
        case Int(DT_REG): .file
        case Int(DT_DIR): .folder
        case Int(DT_LNK): .link
        case Int(DT_UNKNOWN): .unknown
        default: .special
        }
    }
}
