#if canImport(Glibc)
    internal import CFileSystem
    internal import Glibc
#else
    internal import Darwin
#endif

/// The folder that a published one replaced, kept beside it as the start of the one that will replace it: most of the
/// files are the same, so that only what differs has to be linked, not every file of a folder of thousands.
///
/// What the published folder doesn't have is taken out of the twin at once, and nobody but its owner may look into it: so
/// it holds nothing but links to what is published. Whatever state a crash leaves it in, a name of it counts only where
/// it is of the same file as in the published folder, which folders tell without looking at the files.
struct FolderTwin: Sendable {
    /// The fewest files for which it is kept.
    static let fewest = 4

    /// The published folder, with the names of which the new one has the file too.
    private let published: FolderListing
    private var isKept: [Bool]
    /// The twin, which becomes the new folder, with the names that it has by now.
    private let ready: FolderListing
    private var isTaken: [Bool]
    private(set) var kept = 0

    /// Moves a twin to where the new folder is written, where nothing stands there yet. What can't be moved stays, and so
    /// does the twin of a folder that isn't there any more.
    static func take(of target: FilePath, to partial: FilePath) {
        guard let mode = File.permissions(of: target) else { return }
        let twin = Placement.twin(of: target)
        let descriptor = open(twin)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // A new folder has none of the rights that somebody gave or took away two runs ago.
        #if canImport(Glibc)
            guard target.folder.withCString({ galley_is_as_new(descriptor, $0) }) else { return }
        #endif
        // Whoever makes it one still holds it. Who may look into the new folder is settled before it has its name.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fchmod(descriptor, mode | 0o700) == 0 else { return }
        move(twin, to: partial)
    }

    /// Whether the file system of a folder tells files apart by the numbers that folders list.
    static func canBe(in descriptor: Int32) -> Bool {
        #if canImport(Glibc)
            galley_tells_files_apart(descriptor)
        #else
            false
        #endif
    }

    /// Looks at what stands where the new folder is written, and takes away all of it but files; nil where the file system
    /// can't tell which files are the same.
    init?(of target: FilePath, _ partial: FilePath, _ descriptor: Int32) throws(FileError) {
        guard Self.canBe(in: descriptor), let published = try? FolderListing(of: target) else { return nil }
        self.published = published
        ready = try FolderListing(of: partial)
        isKept = Array(repeating: false, count: published.count)
        isTaken = Array(repeating: false, count: ready.count)
        for place in isTaken.indices where ready[place].kind != .file {
            try Folder.remove(partial.appending(path(ready, place)))
            isTaken[place] = true
        }
    }

    /// Gives the new folder a file of the published one, if it has it already under the new name.
    mutating func keeps(_ name: String, as newName: String, in partial: FilePath) throws(FileError) -> Bool {
        guard let new = ready.place(of: newName.utf8.span), !isTaken[new] else { return false }
        if let old = published.place(of: name.utf8.span), published.number(old) == ready.number(new) {
            isTaken[new] = true
            note(old)
            return true
        }
        try makeRoom(for: newName, in: partial)
        return false
    }

    /// Notes that the new folder was given a link to a file of the published one.
    mutating func noteLink(to name: String) {
        if let old = published.place(of: name.utf8.span) { note(old) }
    }

    private mutating func note(_ old: Int) {
        if !isKept[old] { kept += 1 }
        isKept[old] = true
    }

    /// Takes away what the twin has under a name that the new folder gives to another file.
    mutating func makeRoom(for name: String, in partial: FilePath) throws(FileError) {
        let first = name.utf8.prefix { $0 != UInt8(ascii: "/") }
        guard let place = ready.place(of: Array(first).span), !isTaken[place] else { return }
        try Folder.remove(partial.appending(path(ready, place)))
        isTaken[place] = true
    }

    /// Takes away what the new folder doesn't have.
    mutating func clear(_ partial: FilePath) throws(FileError) {
        for place in isTaken.indices where !isTaken[place] {
            try Folder.remove(partial.appending(path(ready, place)))
            isTaken[place] = true
        }
    }

    /// Makes the twin of the folder that was replaced, which stands where the new one was written.
    /// - Returns: Whether nothing stands there any more.
    func keep(_ partial: FilePath, of target: FilePath) -> Bool {
        for place in isKept.indices where !isKept[place] && published[place].name != Self.marker {
            guard (try? Folder.remove(partial.appending(path(published, place)))) != nil else { return false }
        }
        return Self.store(partial, as: Placement.twin(of: target))
    }

    /// Makes a twin again of what was begun of a new folder: to remove links to what is published would count as a change
    /// of that.
    /// - Returns: Whether nothing stands there any more.
    func putBack(_ partial: FilePath, of target: FilePath) -> Bool {
        guard let begun = try? FolderListing(of: partial) else { return false }
        var links = 0
        for place in 0..<begun.count {
            let name = begun[place].name
            if name == Self.marker { continue }
            if let old = published.place(of: name.span), published.number(old) == begun.number(place) {
                links += 1
            } else if (try? Folder.remove(partial.appending(path(begun, place)))) == nil {
                return false
            }
        }
        return links >= Self.fewest && Self.store(partial, as: Placement.twin(of: target))
    }

    /// Gives a folder the name of a twin, and lets nobody but its owner look into it.
    private static func store(_ partial: FilePath, as twin: FilePath) -> Bool {
        let descriptor = open(partial)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fchmod(descriptor, 0o700) == 0 && move(partial, to: twin)
    }

    private static let marker = ArraySlice(AtomicFolder.marker.utf8)

    private func path(_ listing: FolderListing, _ place: Int) -> FilePath {
        FilePath(bytes: Array(listing[place].name))
    }

    private static func open(_ path: FilePath) -> Int32 {
        path.withCString { openFolder($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    }

    @discardableResult
    private static func move(_ path: FilePath, to place: FilePath) -> Bool {
        #if canImport(Glibc)
            path.withCString { path in
                place.withCString { place in
                    renameat2(AT_FDCWD, path, AT_FDCWD, place, galley_rename_noreplace) == 0
                }
            }
        #else
            false
        #endif
    }
}

// A name that a member hides.
private func openFolder(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 { open(path, flags) }
