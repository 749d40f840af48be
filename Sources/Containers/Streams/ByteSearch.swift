#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension UnsafeRawBufferPointer {
    /// The place of the first line feed from a place on.
    func newline(from start: Int) -> Int? {
        guard start < count, let base = baseAddress, let found = memchr(base + start, 10, count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }
}
