internal import Files

/// Files that are written all together, or not at all.
struct FileChanges {
    private struct Change {
        let path: String
        let text: String
        /// Whether nothing may stand there.
        let isNew: Bool
    }

    private var changes: [Change] = []

    /// The paths in the order in which they were named.
    var paths: [String] { changes.map(\.path) }

    /// Writes a file that isn't there yet.
    mutating func create(_ path: String, _ text: String) {
        changes.append(Change(path: path, text: text, isNew: true))
    }

    /// Writes a file that is there anew.
    mutating func replace(_ path: String, _ text: String) {
        changes.append(Change(path: path, text: text, isNew: false))
    }

    /// Writes all of them.
    /// - Parameter isForced: Whether files that are there already are written over.
    /// - Throws: ``Failure`` when one can't be; all is then as it was before.
    func apply(isForced: Bool) throws(Failure) {
        let there = changes.filter { $0.isNew && Self.exists($0.path) }.map(\.path)
        if !isForced, let first = there.first {
            let others = there.count > 1 ? " (and \(there.count - 1) more)" : ""
            throw Failure(
                ExitCode.cannotCreate, "'\(first)' is there already\(others); nothing was written",
                help: "give another name, or write over it with '--force'")
        }
        let missing = changes.flatMap { Self.missingFolders(above: $0.path) }
        do throws(FileError) {
            try write()
        } catch {
            for folder in Set(missing).sorted(by: { $0.utf8.count > $1.utf8.count }) where Self.isEmpty(folder) {
                try? Folder.remove(FilePath(folder))
            }
            throw Failure(ExitCode.cannotCreate, "can't write \(error); nothing was written", help: error.help)
        }
    }

    private func write() throws(FileError) {
        var files: [AtomicFile] = []
        var old: [(path: FilePath, bytes: [UInt8]?)] = []
        do throws(FileError) {
            for change in changes {
                let path = FilePath(change.path)
                old.append((path, Self.exists(change.path) ? try File.read(path, limit: .max).bytes : nil))
                files.append(try AtomicFile(path))
                try files[files.count - 1].write(Array(change.text.utf8))
                try files[files.count - 1].finish()
            }
        } catch {
            for index in files.indices { files[index].abandon() }
            throw error
        }
        for index in files.indices {
            do throws(FileError) {
                try files[index].commit()
            } catch {
                for rest in index..<files.count { files[rest].abandon() }
                for (path, bytes) in old.prefix(index) {
                    if let bytes { try? AtomicFile.write(bytes, to: path) } else { try? File.remove(path) }
                }
                throw error
            }
        }
    }

    private static func exists(_ path: String) -> Bool { (try? File.status(FilePath(path))) != nil }

    private static func isEmpty(_ folder: String) -> Bool { (try? Folder.names(in: FilePath(folder)))?.isEmpty == true }

    private static func missingFolders(above path: String) -> [String] {
        let names = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return names.indices.map { names[...$0].joined(separator: "/") }.filter { !$0.isEmpty && !exists($0) }
    }
}
