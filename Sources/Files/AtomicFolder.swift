#if canImport(Glibc)
    internal import CFileSystem
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder of files that is written beside its place and put in place in one step.
///
/// A folder that stands in the place already is replaced only when it was made this way, which the file
/// `.galley-artifact` in it tells, or is empty: a run never takes away what somebody else put there. Its permissions
/// stay.
///
/// Belongs to one owner at a time; copies share the folder.
public struct AtomicFolder: Sendable {
    /// The file that tells who made a folder.
    public static let marker = ".galley-artifact"

    /// So many files are made safe one by one.
    private static let few = 16
    /// How long the folder that is to be replaced may still be held by whoever has put it in place.
    private static let patience = Duration.seconds(2)

    private let target: FilePath
    private let partial: FilePath
    private let descriptor: Int32
    private var made: Set<FilePath> = []
    /// What is there from the last time; nil where all has to be made.
    private var twin: FolderTwin?
    private var count = 0
    /// The first files that were written, while they are few.
    private var written: [FilePath] = []
    private var isOpen = true

    /// Opens the temporary folder, making the folders above it when they are missing.
    /// - Throws: ``FileError`` when it can't be written there, what stands in its place wasn't made by a run, or another
    ///   run is writing it.
    public init(_ path: FilePath) throws(FileError) { try self.init(path, usesTwin: true) }

    private init(_ path: FilePath, usesTwin: Bool) throws(FileError) {
        target = try Placement.target(path.withoutTrailingSlashes, mustBe: .folder)
        partial = Placement.partial(of: target)
        try Self.checkReplaceable(target)
        try Folder.make(target.folder)
        if usesTwin { FolderTwin.take(of: target, to: partial) }
        let mode = File.permissions(of: target)
        var lock = try Placement.lock(partial, .folder, for: target)
        if mode == nil {
            // What a killed run left may have other rights than a new folder.
            try? Folder.remove(partial)
            close(lock)
            lock = try Placement.lock(partial, .folder, for: target)
        }
        descriptor = lock
        do throws(FileError) {
            if let mode {
                _ = try uninterrupted(target) { Int(fchmod(descriptor, mode | 0o700)) }
            }
            try restore()
            do throws(FileError) { try Folder.remove(Placement.twin(of: target)) } catch {
                // Without it all is made anew; but what is removed has to be gone.
                if !usesTwin { throw error }
            }
            twin = usesTwin ? try FolderTwin(of: target, partial, descriptor) : nil
            if twin == nil {
                for name in try Folder.names(in: partial) { try Folder.remove(partial.appending(name)) }
            }
            try twin?.makeRoom(for: Self.marker, in: partial)
            try File.create(
                partial.appending(Self.marker), Array("made by galley, replaced as a whole by its next run\n".utf8))
        } catch {
            abandon()
            throw error
        }
    }

    /// Looks whether a folder could be put there now, and writes nothing; another run may still get in the way.
    /// - Throws: ``FileError`` when it couldn't.
    public static func checkPlace(_ path: FilePath) throws(FileError) {
        try checkReplaceable(Placement.check(path.withoutTrailingSlashes, mustBe: .folder))
    }

    /// Writes a file into the folder.
    /// - Parameter name: Its path inside the folder; folders above it are made.
    /// - Throws: ``FileError``, also when there is such a file already (``FileError/isTaken``) or the name leads out of
    ///   the folder.
    public mutating func write(_ bytes: [UInt8], to name: String) throws(FileError) {
        let shown = target.appending(name)
        guard Self.isInside(name) else { throw FileError(shown, "is no path inside the folder") }
        let path = partial.appending(name)
        do throws(FileError) {
            try twin?.makeRoom(for: name, in: partial)
            if path.folder != partial, !made.contains(path.folder) {
                try Folder.make(path.folder)
                var folder = path.folder
                while folder != partial, made.insert(folder).inserted { folder = folder.folder }
            }
            try File.create(path, bytes)
        } catch {
            throw error.at(shown)
        }
        count += 1
        if count <= Self.few { written.append(path) }
    }

