#if canImport(Glibc)
    internal import CFileSystem
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder of files that is written beside its place and put in place in one step.
///
/// A folder that stands in the place already is replaced only when it was made this way, which the file
/// `.galley-artifact` in it tells, or is empty: a run never takes away what somebody else put there.
///
/// Belongs to one owner at a time; copies share the folder.
public struct AtomicFolder: Sendable {
    /// The file that tells who made a folder.
    public static let marker = ".galley-artifact"

    private let target: FilePath
    private let partial: FilePath
    private let descriptor: Int32
    private var made: Set<FilePath> = []

    /// Opens the temporary folder, making the folders above it when they are missing.
    /// - Throws: ``FileError`` when it can't be written there, what stands in its place wasn't made by a run, or another
    ///   run is writing it.
    public init(_ path: FilePath) throws(FileError) {
        target = try Placement.target(path.withoutTrailingSlashes, mustBe: .folder)
        partial = Placement.partial(of: target)
        try Self.checkReplaceable(target)
        try Folder.make(target.folder)
        try Folder.make(partial)
        descriptor = try Placement.lock(partial, flags: O_RDONLY | O_DIRECTORY)
        do throws(FileError) {
            for name in try Folder.names(in: partial) { try Folder.remove(partial.appending(name)) }
            try File.create(
                partial.appending(Self.marker), Array("made by galley, replaced as a whole by its next run\n".utf8))
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Writes a file into the folder.
    /// - Parameter name: Its path inside the folder; folders above it are made.
    /// - Throws: ``FileError``, also when there is such a file already.
    public mutating func write(_ bytes: [UInt8], to name: String) throws(FileError) {
        let path = partial.appending(name)
        if path.folder != partial, made.insert(path.folder).inserted { try Folder.make(path.folder) }
        try File.create(path, bytes)
    }

    /// Makes everything written so far safe on disk, still under the temporary name.
    public mutating func finish() throws(FileError) {
        // One call for the file system instead of one for each of many files.
        #if canImport(Glibc)
            _ = try uninterrupted(target) { Int(syncfs(descriptor)) }
        #else
            sync()
        #endif
    }

    /// Puts the folder in place, and removes the one that it replaces.
    public mutating func commit() throws(FileError) {
        try Self.checkReplaceable(target)
        if (try? File.status(target)) == nil {
            try Self.move(partial, to: target)
        } else if !exchange() {
            let old = FilePath(bytes: partial.bytes + Array("-old".utf8))
            try Folder.remove(old)
            try Self.move(target, to: old)
            try Self.move(partial, to: target)
            try? Folder.remove(old)
        }
        Folder.synchronize(target.folder)
        // The new folder is in place: what is left of the old one would be cleared away by the next run.
        try? Folder.remove(partial)
        close(descriptor)
    }

    /// Removes what was written.
    public mutating func abandon() {
        try? Folder.remove(partial)
        close(descriptor)
    }

    /// Removes a folder that was made this way; nothing there is no error.
    /// - Throws: ``FileError`` when it can't be removed, or wasn't made this way.
    public static func remove(_ path: FilePath) throws(FileError) {
        let path = path.withoutTrailingSlashes
        guard File.resolved(path) != nil else { return }
        try checkReplaceable(path)
        try Folder.remove(path)
    }

    /// Exchanges old and new in one step; false where the file system can't.
    private func exchange() -> Bool {
        #if canImport(Glibc)
            partial.withCString { new in
                target.withCString { old in renameat2(AT_FDCWD, new, AT_FDCWD, old, galley_rename_exchange) }
            } == 0
        #else
            partial.withCString { new in target.withCString { old in renamex_np(new, old, UInt32(RENAME_SWAP)) } } == 0
        #endif
    }

    private static func move(_ old: FilePath, to new: FilePath) throws(FileError) {
        _ = try uninterrupted(new) { Int(old.withCString { old in new.withCString { new in rename(old, new) } }) }
    }

    private static func checkReplaceable(_ target: FilePath) throws(FileError) {
        guard (try? File.status(target)) != nil else { return }
        let names = try Folder.names(in: target)
        guard names.isEmpty || names.contains(FilePath(marker)) else {
            throw FileError(
                target, "is a folder that no run made, and it isn't empty",
                help: "give another path, or empty the folder: a run replaces the whole of it")
        }
    }
}
