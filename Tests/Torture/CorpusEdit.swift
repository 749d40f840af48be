public import TestRandom

/// A change to a corpus between two runs, made both to the files and to what is known of them.
public enum CorpusEdit: CaseIterable, Sendable {
    /// A file comes, goes, becomes another.
    case add, remove, change
    /// A file gets another name, in its folder or another.
    case rename
    /// A file is said to be changed, now or long ago or in a time to come, and isn't.
    case touch
    /// A file is changed in place: its size, inode and the time of its last change stay as they were.
    case changeUnseen
    /// A file of the same size and time comes in the place of another.
    case replaceUnseen
    /// Two files change places; their times go with them.
    case swap
    /// A file becomes longer, or loses its end.
    case append, truncate

    /// Those that leave sizes and times as they were.
    static let unseen: [CorpusEdit] = [.changeUnseen, .replaceUnseen, .swap]

    /// Makes random changes.
    /// - Parameter kinds: Which ones may be made.
    /// - Returns: What was done, for a report.
    public static func apply(
        _ count: Int, of kinds: [CorpusEdit] = allCases, to corpus: inout Corpus, in folder: RawPath,
        _ random: inout SeededRandom
    ) throws -> [String] {
        try (0..<count).map { _ in
            let edit = random.pick(kinds)
            let paths = try edit.apply(to: &corpus, in: folder, &random)
            return "\(edit) \(paths.map(\.shown).joined(separator: ", "))"
        }
    }

    private func apply(
        to corpus: inout Corpus, in folder: RawPath, _ random: inout SeededRandom
    ) throws -> [RawPath] {
        let editable = corpus.editable
        guard self != .add, let path = editable.isEmpty ? nil : random.pick(editable),
            case .file(let bytes, let documents) = corpus.entries[path]
        else { return [try add(to: &corpus, in: folder, &random)] }
        let place = folder / path
        switch self {
        case .add: break
        case .remove:
            try Disk.remove(place)
            corpus.entries[path] = nil
        case .change:
            var maker = FileMaker()
            // One text for another: how many documents that is depends on what the name says.
            guard case .file(let other, _) = maker.text(&random) else { break }
            try replace(path, with: other, documents: nil, &corpus, folder)
        case .rename:
            let new =
                random.pick(Corpus.folders)
                / RawPath(bytes: Array("r\(random.below(10_000))-".utf8) + path.name.bytes.suffix(200))
            try Disk.move(place, to: folder / new)
            corpus.entries[path] = nil
            corpus.entries[new] = .file(bytes, documents: documents)
            return [path, new]
        case .touch:
            let moment = Disk.Moment(seconds: random.pick([0, 1_000_000_000, 4_000_000_000]), nanoseconds: 7)
            try Disk.setModified(place, random.chance(40) ? nil : moment)
        case .changeUnseen, .replaceUnseen:
            let time = try Disk.modified(place)
            let other = Self.sameSize(bytes, &random)
            if self == .replaceUnseen {
                try Disk.write(other, to: folder / "new")
                try Disk.move(folder / "new", to: place)
            } else {
                try Disk.write(other, to: place)
            }
            try Disk.setModified(place, time)
            corpus.entries[path] = .file(other, documents: nil)
        case .swap:
            let other = random.pick(editable)
            guard other != path, let entry = corpus.entries[other] else { break }
            try Disk.move(place, to: folder / "swapped")
            try Disk.move(folder / other, to: place)
            try Disk.move(folder / "swapped", to: folder / other)
            corpus.entries[other] = .file(bytes, documents: nil)
            if case .file(let bytes, _) = entry { corpus.entries[path] = .file(bytes, documents: nil) }
            return [path, other]
        case .append: try replace(path, with: bytes + Array("\nMore was said.\n".utf8), documents: nil, &corpus, folder)
        case .truncate: try replace(path, with: Array(bytes.prefix(bytes.count / 2)), documents: nil, &corpus, folder)
        }
        return [path]
    }

    private func add(to corpus: inout Corpus, in folder: RawPath, _ random: inout SeededRandom) throws -> RawPath {
        var maker = FileMaker()
        let (name, entry) = maker.next(&random)
        let path =
            random.pick(Corpus.folders)
            / RawPath(bytes: Array("n\(random.below(10_000))".utf8) + name.bytes.suffix(200))
        guard case .file(let bytes, _) = entry else { return path }
        try Disk.write(bytes, to: folder / path)
        corpus.entries[path] = entry
        return path
    }

    private func replace(
        _ path: RawPath, with bytes: [UInt8], documents: Int?, _ corpus: inout Corpus, _ folder: RawPath
    ) throws {
        try Disk.write(bytes, to: folder / path)
        corpus.entries[path] = .file(bytes, documents: documents)
    }

    /// Other bytes of the same number: a letter is another one.
    private static func sameSize(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var other = bytes
        let letters = bytes.indices.filter { (97...121).contains(bytes[$0]) }
        for _ in 0..<3 where !letters.isEmpty { other[random.pick(letters)] = 122 }
        return other
    }
}
