internal import Files
internal import Foundation

/// A folder of its own for a test, removed when nobody holds it any more.
public final class TestFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes an empty folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("stage-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in it, whether it is there or not.
    public func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a file of a text, and the folders above it.
    public func add(_ name: String, _ text: String) throws {
        let place = URL(fileURLWithPath: self(name))
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// All files in it, at any depth, in the order of their paths; hidden ones too.
    public func files() throws -> [PublishedFile] { try PublishedFile.files(in: path, showing: "") }
}

/// A file that a sink published.
public struct PublishedFile: Sendable, Equatable {
    /// Its path: of the artifact, and of the file in it where that is a folder.
    public let path: String
    /// What it holds.
    public let bytes: [UInt8]

    /// What it holds, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The files in a folder in the order of their paths, without the mark of a folder that sinks put in place.
    static func files(in folder: String, showing prefix: String) throws -> [PublishedFile] {
        var paths: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
            let isMark = name == AtomicFolder.marker || name.hasSuffix("/" + AtomicFolder.marker)
            if exists, !isFolder.boolValue, !isMark { paths.append(name) }
        }
        return try paths.sorted().map { try PublishedFile("\(folder)/\($0)", showing: prefix + $0) }
    }

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    init(_ place: String, showing path: String) throws {
        self.path = path
        bytes = try Array(Data(contentsOf: URL(fileURLWithPath: place)))
    }
}
