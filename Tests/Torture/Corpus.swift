public import TestRandom

/// The files of a corpus as they should be, whatever way they came to be so.
public struct Corpus: Sendable {
    /// What stands at a path.
    public enum Entry: Sendable, Equatable {
        /// A file of bytes, and how many documents are in it, where that can be told without reading as the program does.
        case file([UInt8], documents: Int?)
        /// A symbolic link.
        case link(RawPath)
    }

    /// The folders that definitions read from; each holds one file at least.
    public static let folders: [RawPath] = ["in/texts", "in/pages", "in/records", "in/mixed"]

    /// What is there, by path.
    public var entries: [RawPath: Entry] = [:]

    /// The paths in a fixed order.
    public var paths: [RawPath] { entries.keys.sorted() }

    /// Files, without the one of each folder that stays.
    public var editable: [RawPath] {
        paths.filter { path in
            guard path.name != "stays.txt", case .file = entries[path] else { return false }
            return true
        }
    }

    /// Writes it all into a folder that has none of it yet.
    public func write(to folder: RawPath) throws {
        for path in paths {
            switch entries[path] {
            case .file(let bytes, _): try Disk.write(bytes, to: folder / path)
            case .link(let target): try Disk.link(folder / path, to: target)
            case nil: break
            }
        }
    }

    /// Makes the files in a folder, which are those of another corpus, those of this one, in place.
    func restore(in folder: RawPath, from other: Corpus) throws {
        for path in other.paths where entries[path] == nil { try Disk.remove(folder / path) }
        for path in paths where entries[path] != other.entries[path] {
            guard case .file(let bytes, _) = entries[path] else { continue }
            try Disk.write(bytes, to: folder / path)
        }
    }

    /// How many documents a folder of it holds; nil where that can't be told.
    public func documents(in folder: RawPath) -> Int? {
        var count = 0
        for path in paths where path.bytes.starts(with: folder.bytes + [UInt8(ascii: "/")]) {
            // Files whose names begin with a dot aren't read.
            guard !path.bytes.split(separator: UInt8(ascii: "/")).contains(where: { $0.first == UInt8(ascii: ".") })
            else { continue }
            switch entries[path] {
            case .file(_, let documents?): count += documents
            default: return nil
            }
        }
        return count
    }
}

extension Corpus {
    /// Makes a corpus of about so many files.
    public init(size: Int, random: inout SeededRandom) {
        var maker = FileMaker()
        for folder in Self.folders { entries[folder / "stays.txt"] = maker.text(&random) }
        while entries.count < size {
            let (name, entry) = maker.next(&random)
            let folder = random.pick(Self.folders)
            let deep: RawPath = random.chance(15) ? folder / random.pick(["a", "b/c", "ü", ".hidden"]) : folder
            entries[deep / name] = entry
        }
        if random.chance(30) { entries["in/mixed/linked.txt"] = .link("stays.txt") }
        if random.chance(15) { entries["in/mixed/leads nowhere.txt"] = .link("nothing") }
    }
}
