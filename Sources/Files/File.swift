#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Regular files, read whole.
public enum File {
    /// What stands at a path; symbolic links are followed.
    public enum Kind: Sendable {
        /// A regular file.
        case file
        /// A folder.
        case folder
        /// A pipe, a socket, a device.
        case special
    }

    /// What stands at a path, and its size in bytes.
    /// - Throws: ``FileError`` when there is nothing, or it can't be reached.
    public static func status(_ path: FilePath) throws(FileError) -> (kind: Kind, size: Int) {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0 else { throw FileError(path, number: errno) }
        return (kind(status.st_mode), Int(status.st_size))
    }

    /// What tells a file or folder from all others as long as it is there; nil when there is nothing.
    public static func identity(of path: FilePath) -> [UInt64]? {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    /// Reads a whole file.
    /// - Parameter limit: The most bytes to read; further ones are left.
    /// - Throws: ``FileError``; a pipe or device is refused, since reading one may never end.
    public static func read(_ path: FilePath, limit: Int) throws(FileError) -> (bytes: [UInt8], isWhole: Bool) {
        let (descriptor, size) = try open(path)
        defer { close(descriptor) }
        // One byte more than the size, so that the end shows without another turn.
        var bytes = [UInt8]()
        var capacity = min(size, limit) + 1
        while bytes.count <= limit {
            let count = try append(to: &bytes, atMost: capacity, from: descriptor, path)
            if count == 0 { return (bytes, true) }
            if count == capacity {
                capacity = min(1 << 20, max(4096, limit + 1 - bytes.count))
            } else {
                capacity -= count
            }
        }
        bytes.removeLast(bytes.count - limit)
        return (bytes, false)
    }

    /// Removes a file; nothing there is no error.
    /// - Throws: ``FileError``.
    public static func remove(_ path: FilePath) throws(FileError) {
        guard path.withCString({ unlink($0) }) != 0, errno != ENOENT, errno != ENOTDIR else { return }
        throw FileError(path, number: errno)
    }

    /// Gives a file or folder another name, in one step; what had that name is replaced, if it can be.
    /// - Throws: ``FileError`` naming the new path.
    public static func move(_ old: FilePath, to new: FilePath) throws(FileError) {
        _ = try uninterrupted(new) { Int(old.withCString { old in new.withCString { new in rename(old, new) } }) }
    }

    /// Makes a new file and writes it; not in one step, and not yet safe on disk.
    static func create(_ path: FilePath, _ bytes: [UInt8]) throws(FileError) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = Int32(try uninterrupted(path) { Int(path.withCString { sys_create($0, flags) }) })
        defer { close(descriptor) }
        try write(bytes, to: descriptor, path)
    }

    /// Makes what was written to a file safe on disk.
    static func synchronize(_ path: FilePath) throws(FileError) {
        let descriptor = Int32(
            try uninterrupted(path) { Int(path.withCString { sys_open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }) })
        defer { close(descriptor) }
        _ = try uninterrupted(path) { Int(fsync(descriptor)) }
    }

    /// Writes all of some bytes.
    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: FilePath) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try uninterrupted(path) { rest.withUnsafeBytes { sys_write(descriptor, $0) } }
            rest = rest.dropFirst(count)
        }
    }

    /// The permission bits of a file; nil when there is none.
    static func permissions(of path: FilePath) -> mode_t? {
        var status = stat()
        return path.withCString { stat($0, &status) } == 0 ? status.st_mode & 0o7777 : nil
    }

    /// How many names a regular file has by hard links; 0 where there is none.
    public static func names(of path: FilePath) -> Int {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
        return Int(status.st_nlink)
    }

    /// Whether a symbolic link stands there.
    public static func isLink(_ path: FilePath) throws(FileError) -> Bool {
        var status = stat()
        guard path.withCString({ lstat($0, &status) }) == 0 else { throw FileError(path, number: errno) }
        return status.st_mode & S_IFMT == S_IFLNK
    }

    /// Where a path leads to, all symbolic links followed; nil when there is nothing.
    static func resolved(_ path: FilePath) -> FilePath? {
        var status = stat()
        guard path.withCString({ lstat($0, &status) }) == 0 else { return nil }
        guard status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let real = path.withCString({ realpath($0, nil) }) else { return nil }
        defer { free(real) }
        return FilePath(bytes: Array(UnsafeRawBufferPointer(start: real, count: strlen(real))))
    }

    /// Opens a regular file for reading.
    static func open(_ path: FilePath) throws(FileError) -> (descriptor: Int32, size: Int) {
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        let descriptor = Int32(
            try uninterrupted(path) { Int(path.withCString { sys_open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }) })
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            defer { close(descriptor) }
            throw FileError(path, number: errno)
        }
        switch kind(status.st_mode) {
        case .file: return (descriptor, Int(status.st_size))
        case .folder:
            close(descriptor)
            throw FileError(path, "is a folder")
        case .special:
            close(descriptor)
            throw FileError(path, "is a pipe, socket or device, not a file")
        }
    }

    /// Reads once; gives the number of bytes, 0 at the end.
    static func append(
        to bytes: inout [UInt8], atMost count: Int, from descriptor: Int32, _ path: FilePath
    ) throws(FileError) -> Int {
        var failure: FileError?
        var got = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(FileError) {
                got = try uninterrupted(path) { sys_read(descriptor, buffer.baseAddress, count) }
            } catch {
                failure = error
            }
            initialized = got
        }
        if let failure { throw failure }
        if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        return got
    }

    private static func kind(_ mode: mode_t) -> Kind {
        switch mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        default: .special
        }
    }
}

// Names that `File`'s own members hide.
private func sys_open(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { open(path, flags) }
private func sys_create(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { open(path, flags, 0o666) }
private func sys_write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
private func sys_read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
