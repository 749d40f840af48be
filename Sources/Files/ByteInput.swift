#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where bytes come from, as they are stored: a file, standard input, memory, or a part of something greater.
///
/// What a file is shows in how it begins, so the first bytes can be looked at before they are read.
///
/// `@unchecked Sendable`: an input belongs to the one reader that opened it, and a reader is asked by one worker at a
/// time.
public final class ByteInput: @unchecked Sendable {
    /// Gives further bytes; 0 at the end.
    public typealias Pull = (UnsafeMutableRawBufferPointer) throws(ByteStream.Failure) -> Int

    private enum Origin {
        case file(Int32, FilePath)
        case standardInput(isEnded: @Sendable () -> Bool)
        case memory([UInt8])
        case part(Pull)
    }

    private let origin: Origin
    /// How many bytes there are, where that is known.
    public let size: Int?
    private var peeked: [UInt8] = []
    private var peekedStart = 0
    /// Of memory: so much was read.
    private var place = 0

    /// Opens a file.
    /// - Throws: ``FileError``; a pipe or device is refused, since reading one may never end.
    public init(_ path: FilePath) throws(FileError) {
        let (descriptor, size) = try File.open(path)
        origin = .file(descriptor, path)
        self.size = size
    }

    /// Standard input, which may be a terminal or a pipe that nothing comes through for long.
    /// - Parameter isEnded: Asked while nothing comes; the input ends when it is true.
    public init(standardInputUntil isEnded: @escaping @Sendable () -> Bool) {
        origin = .standardInput(isEnded: isEnded)
        size = nil
    }

    /// Bytes that are in memory already.
    public init(_ bytes: [UInt8]) {
        origin = .memory(bytes)
        size = bytes.count
    }

    /// A part of something greater, such as an entry of an archive.
    public init(pulling pull: @escaping Pull) {
        origin = .part(pull)
        size = nil
    }

    deinit { if case .file(let descriptor, _) = origin { close(descriptor) } }

    /// The first bytes, which stay to be read; fewer at the end.
    public func peek(_ count: Int) throws(ByteStream.Failure) -> [UInt8] {
        while peeked.count - peekedStart < count {
            let more = try bytes(atMost: max(count, 1 << 12))
            if more.isEmpty { break }
            peeked += more
        }
        return Array(peeked[peekedStart...].prefix(count))
    }

    /// Reads the next bytes into a buffer; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteStream.Failure) -> Int {
        guard peekedStart == peeked.count else {
            let count = min(buffer.count, peeked.count - peekedStart)
            peeked.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[peekedStart..<(peekedStart + count)]))
            }
            peekedStart += count
            if peekedStart == peeked.count { (peeked, peekedStart) = ([], 0) }
            return count
        }
        return try pull(buffer)
    }

    /// Goes to a place counted from the beginning; false where the origin can't do that.
    public func seek(to offset: Int) -> Bool {
        switch origin {
        case .file(let descriptor, _):
            guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { return false }
        case .memory(let bytes): place = min(max(0, offset), bytes.count)
        case .standardInput, .part: return false
        }
        (peeked, peekedStart) = ([], 0)
        return true
    }

    private func bytes(atMost count: Int) throws(ByteStream.Failure) -> [UInt8] {
        var failure: ByteStream.Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(ByteStream.Failure) {
                initialized = try pull(UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    private func pull(_ buffer: UnsafeMutableRawBufferPointer) throws(ByteStream.Failure) -> Int {
        switch origin {
        case .file(let descriptor, let path): return try Self.read(descriptor, path, buffer)
        case .standardInput(let isEnded):
            guard Self.wait(isEnded) else { return 0 }
            return try Self.read(STDIN_FILENO, FilePath("-"), buffer)
        case .memory(let bytes):
            let count = min(buffer.count, bytes.count - place)
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[place..<(place + count)]))
            }
            place += count
            return count
        case .part(let pull): return try pull(buffer)
        }
    }

    private static func read(
        _ descriptor: Int32, _ path: FilePath, _ buffer: UnsafeMutableRawBufferPointer
    ) throws(ByteStream.Failure) -> Int {
        do throws(FileError) {
            return try uninterrupted(path) { systemRead(descriptor, buffer) }
        } catch {
            throw .file(error)
        }
    }

    /// Waits until there is something to read; false when the input is to end before.
    private static func wait(_ isEnded: () -> Bool) -> Bool {
        var place = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while !isEnded() {
            if poll(&place, 1, 100) != 0, errno != EINTR || place.revents != 0 { return true }
        }
        return false
    }
}

// A name that the input's own members hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
