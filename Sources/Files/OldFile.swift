#if canImport(Glibc)
    internal import CFileSystem
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that is about to be replaced, for taking over parts of it.
final class OldFile: Sendable {
    private let descriptor: Int32

    /// Opens the file.
    init(_ path: FilePath) throws(FileError) { descriptor = try File.open(path).descriptor }

    deinit { close(descriptor) }

    /// Adds a part of it at the end of another file.
    /// - Throws: ``FileError``, also when it isn't that long.
    func copy(_ range: Range<Int>, to target: Int32, _ path: FilePath) throws(FileError) {
        var place = range.lowerBound
        #if canImport(Glibc)
            while place < range.upperBound {
                var offset = Int64(place)
                let count = copy_file_range(descriptor, &offset, target, nil, UInt(range.upperBound - place), 0)
                if count < 0, errno == EINTR { continue }
                // Not between these file systems, or not at all: then byte by byte.
                guard count > 0 else { break }
                place += count
            }
        #endif
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while place < range.upperBound {
            let wanted = min(buffer.count, range.upperBound - place)
            let count = try uninterrupted(path) {
                buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, wanted, off_t(place)) }
            }
            guard count > 0 else { throw FileError(path, "was cut short while it was read") }
            try File.write(count == buffer.count ? buffer : Array(buffer[..<count]), to: target, path)
            place += count
        }
    }
}
