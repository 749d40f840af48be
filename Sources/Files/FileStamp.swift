#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What tells a file from what it was before and will be after a change, without reading it: which file it is, its size,
/// and when it was changed.
public struct FileStamp: Sendable, Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: UInt64
    /// When the content changed, and when anything did, in nanoseconds since 1970.
    private let modified: UInt64
    private let changed: UInt64
    private let isSure: Bool

    /// The stamp of a regular file; nil when there is none.
    public init?(_ path: FilePath) {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = UInt64(truncatingIfNeeded: status.st_size)
        #if canImport(Glibc)
            modified = Self.nanoseconds(status.st_mtim)
            changed = Self.nanoseconds(status.st_ctim)
        #else
            modified = Self.nanoseconds(status.st_mtimespec)
            changed = Self.nanoseconds(status.st_ctimespec)
        #endif
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let latest = max(modified, changed)
        // A change that comes right after this one may get the same time: clocks of file systems tick every 10 ms, those
        // of some only every two seconds.
        let tick: UInt64 = latest % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
        isSure = Self.nanoseconds(now) > latest &+ tick
    }

    private static func nanoseconds(_ time: timespec) -> UInt64 {
        UInt64(bitPattern: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
    }

    /// The stamp in bytes; nil when the file was changed just now, so that another change might not show.
    public var bytes: [UInt8]? { isSure ? Self.bytes([device, inode, size, modified, changed]) : nil }

    /// The stamp in bytes, of a file that whoever asks has just written.
    public var ownBytes: [UInt8] { Self.bytes([device, inode, size, modified, changed]) }

    private static func bytes(_ numbers: [UInt64]) -> [UInt8] {
        numbers.withUnsafeBytes { Array($0) }
    }

    /// The stamps of all files in a folder with their names, in bytewise order; nil when it can't be read, or holds
    /// anything but files and folders.
    public static func contents(of folder: FilePath) -> [UInt8]? {
        let descriptor = folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let listing = try? FolderListing(of: folder) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(listing.count * 80)
        for place in 0..<listing.count {
            let name = listing[place].name
            bytes += name
            bytes.append(0)
            var status = stat()
            let isThere = FilePath(bytes: Array(name)).withCString {
                fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
            }
            guard isThere == 0 else { return nil }
            switch status.st_mode & S_IFMT {
            case S_IFREG: bytes += FileStamp(status).ownBytes
            case S_IFDIR:
                guard let inner = contents(of: folder.appending(FilePath(bytes: Array(name)))) else { return nil }
                bytes += inner
            default: return nil
            }
        }
        return bytes
    }
}
