/// Finds the files that patterns match, one by one, in an order that doesn't depend on the file system: folder by
/// folder, names in bytewise order.
///
/// Links to files are followed. Links to folders are followed where a pattern names them; those that are found on the
/// way are not, so that no circle is walked. Holds the names of the folders above the place where it is.
public struct FolderWalk: Sendable {
    /// What was found.
    public struct Entry: Sendable {
        /// Where it is.
        public let path: FilePath
        /// Why it can't be read: it is no regular file, or a folder that can't be listed; nil for files.
        public let problem: FileError?
    }

    private struct Frame: Sendable {
        var path: FilePath
        var names: FolderListing
        var place = 0
        var states: GlobStates
        var excluded: GlobStates
    }

    private var frames: [Frame] = []
    private var found: [Entry] = []
    private let markers: [[UInt8]]
    private var unseen: [(root: FilePath, states: GlobStates, excluded: GlobStates)] = []

    /// Starts a walk.
    /// - Parameters:
    ///   - globs: What to find.
    ///   - excluded: What to leave out, files and whole folders; patterns that begin with `**` fit everywhere.
    ///   - markers: Folders that hold files of all these names are passed over, unless a pattern names them.
    public init(_ globs: [Glob], excluding excluded: [Glob] = [], passingOver markers: [String] = []) {
        self.markers = markers.map { Array($0.utf8) }
        for (root, atRoot) in [("", false), ("/", true)] {
            let states = GlobStates(globs, atRoot: atRoot)
            let left = GlobStates(excluded, atRoot: atRoot, hiddenToo: true, relativeToo: true)
            if !states.isEmpty { unseen.append((FilePath(root), states, left)) }
        }
        unseen.reverse()
    }

    /// The next file, or what stands where one was expected; nil at the end.
    public mutating func next() -> Entry? {
        while true {
            if let entry = found.popLast() { return entry }
            guard var frame = frames.popLast() else {
                guard let start = unseen.popLast() else { return nil }
                enter(start.root, start.states, start.excluded, isNamed: true)
                continue
            }
            guard frame.place < frame.names.count else { continue }
            let (name, kind) = frame.names[frame.place]
            frame.place += 1
            frames.append(frame)
            visit(name, kind, in: frame)
        }
    }

    private mutating func visit(_ name: ArraySlice<UInt8>, _ kind: FolderListing.Kind, in frame: Frame) {
        let states = frame.states.stepped(by: name)
        guard !states.isEmpty else { return }
        let excluded = frame.excluded.stepped(by: name)
        guard !excluded.isMatch else { return }
        let path = frame.path.appending(FilePath(bytes: Array(name)))
        let named = frame.states.literalNames.contains { name.elementsEqual($0) }
        switch resolve(kind, path, isNamed: named) {
        case .success(.file): if states.isMatch { found.append(Entry(path: path, problem: nil)) }
        case .success(.folder): enter(path, states, excluded, isNamed: named)
        case .success(.special):
            guard states.isMatch else { return }
            found.append(Entry(path: path, problem: FileError(path, "is a pipe, socket or device, not a file")))
        case .success: break
        case .failure(let problem):
            if states.isMatch, !problem.isMissing || !named { found.append(Entry(path: path, problem: problem)) }
        }
    }

    private func resolve(
        _ kind: FolderListing.Kind, _ path: FilePath, isNamed: Bool
    ) -> Result<FolderListing.Kind, FileError> {
        guard kind == .unknown || kind == .link else { return .success(kind) }
        do throws(FileError) {
            switch try File.status(path).kind {
            case .file: return .success(.file)
            case .special: return .success(.special)
            case .folder:
                if isNamed { return .success(.folder) }
                let isLink = kind == .link ? true : try File.isLink(path)
                return .success(isLink ? .linkedFolder : .folder)
            }
        } catch {
            return .failure(error)
        }
    }

    private mutating func enter(_ path: FilePath, _ states: GlobStates, _ excluded: GlobStates, isNamed: Bool) {
        var listing = FolderListing()
        if states.needsListing {
            do throws(FileError) {
                listing = try FolderListing(of: path.bytes.isEmpty ? FilePath(".") : path)
            } catch {
                found.append(Entry(path: path, problem: error))
            }
        }
        if !isNamed, !markers.isEmpty, markers.allSatisfy({ listing.place(of: $0.span) != nil }) { return }
        listing.add(names: states.literalNames)
        frames.append(Frame(path: path, names: listing, states: states, excluded: excluded))
    }
}
