#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where something that is written in one step stands while it is written.
enum Placement {
    /// The path to replace: where a symbolic link leads to, so that the link stays.
    static func target(_ path: FilePath, mustBe kind: File.Kind) throws(FileError) -> FilePath {
        guard !path.name.bytes.isEmpty, path.name != FilePath("."), path.name != FilePath("..") else {
            throw FileError(path, "names no file", help: "end the path with a name")
        }
        guard !path.bytes.contains(0) else { throw FileError(path, "holds a NUL, which no name can") }
        guard let found = try? File.status(path) else {
            guard (try? File.isLink(path)) != true else {
                throw FileError(
                    path, "is a symbolic link that leads nowhere", help: "remove it, or make where it leads")
            }
            return path
        }
        guard found.kind == kind else {
            let what = found.kind == .folder ? "is a folder" : kind == .folder ? "is a file" : "is no regular file"
            throw FileError(path, what, help: "give another path, or move it away")
        }
        return File.resolved(path) ?? path
    }

    /// Looks whether it could be written: what stands in its place, and whether the folder, or the first one above it
    /// that is there, may be written to. Writes nothing.
    /// - Returns: The path to replace.
    static func check(_ path: FilePath, mustBe kind: File.Kind) throws(FileError) -> FilePath {
        let target = try target(path, mustBe: kind)
        var folder = target.folder
        while true {
            do throws(FileError) {
                guard try File.status(folder).kind == .folder else { throw FileError(folder, "isn't a folder") }
                _ = try uninterrupted(folder) { Int(folder.withCString { access($0, W_OK | X_OK) }) }
                return target
            } catch {
                guard error.isMissing, folder.folder != folder else { throw error }
                folder = folder.folder
            }
        }
    }

    /// `.NAME.galley-partial` in the same folder.
    static func partial(of target: FilePath) -> FilePath { beside(target, ".galley-partial") }

    /// `.NAME.galley-old` in the same folder: where an old folder stands between two steps of its replacement.
    static func aside(of target: FilePath) -> FilePath { beside(target, ".galley-old") }

    /// `.NAME.galley-twin` in the same folder: a ``FolderTwin``.
    static func twin(of target: FilePath) -> FilePath { beside(target, ".galley-twin") }

    private static func beside(_ target: FilePath, _ suffix: String) -> FilePath {
        // A name may have 255 bytes: of two longer ones with the same start, the second to be written is refused.
        let name = target.name.bytes.prefix(255 - Array("..galley-partial".utf8).count)
        let found = FilePath(bytes: Array(".".utf8) + name + Array(suffix.utf8))
        return target.bytes.contains(UInt8(ascii: "/")) ? target.folder.appending(found) : found
    }

    /// Makes what is missing, opens it and locks it; another run's lock is an error.
    static func lock(_ partial: FilePath, _ kind: File.Kind, for target: FilePath) throws(FileError) -> Int32 {
        let isFolder = kind == .folder
        let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (isFolder ? O_RDONLY | O_DIRECTORY : O_RDWR | O_CREAT)
        var isMade = false
        while true {
            if isFolder {
                isMade = partial.withCString { mkdir($0, 0o777) } == 0
                guard isMade || errno == EEXIST else { throw FileError(target, number: errno) }
            }
            let descriptor = partial.withCString { open($0, flags, 0o666) }
            guard descriptor >= 0 else {
                switch errno {
                case EINTR: continue
                // Another run has put its folder in place between the two calls.
                case ENOENT where isFolder: continue
                case EISDIR, ENOTDIR, ELOOP, ENXIO:
                    throw FileError(partial, "is in the way of what is written", help: "remove it")
                default:
                    let number = errno
                    // Nothing can be in it yet, or else it stays.
                    if isMade { _ = partial.withCString { rmdir($0) } }
                    throw FileError(target, number: number)
                }
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let number = errno
                close(descriptor)
                if number == EINTR { continue }
                guard number == EWOULDBLOCK else { throw FileError(target, number: number) }
                throw FileError(target, "another run is writing here", help: "wait for it to end, or stop it")
            }
            var opened = stat()
            var named = stat()
            guard fstat(descriptor, &opened) == 0 else {
                let number = errno
                close(descriptor)
                throw FileError(target, number: number)
            }
            if !isFolder, opened.st_mode & S_IFMT != S_IFREG || opened.st_nlink > 1 {
                close(descriptor)
                throw FileError(partial, "is in the way of what is written", help: "remove it")
            }
            // Whoever held the lock may have renamed or removed the file between opening and locking.
            if partial.withCString({ lstat($0, &named) }) == 0,
                opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
            {
                return descriptor
            }
            close(descriptor)
        }
    }
}
