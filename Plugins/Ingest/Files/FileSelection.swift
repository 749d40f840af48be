internal import Files
internal import StageKit

/// The files that patterns choose, one by one, and standard input where it is asked for.
struct FileSelection: Sendable {
    /// Something to read.
    enum Item: Sendable {
        case standardInput
        case file(FilePath)
        case problem(FileError)
    }

    /// What is in every folder where runs keep their records: the quarantine there holds copies of documents.
    private static let records = ["lock", "state.db"]

    private let paths: [String]
    private var walk: FolderWalk
    private var readsStandardInput: Bool
    private var count = 0

    /// Prepares to walk.
    /// - Throws: `SourceError` when the folder that a pattern starts in isn't there.
    init(_ paths: [String], excluding excluded: [String]) throws {
        self.paths = paths
        readsStandardInput = paths.contains("-")
        let globs = try paths.filter { $0 != "-" }.map { try Self.glob($0) }
        walk = FolderWalk(globs, excluding: try excluded.map { try Glob($0) }, passingOver: Self.records)
    }

    /// One file.
    init(literal path: FilePath) {
        paths = [path.text]
        readsStandardInput = false
        walk = FolderWalk([Glob(literal: path)])
    }

    /// The next thing to read; nil at the end.
    /// - Throws: `SourceError` when there was nothing at all.
    mutating func next() throws(SourceError) -> Item? {
        if readsStandardInput {
            readsStandardInput = false
            count += 1
            return .standardInput
        }
        guard let entry = walk.next() else {
            guard count > 0 else {
                let list = paths.map { "'\($0)'" }.joined(separator: ", ")
                throw SourceError("there is no file at \(list)", help: "check the paths and what is excluded")
            }
            return nil
        }
        count += 1
        return entry.problem.map { .problem($0) } ?? .file(entry.path)
    }

    /// The pattern of a path, in which names that exist with brackets, braces or question marks mean themselves.
    /// - Throws: `SourceError` when the folder that it starts in isn't there.
    static func glob(_ path: String) throws -> Glob {
        var names = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var prefix = ""
        for index in names.indices {
            let place = prefix + names[index]
            let exists = place.isEmpty || (try? File.status(FilePath(place))) != nil
            guard exists || !names[index].utf8.contains(where: { "*?[{\\".utf8.contains($0) }) else { break }
            guard exists else {
                throw SourceError(
                    "there is no '\(place)'",
                    help: path.hasPrefix("/") ? "check the path" : "check the path; it starts at the current folder")
            }
            if !names[index].utf8.contains(UInt8(ascii: "*")) { names[index] = escaped(names[index]) }
            prefix = place + "/"
        }
        return try Glob(names.joined(separator: "/"))
    }

    private static func escaped(_ name: String) -> String {
        var escaped = ""
        for scalar in name.unicodeScalars {
            if "?[]{},\\".unicodeScalars.contains(scalar) { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}