    /// Puts a file of the folder that is to be replaced into this one: the same file, where the file system can have it in
    /// two folders.
    /// - Parameters:
    ///   - name: Its name in the old folder.
    ///   - newName: Its name in this one; nil for the same.
    /// - Throws: ``FileError``, also when there is such a file already (``FileError/isTaken``) or none in the old folder.
    public mutating func keep(_ name: String, as newName: String? = nil) throws(FileError) {
        let newName = newName ?? name
        for name in newName == name ? [name] : [name, newName] where !Self.isName(name) {
            throw FileError(target.appending(name), "is no name inside the folder")
        }
        if try twin?.keeps(name, as: newName, in: partial) == true { return }
        let old = target.appending(name)
        let new = partial.appending(newName)
        if old.withCString({ old in new.withCString { link(old, $0) } }) == 0 {
            twin?.noteLink(to: name)
            return
        }
        let number = errno
        guard [EPERM, EXDEV, EMLINK, ENOTSUP, EACCES].contains(number) else {
            throw FileError(target.appending(newName), number: number)
        }
        try write(try File.read(old, limit: .max).bytes, to: newName)
    }

    /// Makes everything written so far safe on disk, still under the temporary name.
    public mutating func finish() throws(FileError) {
        try twin?.clear(partial)
        guard count > Self.few else {
            for path in written { try File.synchronize(path) }
            for folder in made.union([partial]) { Folder.synchronize(folder) }
            return
        }
        // One call for the file system, whoever else writes to it, instead of one for each of many files.
        #if canImport(Glibc)
            _ = try uninterrupted(target) { Int(syncfs(descriptor)) }
        #else
            sync()
        #endif
    }

    /// What is still to be done once it is finished.
    public var pending: PendingPlacement? {
        File.identity(of: partial).map {
            PendingPlacement(
                temporary: partial.absolute, place: target.absolute, isFolder: true, identity: $0)
        }
    }

    /// Puts a finished folder of an earlier process in place.
    static func place(_ partial: FilePath, at target: FilePath) throws(FileError) {
        let descriptor = try Placement.lock(partial, .folder, for: target)
        var folder = AtomicFolder(target: target, partial: partial, descriptor: descriptor)
        do throws(FileError) { try folder.commit() } catch {
            close(descriptor)
            throw error
        }
    }

    private init(target: FilePath, partial: FilePath, descriptor: Int32) {
        self.target = target
        self.partial = partial
        self.descriptor = descriptor
    }

    /// Puts the folder in place, and removes the one that it replaces.
    public mutating func commit() throws(FileError) {
        try Self.checkReplaceable(target)
        try twin?.clear(partial)
        let old = lockOld()
        defer { if old >= 0 { close(old) } }
        if old < 0 {
            try File.move(partial, to: target)
        } else if try !exchange() {
            // It has removed the old one under another name: this one may be another run's by now.
            try replaceInTwoSteps()
            isOpen = false
            close(descriptor)
            return Folder.synchronize(target.folder)
        }
        // Before the temporary name is free: the next run that has it will want this lock.
        isOpen = false
        close(descriptor)
        Folder.synchronize(target.folder)
        guard old >= 0 else { return }
        if let twin, twin.kept >= max(FolderTwin.fewest, count), twin.keep(partial, of: target) { return }
        // What is left of the old one, should this fail, is cleared away by the next run.
        try? Folder.remove(partial)
    }

    /// Removes what was written.
    public mutating func abandon() {
        guard isOpen else { return }
        isOpen = false
        if twin?.putBack(partial, of: target) != true { try? Folder.remove(partial) }
        close(descriptor)
    }

    /// Removes a folder that was made this way, and what a killed run left of a new one; nothing there is no error.
    ///
    /// Readers see the whole of it or nothing. Where a symbolic link leads to it, the link stays and the folder is empty
    /// but for its marker.
    /// - Throws: ``FileError`` when it can't be removed, wasn't made this way, or another run is writing it.
    public static func remove(_ path: FilePath) throws(FileError) {
        let path = path.withoutTrailingSlashes
        let places = [path, Placement.partial(of: path), Placement.twin(of: path)]
        guard places.contains(where: { (try? File.status($0)) != nil }) else { return }
        var empty = try AtomicFolder(path, usesTwin: false)
        do throws(FileError) {
            if (try? File.isLink(path)) == true { try empty.commit() } else { try empty.takeOld() }
        } catch {
            empty.abandon()
            throw error
        }
    }

