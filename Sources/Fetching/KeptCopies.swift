public import Documents
public import Files
internal import JSON
internal import Locks

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What was fetched, kept in a folder from run to run, a file each.
///
/// Files are named by a digest of the address, so that an address which holds a secret is written nowhere. When there is
/// too much, what wasn't asked for longest goes first. A file that is damaged counts as none.
public final class KeptCopies: Sendable {
    /// A copy.
    public struct Copy: Sendable, Equatable {
        /// The content.
        public var bytes: [UInt8]
        /// What the server said that the bytes are.
        public var mediaType: MediaType?
        /// The encoding that the server declared.
        public var charset: String?
        /// What tells this state of the content from others.
        public var validators: Validators
        /// What relative addresses in it start from.
        public var base: String
        /// When it was found to be as the web has it, in seconds since 1970.
        public var checked: Int
    }

    private static let suffix = ".copy"
    private static let headLimit = 1 << 16

    private let folder: FilePath?
    private let writes: Bool
    private let limit: Int
    /// How many bytes are kept; nil before they were counted.
    private let size = Mutex<Int?>(nil)

    /// - Parameters:
    ///   - folder: Where they are; nil for nowhere.
    ///   - writes: Whether anything is written or removed.
    ///   - limit: The most bytes that are kept.
    public init(folder: FilePath?, writes: Bool, limit: Int) {
        self.folder = folder
        self.writes = writes && folder != nil
        self.limit = limit
    }

    /// Seconds since 1970.
    public static var now: Int { time(nil) }

    /// The copy of what an address had; nil when there is none.
    public func copy(of address: WebAddress) -> Copy? {
        guard let path = path(of: address), let (bytes, isWhole) = try? File.read(path, limit: 1 << 31), isWhole,
            let end = bytes.prefix(Self.headLimit).firstIndex(of: UInt8(ascii: "\n")),
            let head = try? JSONValue(parsing: Array(bytes[..<end])), let base = head["base"]?.text,
            let checked = head["checked"]?.integer
        else { return nil }
        let content = Array(bytes[(end + 1)...])
        guard head["digest"]?.text == Digest(of: content).description else { return nil }
        return Copy(
            bytes: content, mediaType: head["type"]?.text.map { MediaType($0) }, charset: head["charset"]?.text,
            validators: Validators(tag: head["tag"]?.text, modified: head["modified"]?.text), base: base,
            checked: checked)
    }

    /// Keeps a copy in the place of any earlier one. What can't be kept is fetched again the next time.
    public func keep(_ copy: Copy, of address: WebAddress) {
        guard writes, let folder, let path = path(of: address), copy.bytes.count <= limit else { return }
        var json = JSONWriter()
        json.object { json in
            json.member("base", copy.base)
            json.member("type", copy.mediaType?.name)
            json.member("charset", copy.charset)
            json.member("tag", copy.validators.tag)
            json.member("modified", copy.validators.modified)
            json.member("checked", copy.checked)
            json.member("digest", Digest(of: copy.bytes).description)
        }
        json.endLine()
        let bytes = json.bytes + copy.bytes
        do {
            try Folder.make(folder)
            try AtomicFile.write(bytes, to: path)
        } catch {
            return
        }
        let isTooMuch = size.withLock { size in
            // What is written over is counted twice until all is counted anew.
            size = (size ?? Self.files(in: folder).reduce(0) { $0 + $1.size }) + bytes.count
            return size.map { $0 > limit } ?? false
        }
        if isTooMuch { prune(folder) }
    }

    /// Removes the oldest until a tenth of the room is free.
    private func prune(_ folder: FilePath) {
        size.withLock { size in
            let files = Self.files(in: folder).sorted { ($0.modified, $0.path.text) < ($1.modified, $1.path.text) }
            var left = files.reduce(0) { $0 + $1.size }
            let goal = left > limit ? limit - limit / 10 : limit
            for file in files where left > goal {
                guard (try? File.remove(file.path)) != nil else { continue }
                left -= file.size
            }
            size = left
        }
    }

    private func path(of address: WebAddress) -> FilePath? {
        folder.map { $0.appending(Digest(of: address.text).description + Self.suffix) }
    }

    private static func files(in folder: FilePath) -> [(path: FilePath, size: Int, modified: Int)] {
        ((try? Folder.names(in: folder)) ?? []).filter { $0.hasSuffix(suffix) }.compactMap { name in
            let path = folder.appending(name)
            var status = stat()
            guard stat(path.text, &status) == 0 else { return nil }
            #if canImport(Glibc)
                let modified = status.st_mtim
            #else
                let modified = status.st_mtimespec
            #endif
            return (path, Int(status.st_size), Int(modified.tv_sec) * 1_000_000_000 + Int(modified.tv_nsec))
        }
    }
}
