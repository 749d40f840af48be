internal import Foundation
internal import TestSupport

/// What stands at the path of an artifact or a record.
public enum Content: Equatable, Sendable {
    /// Nothing.
    case absent
    /// A file.
    case file([UInt8])
    /// A folder with the files in it.
    case folder([String: [UInt8]])

    /// Reads what is there as a reader sees it who knows of no run; nil when it was replaced during the reading.
    static func read(_ path: RawPath) throws -> Content? {
        if Disk.isFolder(path) { return try OpenFolder.read(path.description).map { .folder($0) } }
        let bytes: [UInt8]?
        do { bytes = try Disk.read(path) } catch {
            // It came into place between the look and the reading.
            guard Disk.isFolder(path) else { throw error }
            return try OpenFolder.read(path.description).map { .folder($0) }
        }
        guard let bytes else { return .absent }
        return .file(bytes)
    }

    /// What is there, in short.
    var summary: String {
        switch self {
        case .absent: "nothing"
        case .file(let bytes): "a file of \(bytes.count) bytes"
        case .folder(let files):
            "a folder of \(files.count) files, \(files.values.reduce(0) { $0 + $1.count }) bytes"
        }
    }
}

/// What a run publishes and records.
public struct Publication: Equatable, Sendable {
    /// By path, from the folder where the program works.
    public let contents: [String: Content]

    /// The paths of which two differ, with what stands there.
    public func differences(from other: Publication) -> [String] {
        Set(contents.keys).union(other.contents.keys).sorted().compactMap { path in
            let (mine, theirs) = (contents[path] ?? .absent, other.contents[path] ?? .absent)
            guard mine != theirs else { return nil }
            guard mine.summary == theirs.summary else { return "\(path) is \(mine.summary), not \(theirs.summary)" }
            return "\(path) is \(mine.summary) with other bytes"
        }
    }

    /// The paths at which it is neither of two.
    public func torn(between old: Publication, and new: Publication) -> [String] {
        contents.keys.sorted().compactMap { path in
            let content = contents[path] ?? .absent
            guard content != old.contents[path] ?? .absent, content != new.contents[path] ?? .absent else { return nil }
            return "\(path) is neither old nor new: \(content.summary)"
        }
    }
}
