internal import TestRandom

/// What somebody else does to artifacts and records between two runs: the next run puts it right.
enum PublishedEdit: CaseIterable {
    /// The artifact is gone.
    case remove
    /// It is shorter, or longer.
    case truncate, append
    /// A byte is another one, and the time of the last change is what it was.
    case changeUnseen
    /// The artifact of another run comes in its place: it is removed, and an empty one put there.
    case empty

    /// Changes one of a definition's artifacts or one of the records, or a file in it; says what was done, nil for nothing.
    static func apply(
        to definition: Definition, in workplace: Workplace, _ random: inout SeededRandom
    ) throws -> String? {
        let paths = definition.artifacts.map(\.path) + Workplace.records
        let path = RawPath(random.pick(paths))
        let place = workplace.folder / path
        guard Disk.exists(place) else { return nil }
        let edit = random.pick(allCases)
        guard Disk.isFolder(place) else {
            try edit.apply(to: place)
            return "\(edit) \(path)"
        }
        let files = (Disk.names(in: place) ?? []).filter { $0 != ".galley-artifact" }
        guard !files.isEmpty, edit != .remove || random.chance(50) else {
            try Disk.remove(place)
            return "remove \(path)"
        }
        let file = random.pick(files)
        // One more, where there would be none.
        if edit == .empty {
            try Disk.write(Array("mine".utf8), to: place / "mine.md")
            return "add \(path)/mine.md"
        }
        try edit.apply(to: place / file)
        return "\(edit) \(path)/\(file.shown)"
    }

    private func apply(to path: RawPath) throws {
        let bytes = try Disk.read(path) ?? []
        switch self {
        case .remove: try Disk.remove(path)
        case .truncate: try Disk.write(Array(bytes.prefix(bytes.count / 2)), to: path)
        case .append: try Disk.write(bytes + [10], to: path)
        case .changeUnseen:
            let time = try Disk.modified(path)
            var other = bytes
            if !other.isEmpty { other[other.count / 2] ^= 1 }
            try Disk.write(other, to: path)
            try Disk.setModified(path, time)
        case .empty:
            try Disk.remove(path)
            try Disk.write([], to: path)
        }
    }
}
