#if canImport(Glibc)
    internal import CFileSystem
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
    private let compressor: Compressor?
    private let mode: mode_t?
    private var buffer: [UInt8] = []
    /// The file that is to be replaced, once something of it is kept.
    private var old: OldFile?
    /// What of the old file comes next, and isn't written yet.
    private var kept = 0..<0
    private var isFinished = false
    private var isOpen = true

    /// Opens the temporary file, making the folders above it when they are missing.
    /// - Parameters:
    ///   - path: The file's place; where it is a symbolic link, what the link leads to is replaced.
    ///   - compression: How the bytes are compressed on their way.
    /// - Throws: ``FileError`` when it can't be written there, something that isn't a file stands in its place, or
    ///   another run is writing it.
    public init(_ path: FilePath, compression: Compression? = nil) throws(FileError) {
        target = try Placement.target(path, mustBe: .file)
        partial = Placement.partial(of: target)
        if let compression {
            guard let compressor = Compressor(compression) else { throw FileError(path, number: ENOMEM) }
            self.compressor = compressor
        } else {
            compressor = nil
        }
        try Folder.make(target.folder)
        mode = File.permissions(of: target)
        descriptor = try Placement.lock(partial, .file, for: target)
        do throws(FileError) {
            _ = try uninterrupted(target) { Int(ftruncate(descriptor, 0)) }
            if let mode {
                // Should this run be killed, the next one must be able to open the file.
                _ = try uninterrupted(target) { Int(fchmod(descriptor, mode | 0o600)) }
            }
        } catch {
            abandon()
            throw error
        }
    }

    /// Looks whether a file could be written there now, and writes nothing; another run may still get in the way.
    /// - Throws: ``FileError`` when it couldn't.
    public static func checkPlace(_ path: FilePath) throws(FileError) {
        _ = try Placement.check(path, mustBe: .file)
    }

    /// How many bytes were added so far, before they are compressed.
    public private(set) var count = 0

    /// Adds bytes at the end.
    /// - Throws: ``FileError``, for example when the disk is full.
    public mutating func write(_ bytes: [UInt8]) throws(FileError) {
        isFinished = false
        count += bytes.count
        try copyKept()
        buffer += bytes
        if buffer.count >= Self.chunk { try flush(isLast: false) }
    }

    /// Adds a part of the file that is to be replaced, which isn't compressed. Parts that follow each other there are
    /// copied at once, by the system.
    /// - Throws: ``FileError``, also when the old file isn't that long.
    public mutating func keep(_ range: Range<Int>) throws(FileError) {
        isFinished = false
        count += range.count
        if !buffer.isEmpty { try flush(isLast: false) }
        if kept.isEmpty || kept.upperBound != range.lowerBound {
            try copyKept()
            kept = range
        } else {
            kept = kept.lowerBound..<range.upperBound
        }
    }

    private mutating func copyKept() throws(FileError) {
        guard !kept.isEmpty else { return }
        if old == nil { old = try OldFile(target) }
        try old?.copy(kept, to: descriptor, target)
        kept = 0..<0
    }

    /// Makes everything written so far safe on disk, still under the temporary name.
    public mutating func finish() throws(FileError) {
        guard !isFinished else { return }
        try copyKept()
        try flush(isLast: true)
        _ = try uninterrupted(target) { Int(fsync(descriptor)) }
        isFinished = true
    }

    /// What is still to be done once it is finished.
    public var pending: PendingPlacement? {
        File.identity(of: partial).map {
            PendingPlacement(
                temporary: partial.absolute, place: target.absolute, isFolder: false, identity: $0)
        }
    }

    /// Puts the file in place.
    public mutating func commit() throws(FileError) {
        try finish()
        _ = try uninterrupted(target) {
            Int(partial.withCString { old in target.withCString { new in rename(old, new) } })
        }
        if let mode { fchmod(descriptor, mode) }
        close(descriptor)
        isOpen = false
        Folder.synchronize(target.folder)
    }

    /// Removes what was written.
    public mutating func abandon() {
        guard isOpen else { return }
        isOpen = false
        // Unlinked before the lock goes: afterwards the name may be another run's.
        _ = partial.withCString { unlink($0) }
        close(descriptor)
    }

    /// Writes a whole file in one step.
    public static func write(_ bytes: [UInt8], to path: FilePath) throws(FileError) {
        var file = try AtomicFile(path)
        do throws(FileError) {
            try file.write(bytes)
            try file.commit()
        } catch {
            file.abandon()
            throw error
        }
    }

    /// Removes a file, and what a killed run left of a new one; nothing there is no error.
    /// - Throws: ``FileError`` when it can't be removed, or another run is writing it.
    public static func remove(_ path: FilePath) throws(FileError) {
        if (try? File.status(Placement.partial(of: path))) != nil {
            var left = try AtomicFile(path)
            left.abandon()
        }
        try File.remove(path)
    }

    private mutating func flush(isLast: Bool) throws(FileError) {
        if let compressor {
            guard let packed = compressor.compress(buffer, isLast: isLast) else {
                throw FileError(target, "can't be compressed")
            }
            try File.write(packed, to: descriptor, target)
        } else {
            try File.write(buffer, to: descriptor, target)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
