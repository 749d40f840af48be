#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file or another input, read bit by bit, expanded on the way when its bytes are compressed.
///
/// Memory stays flat however long the input is: at most one line and one chunk are held.
///
/// `@unchecked Sendable`: a stream belongs to the one reader that opened it, and a reader is asked by one worker at a
/// time.
public final class ByteStream: @unchecked Sendable {
    private static let chunk = 1 << 16

    private let input: ByteInput
    private var expander: Expander?
    private var packed: [UInt8] = []
    private var packedRest: ArraySlice<UInt8> = []
    private var isFirst = true
    private var isAtEnd = false
    private var buffer: [UInt8] = []
    private var start = 0

    /// Reads what comes through an input.
    public init(_ input: ByteInput) { self.input = input }

    /// Opens a file.
    /// - Throws: ``FileError``.
    public convenience init(_ path: FilePath) throws(FileError) { self.init(try ByteInput(path)) }

    /// Standard input, which may be a terminal or a pipe that nothing comes through for long.
    /// - Parameter isEnded: Asked while nothing comes; the input ends when it is true.
    public convenience init(standardInputUntil isEnded: @escaping @Sendable () -> Bool) {
        self.init(ByteInput(standardInputUntil: isEnded))
    }

    /// Bytes that are in memory already, taken as they are.
    public init(_ bytes: [UInt8]) {
        input = ByteInput([])
        isAtEnd = true
        buffer = bytes
    }

    /// Why reading broke off.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// The file system refused.
        case file(FileError)
        /// The compressed bytes are wrong.
        case expansion(ExpansionError)

        /// What the file system said, or what is wrong with the compressed bytes.
        public var description: String {
            switch self {
            case .file(let error): error.reason
            case .expansion(.truncated): "the compressed bytes break off"
            case .expansion(.corrupt(let what)): "the compressed bytes are damaged: \(what)"
            case .expansion(.tooLarge): "they expand to more than is allowed"
            }
        }
    }

    /// The first bytes, which stay to be read.
    public func peek(_ count: Int) throws(Failure) -> [UInt8] {
        while buffer.count - start < count, try fill() {}
        return Array(buffer[start...].prefix(count))
    }

    /// The next line without its end (LF or CRLF), or nil at the end.
    /// - Parameter limit: The most bytes of a line to keep.
    /// - Returns: The line, and whether it is whole; the rest of a longer one is passed over.
    public func line(limit: Int) throws(Failure) -> (bytes: [UInt8], isWhole: Bool)? {
        var searched = start
        var kept: [UInt8]?
        while true {
            if let end = newline(from: searched) {
                var line = kept ?? Array(buffer[start..<end].prefix(limit + 1))
                start = end + 1
                if kept == nil, line.count <= limit, line.last == 13 { line.removeLast() }
                return line.count > limit ? (Array(line.prefix(limit)), false) : (line, kept == nil)
            }
            if buffer.count - start > limit {
                kept = kept ?? Array(buffer[start...].prefix(limit))
                start = buffer.count
            }
            searched = buffer.count - start
            guard try fill() else { break }
            searched += start
        }
        guard kept != nil || start < buffer.count else { return nil }
        let line = kept ?? Array(buffer[start...])
        start = buffer.count
        return (line, kept == nil)
    }

    /// All bytes that are left.
    /// - Parameter limit: The most bytes to give.
    public func rest(limit: Int) throws(Failure) -> (bytes: [UInt8], isWhole: Bool) {
        while buffer.count - start <= limit, try fill() {}
        let all = buffer[start...]
        start = buffer.count
        return (Array(all.prefix(limit)), all.count <= limit)
    }

    private func newline(from: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard from < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + from, 10, bytes.count - from)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// Reads more into the buffer; false at the end.
    private func fill() throws(Failure) -> Bool {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        while true {
            if packedRest.isEmpty {
                guard try readChunk() else { return false }
            }
            if expander == nil {
                buffer += packedRest
                packedRest = []
                return true
            }
            let before = buffer.count
            do throws(ExpansionError) {
                packedRest = try expander?.expand(packedRest, into: &buffer, atMost: Self.chunk) ?? []
            } catch {
                throw .expansion(error)
            }
            if buffer.count > before { return true }
        }
    }

    private func readChunk() throws(Failure) -> Bool {
        guard !isAtEnd else {
            // What is shorter than a chunk's least ended in the chunk that it began in.
            do throws(ExpansionError) { try expander?.finish() } catch { throw .expansion(error) }
            return false
        }
        packed.removeAll(keepingCapacity: true)
        repeat {
            let count = try readPiece()
            isAtEnd = count == 0
        } while !isAtEnd && isFirst && packed.count < 4
        do throws(ExpansionError) {
            if isFirst, let compression = Compression(packed) { expander = try Expander(compression) }
            if isAtEnd, packed.isEmpty { try expander?.finish() }
        } catch {
            throw .expansion(error)
        }
        isFirst = false
        packedRest = packed[...]
        return !packed.isEmpty
    }

    private func readPiece() throws(Failure) -> Int {
        var failure: Failure?
        let piece = [UInt8](unsafeUninitializedCapacity: Self.chunk - packed.count) { buffer, initialized in
            do throws(Failure) {
                initialized = try input.read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        if packed.isEmpty { packed = piece } else { packed += piece }
        return piece.count
    }
}
