internal import Files
internal import Locks

/// The files that a definition was read from, as they were then.
final class DefinitionFiles: Sendable {
    private let stamps = Mutex<[String: [UInt8]?]>([:])

    /// Takes note of a file, before it is read.
    func note(_ path: String) {
        let stamp = FileStamp(FilePath(path))?.ownBytes
        stamps.withLock { if $0[path] == nil { $0[path] = .some(stamp) } }
    }

    /// The files as they were when they were noted; nil for those that weren't there.
    var noted: [String: [UInt8]?] { stamps.withLock { $0 } }

    /// The same files as they are now.
    var now: [String: [UInt8]?] {
        var now: [String: [UInt8]?] = [:]
        for path in noted.keys { now[path] = .some(FileStamp(FilePath(path))?.ownBytes) }
        return now
    }
}
