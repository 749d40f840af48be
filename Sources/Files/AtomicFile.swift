#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that is written under a temporary name beside its place and put in place in one step: readers see the old file
/// or the new one, never half of one.
///
/// The temporary name is `.NAME.galley-partial`. It is locked while it is written, so that a second run which would
/// write the same file is refused, and what a killed run left behind is used again.
///
/// Belongs to one owner at a time; copies share the file.
public struct AtomicFile: Sendable {
    private static let chunk = 1 << 16

    private let target: FilePath
    private let partial: FilePath
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Opens the temporary file, making the folders above it when they are missing.
    /// - Throws: ``FileError`` when it can't be written there, something that isn't a file stands in its place, or
    ///   another run is writing it.
    public init(_ path: FilePath) throws(FileError) {
        try self.init(path, kind: .file)
    }

    private init(_ path: FilePath, kind: File.Kind) throws(FileError) {
        target = try Placement.target(path, mustBe: kind)
        partial = Placement.partial(of: target)
        try Folder.make(target.folder)
        descriptor = try Placement.lock(partial, flags: O_RDWR | O_CREAT)
        do throws(FileError) {
            _ = try uninterrupted(partial) { Int(ftruncate(descriptor, 0)) }
            if let mode = File.permissions(of: target) {
                _ = try uninterrupted(partial) { Int(fchmod(descriptor, mode)) }
            }
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Adds bytes at the end.
    /// - Throws: ``FileError``, for example when the disk is full.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        buffer += bytes
        if buffer.count >= Self.chunk { try flush() }
    }

    /// Makes everything written so far safe on disk, still under the temporary name.
    public mutating func finish() throws(FileError) {
        try flush()
        _ = try uninterrupted(target) { Int(fsync(descriptor)) }
    }

    /// Puts the file in place.
    public mutating func commit() throws(FileError) {
        if !buffer.isEmpty { try finish() }
        _ = try uninterrupted(target) {
            Int(partial.withCString { old in target.withCString { new in rename(old, new) } })
        }
        close(descriptor)
        Folder.synchronize(target.folder)
    }

    /// Removes what was written.
    public mutating func abandon() {
        _ = partial.withCString { unlink($0) }
        close(descriptor)
    }

    /// Writes a whole file in one step.
    public static func write(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
        var file = try AtomicFile(path)
        do throws(FileError) {
            try file.write(bytes)
            try file.finish()
            try file.commit()
        } catch {
            file.abandon()
            throw error
        }
    }

    private mutating func flush() throws(FileError) {
        try File.write(buffer, to: descriptor, target)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Where something that is written in one step stands while it is written.
enum Placement {
    /// The path to replace: where a symbolic link leads to, so that the link stays.
    static func target(_ path: FilePath, mustBe kind: File.Kind) throws(FileError) -> FilePath {
        guard !path.name.bytes.isEmpty, path.name != FilePath("."), path.name != FilePath("..") else {
            throw FileError(path, "names no file", help: "end the path with a name")
        }
        guard let found = try? File.status(path) else { return path }
        guard found.kind == kind else {
            let is_ = found.kind == .folder ? "is a folder" : kind == .folder ? "is a file" : "is no regular file"
            throw FileError(path, is_, help: "give another path, or move it away")
        }
        return File.resolved(path) ?? path
    }

    /// `.NAME.galley-partial` in the same folder.
    static func partial(of target: FilePath) -> FilePath {
        // A name may have 255 bytes; what goes beyond that can't be told apart by its end.
        let name = target.name.bytes.prefix(255 - Array("..galley-partial".utf8).count)
        let partial = FilePath(bytes: Array(".".utf8) + name + Array(".galley-partial".utf8))
        return target.bytes.contains(UInt8(ascii: "/")) ? target.folder.appending(partial) : partial
    }

    /// Opens and locks; another run's lock is an error.
    static func lock(_ path: FilePath, flags: Int32) throws(FileError) -> Int32 {
        while true {
            let descriptor = Int32(
                try uninterrupted(path) {
                    Int(path.withCString { open($0, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666) })
                })
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw FileError(path, "another run is writing here", help: "wait for it to end, or stop it")
            }
            // Whoever held the lock may have renamed or removed the file between opening and locking.
            var opened = stat()
            var named = stat()
            if fstat(descriptor, &opened) == 0, path.withCString({ lstat($0, &named) }) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            {
                return descriptor
            }
            close(descriptor)
        }
    }
}
