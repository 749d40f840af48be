#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that grows at its end while others read it: what is in it stays. It may be a pipe or a device too.
///
/// Belongs to one owner at a time; copies share the file.
public struct AppendFile: Sendable {
    private let path: FilePath
    private let descriptor: Int32

    /// Opens a file, making it and the folders above it when they are missing. Where the last line of what it holds was
    /// cut off, that line is ended.
    /// - Throws: ``FileError`` when it can't be written, and for a pipe that nobody reads.
    public init(_ path: FilePath) throws(FileError) {
        self.path = path
        try Folder.make(path.folder)
        // Without O_NONBLOCK, opening a pipe would wait for a reader.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        descriptor = Int32(try uninterrupted(path) { Int(path.withCString { open($0, flags, 0o666) }) })
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        do throws(FileError) {
            if Self.endsInsideALine(path) { try write([UInt8(ascii: "\n")]) }
        } catch {
            close()
            throw error
        }
    }

    /// Whether a file ends with a line that was cut off; false for what can't be read, as pipes can't.
    private static func endsInsideALine(_ path: FilePath) -> Bool {
        guard let (descriptor, size) = try? File.open(path) else { return false }
        defer { sys_close(descriptor) }
        var last = UInt8(ascii: "\n")
        guard size > 0, pread(descriptor, &last, 1, off_t(size - 1)) == 1 else { return false }
        return last != UInt8(ascii: "\n")
    }

    /// Adds bytes at the end. Blocks while a pipe is full.
    /// - Throws: ``FileError``, for example when the disk is full.
    public func write(_ bytes: [UInt8]) throws(FileError) { try File.write(bytes, to: descriptor, path) }

    /// Closes the file; nothing may be written afterwards.
    public func close() { sys_close(descriptor) }
}

/// A name that the type's own member hides.
private func sys_close(_ descriptor: Int32) { close(descriptor) }
