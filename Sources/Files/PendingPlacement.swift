/// A file or folder that is written and safe on disk, and has still to be put in its place: what has to be remembered so
/// that it can be put there after a crash.
public struct PendingPlacement: Sendable, Equatable {
    /// Where it is.
    public let temporary: FilePath
    /// Where it belongs.
    public let place: FilePath
    /// Whether it is a folder.
    public let isFolder: Bool
    /// What tells it from all else that may stand under its temporary name.
    public let identity: [UInt64]

    /// Names a placement.
    public init(temporary: FilePath, place: FilePath, isFolder: Bool, identity: [UInt64]) {
        self.temporary = temporary
        self.place = place
        self.isFolder = isFolder
        self.identity = identity
    }

    /// Whether something stands under the temporary name of a file or folder.
    public static func isLeft(beside path: FilePath) -> Bool {
        File.identity(of: Placement.partial(of: path.withoutTrailingSlashes)) != nil
    }

    /// Puts it in place, unless it is there already; whether there was something to do.
    /// - Throws: ``FileError``.
    public func complete() throws(FileError) -> Bool {
        guard File.identity(of: temporary) == identity else { return false }
        if isFolder {
            try AtomicFolder.place(temporary, at: place)
        } else {
            try File.move(temporary, to: place)
        }
        Folder.synchronize(place.folder)
        return true
    }
}
