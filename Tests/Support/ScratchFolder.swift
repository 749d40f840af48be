public import Files
internal import Foundation

/// A folder of its own for a test, removed at the end.
public final class ScratchFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes an empty folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("galley-files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a file with the folders above it.
    public func add(_ name: String, _ bytes: [UInt8] = Array("x".utf8)) throws {
        let place = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
    }

    /// Makes a symbolic link.
    public func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// The path of something in it.
    public func callAsFunction(_ name: String) -> FilePath { FilePath(path + "/" + name) }
}
