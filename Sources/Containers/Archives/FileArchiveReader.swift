internal import CArchive
public import Files

/// Reads the files of an archive (tar, zip, 7-zip, cpio), one after the other, where they lie: nothing is unpacked to a
/// disk, and names are nothing but names.
///
/// `@unchecked Sendable`: a reader belongs to whoever opened it, and is asked by one thread at a time.
public final class FileArchiveReader: @unchecked Sendable {
    /// How much an archive may hold.
    public struct Limits: Sendable {
        /// The most entries, of any kind.
        public var entries = 1_000_000
        /// So many times as long as the archive may be what it expands to, beyond the first gigabyte.
        public var ratio = 250

        /// A million entries, 250 times as long.
        public init() {}
    }

    /// What comes next in an archive.
    public enum Step {
        /// A file: its name; its place, which no other file in the archive has; and its content, which can be read until
        /// the next step is asked for.
        case file(name: String, place: String, ByteInput)
        /// What can't be read; what comes behind it may be.
        case problem(ContainerProblem)
    }

    private static let longestName = 4096
    private static let freeBytes = 1 << 30

    private let feed: ArchiveFeed
    private let archive = archive_read_new()
    private let limits: Limits
    private var isOpen = false
    private var isAtEnd = false
    private var entries = 0
    private var expanded = 0
    private var number = 0
    /// A tar may hold one name twice.
    private var names = PlaceNames()

    /// Reads what comes through an input; the kinds that need to jump in it can do so in files and in memory only.
    public init(_ input: ByteInput, _ limits: Limits = Limits()) {
        feed = ArchiveFeed(input)
        self.limits = limits
    }

    deinit { archive_read_free(archive) }

    /// Whether a file, expanded, begins like an archive.
    public static func begins(_ start: [UInt8]) -> Bool {
        let marks: [[UInt8]] = [
            [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("070701".utf8),
            Array("070707".utf8),
        ]
        return marks.contains { start.starts(with: $0) } || start.dropFirst(257).starts(with: "ustar".utf8)
    }

    /// The next file, or what can't be read; nil at the end.
    public func next() -> Step? {
        if !isOpen, let problem = open() { return .problem(problem) }
        while !isAtEnd {
            if entries > 0, let problem = passOverRest() { return end(problem) }
            var entry: OpaquePointer?
            let status = UnicodeLocale.use { archive_read_next_header(archive, &entry) }
            switch status {
            case ARCHIVE_EOF:
                isAtEnd = true
                guard entries == 0 else { return nil }
                return .problem(ContainerProblem(code: .empty, message: "the archive holds nothing"))
            case ARCHIVE_RETRY: continue
            case ARCHIVE_OK, ARCHIVE_WARN, ARCHIVE_FAILED: break
            default: return end(problem(nil))
            }
            entries += 1
            number += 1
            guard entries <= limits.entries else {
                return end(
                    ContainerProblem(code: .tooLarge, message: "the archive holds more than \(limits.entries) entries"))
            }
            guard let entry else { continue }
            if status == ARCHIVE_FAILED { return .problem(problem(names.place(of: name(of: entry)))) }
            guard archive_entry_filetype(entry) & 0o170000 == 0o100000, archive_entry_hardlink(entry) == nil else {
                continue
            }
            return step(entry)
        }
        return nil
    }

    private func step(_ entry: OpaquePointer) -> Step {
        let name = name(of: entry)
        let place = names.place(of: name)
        guard name.utf8.count <= Self.longestName else {
            return .problem(
                ContainerProblem(
                    place: String(name.prefix(64)) + "…", code: .tooLarge,
                    message: "the entry's name is longer than \(Self.longestName) bytes"))
        }
        if archive_entry_is_encrypted(entry) != 0 {
            return .problem(
                ContainerProblem(place: place, code: .encrypted, message: "the entry can't be read without a password"))
        }
        let number = number
        return .file(
            name: name, place: place,
            ByteInput { [weak self] buffer throws(ByteStream.Failure) in
                // Who keeps the content longer than it can be read gets nothing more.
                guard let self, self.number == number else { return 0 }
                return try self.read(buffer)
            })
    }

    private func open() -> ContainerProblem? {
        isOpen = true
        for support in [
            archive_read_support_format_tar, archive_read_support_format_zip, archive_read_support_format_7zip,
            archive_read_support_format_cpio, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
            archive_read_support_filter_lz4,
        ] { _ = support(archive) }
        guard let archive, feed.open(archive) == ARCHIVE_OK else {
            isAtEnd = true
            return problem(nil)
        }
        return nil
    }

    private func end(_ problem: ContainerProblem) -> Step {
        isAtEnd = true
        return .problem(problem)
    }

    private func problem(_ place: String?) -> ContainerProblem {
        switch feed.failure {
        case .file(let error): ContainerProblem(place: place, code: .unreadable, message: error.reason)
        case .expansion(.tooLarge): tooMuch(place)
        case .expansion(let error):
            ContainerProblem(place: place, code: .damaged, message: ByteStream.Failure.expansion(error).description)
        case nil: ContainerProblem(place: place, code: .damaged, message: reason)
        }
    }

    /// What libarchive says, as the part of a sentence.
    private var reason: String {
        let text = archive_error_string(archive).map { String(cString: $0) } ?? ""
        return text.isEmpty ? "the archive breaks off, or is damaged" : text
    }

    private func read(_ buffer: UnsafeMutableRawBufferPointer) throws(ByteStream.Failure) -> Int {
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else {
            if let failure = feed.failure { throw failure }
            throw .expansion(.corrupt(reason))
        }
        expanded += count
        guard !isTooMuch else { throw .expansion(.tooLarge) }
        return count
    }

    private var isTooMuch: Bool {
        expanded > Self.freeBytes && expanded / limits.ratio > Int(archive_filter_bytes(archive, -1))
    }

    /// Passes over what wasn't read of an entry, piece by piece, so that it can't be more than is allowed. A zip is left to
    /// libarchive: it jumps.
    private func passOverRest() -> ContainerProblem? {
        let isZip = archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_ZIP
        var bytes: UnsafeRawPointer?
        var count = 0
        var offset: Int64 = 0
        while !isZip, !isTooMuch, archive_read_data_block(archive, &bytes, &count, &offset) == ARCHIVE_OK {
            expanded += count
        }
        return isTooMuch ? tooMuch(nil) : nil
    }

    private func tooMuch(_ place: String?) -> ContainerProblem {
        ContainerProblem(
            place: place, code: .tooLarge, message: "the archive expands to more than \(limits.ratio) times its size")
    }

    private func name(of entry: OpaquePointer) -> String {
        let bytes = UnicodeLocale.use { archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) }
        let name = PlaceNames.printable(bytes.map { String(cString: $0) } ?? "")
        return name.isEmpty ? "entry-\(entries)" : name
    }
}
