#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Folders as a whole.
public enum Folder {
    /// Makes a folder and those above it that are missing.
    /// - Throws: ``FileError`` naming the folder that can't be made.
    public static func make(_ path: FilePath) throws(FileError) {
        if path.withCString({ mkdir($0, 0o777) }) == 0 { return }
        let number = errno
        switch number {
        case EEXIST, EISDIR, EROFS:
            if (try? File.status(path))?.kind == .folder { return }
            throw number == EEXIST ? FileError(path, "isn't a folder") : FileError(path, number: number)
        case ENOENT where path.folder != path && path.bytes.contains(UInt8(ascii: "/")):
            try make(path.folder)
            guard path.withCString({ mkdir($0, 0o777) }) == 0 || errno == EEXIST else {
                throw FileError(path, number: errno)
            }
        default: throw FileError(path, number: number)
        }
    }

    /// The names in a folder, but `.` and `..`, in bytewise order.
    /// - Throws: ``FileError``.
    public static func names(in path: FilePath) throws(FileError) -> [FilePath] {
        let listing = try FolderListing(of: path)
        return (0..<listing.count).map { FilePath(bytes: Array(listing[$0].name)) }
    }

    /// Removes a folder with all that is in it, links themselves and not what they lead to.
    /// - Throws: ``FileError`` naming what can't be removed; nothing there is no error.
    public static func remove(_ path: FilePath) throws(FileError) {
        var status = stat()
        guard path.withCString({ lstat($0, &status) }) == 0 else {
            if errno == ENOENT { return }
            throw FileError(path, number: errno)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in try names(in: path) { try remove(path.appending(name)) }
            _ = try uninterrupted(path) { Int(path.withCString { rmdir($0) }) }
        } else {
            _ = try uninterrupted(path) { Int(path.withCString { unlink($0) }) }
        }
    }

    /// Removes a folder if nothing is in it; else it stays, and so does one that can't be removed.
    public static func removeIfEmpty(_ path: FilePath) { _ = path.withCString { rmdir($0) } }

    /// Makes the names in a folder safe on disk, as far as the file system can.
    public static func synchronize(_ path: FilePath) {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_DIRECTORY) }
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
