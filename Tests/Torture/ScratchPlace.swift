internal import Foundation

/// A folder of its own, removed at the end.
public final class ScratchPlace: Sendable {
    /// Where it is.
    public let path: RawPath

    /// Makes an empty folder.
    public init() throws {
        path = RawPath(NSTemporaryDirectory()) / RawPath("galley-torture-\(UUID().uuidString)")
        try Disk.makeFolder(path)
    }

    deinit { try? Disk.remove(path) }
}