    /// Moves the old folder in one step to the temporary name, and removes it there.
    private mutating func takeOld() throws(FileError) {
        let old = lockOld()
        defer { if old >= 0 { close(old) } }
        if old >= 0 {
            // A folder can take the place of an empty one.
            try Folder.remove(partial.appending(Self.marker))
            try File.move(target, to: partial)
            Folder.synchronize(target.folder)
        }
        abandon()
    }

    /// Opens and locks the folder that is to be replaced; negative when there is none.
    ///
    /// It is about to stand under the temporary name: without a lock another run would begin to write into it while it is
    /// removed. Whoever has put it in place may not have let go of it yet, which takes no more than a moment.
    private func lockOld() -> Int32 {
        let old = target.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard old >= 0 else { return old }
        let limit = ContinuousClock.now + Self.patience
        while flock(old, LOCK_EX | LOCK_NB) != 0 {
            let number = errno
            // Where folders can't be locked, none of ours is.
            guard number == EWOULDBLOCK || number == EINTR else { break }
            // No run holds it that long: some other program does, for reasons of its own.
            guard ContinuousClock.now < limit else { break }
            usleep(200)
        }
        return old
    }

    /// Exchanges old and new in one step; false where the file system can't.
    private func exchange() throws(FileError) -> Bool {
        #if canImport(Glibc)
            let status = partial.withCString { new in
                target.withCString { old in renameat2(AT_FDCWD, new, AT_FDCWD, old, galley_rename_exchange) }
            }
        #else
            let status = partial.withCString { new in
                target.withCString { old in renamex_np(new, old, UInt32(RENAME_SWAP)) }
            }
        #endif
        if status == 0 { return true }
        guard [EINVAL, ENOSYS, ENOTSUP].contains(errno) else { throw FileError(target, number: errno) }
        return false
    }

    /// Moves the old folder aside and the new one in place, or the old one back.
    private func replaceInTwoSteps() throws(FileError) {
        let aside = Placement.aside(of: target)
        try File.move(target, to: aside)
        do throws(FileError) {
            try File.move(partial, to: target)
        } catch {
            try File.move(aside, to: target)
            throw error
        }
        try? Folder.remove(aside)
    }

    /// Puts the old folder back that a run left aside when it was killed between the two steps.
    private func restore() throws(FileError) {
        let aside = Placement.aside(of: target)
        guard (try? File.status(aside)) != nil else { return }
        if (try? File.status(target)) == nil {
            try File.move(aside, to: target)
        } else {
            try Folder.remove(aside)
        }
    }

    private static func checkReplaceable(_ target: FilePath) throws(FileError) {
        while true {
            let listed = File.identity(of: target)
            let names: [FilePath]
            do throws(FileError) {
                names = try Folder.names(in: target)
            } catch {
                // Another run may be about to remove it.
                guard error.isMissing else { throw error }
                return
            }
            // A link of that name is none of ours; the folder may be gone by now, which is no matter.
            let isMarked = names.contains(FilePath(marker)) && (try? File.isLink(target.appending(marker))) != true
            if names.isEmpty || isMarked { return }
            // Another run may have put its folder in place meanwhile, and have begun to clear away the one that was read.
            guard listed == File.identity(of: target) else { continue }
            throw FileError(
                target, "is a folder that no run made, and it isn't empty",
                help: "give another path, or empty the folder: a run replaces the whole of it")
        }
    }

    /// Whether a name is that of something right in the folder.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".."
            && name.utf8.allSatisfy { $0 != 0 && $0 != UInt8(ascii: "/") }
    }

    private static func isInside(_ name: String) -> Bool {
        !name.utf8.contains(0)
            && name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
            }
    }
}
