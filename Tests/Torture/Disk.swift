internal import Foundation

/// A path as the file system has it: any bytes but NUL.
public struct RawPath: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// Its bytes.
    public let bytes: [UInt8]

    /// A path of bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }
    /// A path of a text.
    public init(_ text: String) { bytes = Array(text.utf8) }
    /// A path of a text.
    public init(stringLiteral text: String) { self.init(text) }

    /// The path to show.
    public var description: String { String(decoding: bytes, as: UTF8.self) }

    /// The path on one line of a report, however long it is and whatever is in it.
    public var shown: String {
        let text = description.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }.joined()
        return text.count <= 60 ? text : "\(text.prefix(40))…\(text.suffix(15))"
    }

    /// The path of something in this folder.
    public static func / (folder: RawPath, name: RawPath) -> RawPath {
        RawPath(bytes: folder.bytes + [UInt8(ascii: "/")] + name.bytes)
    }

    /// The folder that it is in.
    public var folder: RawPath {
        RawPath(bytes: Array(bytes[..<(bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)]))
    }

    /// The last component.
    public var name: RawPath {
        RawPath(bytes: Array(bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]))
    }

    /// Bytewise order.
    public static func < (first: RawPath, second: RawPath) -> Bool {
        first.bytes.lexicographicallyPrecedes(second.bytes)
    }

    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var terminated = bytes.map { CChar(bitPattern: $0) }
        terminated.append(0)
        return terminated.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map(body) ?? "".withCString(body)
        }
    }
}

/// What the harness itself could not do: it says nothing of the program.
public struct HarnessError: Error, CustomStringConvertible {
    /// What went wrong.
    public let description: String

    /// An error in words.
    public init(_ description: String) { self.description = description }

    static func system(_ call: String, _ path: RawPath) -> HarnessError {
        HarnessError("\(call) \(path): \(String(cString: strerror(errno)))")
    }
}

/// The file system's calls, by paths of any bytes.
public enum Disk {
    /// When something was last changed, as exactly as the file system tells.
    public struct Moment: Equatable, Sendable {
        let seconds: Int
        let nanoseconds: Int
    }

    /// Makes a folder with those above it.
    public static func makeFolder(_ path: RawPath) throws {
        guard path.withCString({ mkdir($0, 0o755) }) != 0, errno != EEXIST else { return }
        guard errno == ENOENT, path.folder != path, !path.folder.bytes.isEmpty else {
            throw HarnessError.system("mkdir", path)
        }
        try makeFolder(path.folder)
        guard path.withCString({ mkdir($0, 0o755) }) == 0 || errno == EEXIST else {
            throw HarnessError.system("mkdir", path)
        }
    }

    /// Writes a file, over one that is there: its inode stays.
    public static func write(_ bytes: [UInt8], to path: RawPath) throws {
        try makeFolder(path.folder)
        let descriptor = path.withCString { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else { throw HarnessError.system("open", path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw HarnessError.system("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    /// The bytes of a file; nil when there is none.
    public static func read(_ path: RawPath) throws -> [UInt8]? {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw HarnessError.system("open", path) }
            return nil
        }
        defer { close(descriptor) }
        return try read(descriptor, path)
    }

    static func read(_ descriptor: Int32, _ path: RawPath) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw HarnessError.system("read", path) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// The names in a folder; nil when there is none.
    public static func names(in path: RawPath) -> [RawPath]? {
        guard let stream = path.withCString({ opendir($0) }) else { return nil }
        defer { closedir(stream) }
        var names: [RawPath] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(RawPath(bytes: name)) }
        }
        return names.sorted()
    }

    /// Whether something has that name, a link that leads nowhere too.
    public static func exists(_ path: RawPath) -> Bool {
        var status = stat()
        return path.withCString { lstat($0, &status) } == 0
    }

    /// Whether a folder stands there, links not followed.
    public static func isFolder(_ path: RawPath) -> Bool {
        var status = stat()
        return path.withCString { lstat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// What tells a file or folder from all others; 0 for nothing.
    public static func inode(_ path: RawPath) -> UInt64 {
        var status = stat()
        return path.withCString { stat($0, &status) } == 0 ? UInt64(status.st_ino) : 0
    }

    /// When a file was last changed.
    public static func modified(_ path: RawPath) throws -> Moment {
        var status = stat()
        guard path.withCString({ lstat($0, &status) }) == 0 else { throw HarnessError.system("lstat", path) }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Moment(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }

    /// Says that a file was last changed at a moment; now without one.
    public static func setModified(_ path: RawPath, _ moment: Moment?) throws {
        let times = moment.map { moment in
            [timespec](repeating: timespec(tv_sec: moment.seconds, tv_nsec: moment.nanoseconds), count: 2)
        }
        // Without times, the system takes the present.
        guard path.withCString({ utimensat(AT_FDCWD, $0, times, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            throw HarnessError.system("utimensat", path)
        }
    }

    /// Gives something another name.
    public static func move(_ old: RawPath, to new: RawPath) throws {
        try makeFolder(new.folder)
        guard old.withCString({ old in new.withCString { rename(old, $0) } }) == 0 else {
            throw HarnessError.system("rename", old)
        }
    }

    /// Makes a symbolic link.
    public static func link(_ path: RawPath, to target: RawPath) throws {
        try makeFolder(path.folder)
        guard target.withCString({ target in path.withCString { symlink(target, $0) } }) == 0 else {
            throw HarnessError.system("symlink", path)
        }
    }

    /// Removes something with all that is in it; nothing there is no error.
    public static func remove(_ path: RawPath) throws {
        if isFolder(path) {
            for name in names(in: path) ?? [] { try remove(path / name) }
            guard path.withCString({ rmdir($0) }) == 0 else { throw HarnessError.system("rmdir", path) }
        } else if path.withCString({ unlink($0) }) != 0, errno != ENOENT, errno != ENOTDIR {
            throw HarnessError.system("unlink", path)
        }
    }

    /// The paths of all that is in a folder, at any depth, from there.
    public static func walk(_ path: RawPath) -> [RawPath] {
        (names(in: path) ?? []).flatMap { name -> [RawPath] in
            let inside = path / name
            return [name] + (isFolder(inside) ? walk(inside).map { name / $0 } : [])
        }
    }
}
