#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that one process at a time holds; the system lets go of it when the process ends, however it ends.
public struct LockFile: ~Copyable, Sendable {
    private let descriptor: Int32

    /// Takes the lock, making the file when it is missing.
    /// - Parameters:
    ///   - path: The file; its folder must be there.
    ///   - busy: What to say when another process holds it.
    ///   - help: What to do then.
    /// - Throws: ``FileError``.
    public init(_ path: FilePath, busy: String, help: String) throws(FileError) {
        descriptor = try Self.locked(path, busy: busy, help: help)
    }

    private static func locked(_ path: FilePath, busy: String, help: String) throws(FileError) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = Int32(try uninterrupted(path) { Int(path.withCString { open($0, flags, 0o666) }) })
        // A process that was just started from the one that held the lock has it for a moment, until it becomes another
        // program: half a second is waited for that.
        var tries = 50
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let number = errno
            if number == EWOULDBLOCK || number == EINTR, tries > 0 {
                tries -= 1
                usleep(10_000)
                continue
            }
            close(descriptor)
            throw number == EWOULDBLOCK ? FileError(path, busy, help: help) : FileError(path, number: number)
        }
        return descriptor
    }

    /// Whether a process holds a lock; nil when that can't be told, since there is no such file, or it can't be read.
    ///
    /// Makes nothing. A lock that nobody holds is held for a moment by who looks, which those who take it wait for.
    public static func isHeld(_ path: FilePath) -> Bool? {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return false }
        return errno == EWOULDBLOCK ? true : nil
    }

    deinit { close(descriptor) }
}
