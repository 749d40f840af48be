internal import CArchive
internal import Files

/// Gives libarchive the bytes of an input.
///
/// `@unchecked Sendable`: it belongs to one ``FileArchiveReader``.
final class ArchiveFeed: @unchecked Sendable {
    private static let chunk = 1 << 17

    let input: ByteInput
    /// Why the input can't be read, when that is the reason of an error.
    private(set) var failure: ByteStream.Failure?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    private var place = 0
    /// The bytes of an archive that is compressed as a whole: what breaks off gives all that came before.
    private let expanded: ExpandedStream?

    init(_ input: ByteInput) {
        self.input = input
        let start = (try? input.peek(8)) ?? []
        expanded = Compression(start) == nil ? nil : ExpandedStream(input)
    }

    deinit { buffer.deallocate() }

    /// Lets an archive read from it; it has to live as long as the archive.
    func open(_ archive: OpaquePointer) -> Int32 {
        archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
        archive_read_set_read_callback(archive) { _, context, bytes in
            guard let feed = ArchiveFeed.of(context), let bytes else { return -1 }
            let count = feed.read()
            bytes.pointee = UnsafeRawPointer(feed.buffer.baseAddress)
            return count
        }
        if expanded == nil, input.size != nil {
            archive_read_set_seek_callback(archive) { _, context, offset, origin in
                ArchiveFeed.of(context)?.seek(offset, origin) ?? Int64(ARCHIVE_FATAL)
            }
        }
        return archive_read_open1(archive)
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> ArchiveFeed? {
        context.map { Unmanaged<ArchiveFeed>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read() -> Int {
        if let expanded { return read(expanded) }
        do throws(ByteStream.Failure) {
            let count = try input.read(into: buffer)
            place += count
            return count
        } catch {
            failure = error
            return -1
        }
    }

    private func read(_ stream: ExpandedStream) -> Int {
        do throws(StreamDamage) {
            _ = try stream.need(1)
        } catch {
            failure = error.what
            return -1
        }
        let bytes = UnsafeRawBufferPointer(rebasing: stream.bytes.prefix(buffer.count))
        buffer.copyMemory(from: bytes)
        stream.take(bytes.count)
        return bytes.count
    }

    private func seek(_ offset: Int64, _ origin: Int32) -> Int64 {
        let base = origin == 0 ? 0 : origin == 1 ? place : input.size ?? 0
        let target = base.addingReportingOverflow(Int(offset))
        guard !target.overflow, target.partialValue >= 0, input.seek(to: target.partialValue) else {
            return Int64(ARCHIVE_FATAL)
        }
        place = target.partialValue
        return Int64(place)
    }
}
