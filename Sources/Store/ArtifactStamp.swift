package import Documents
package import Files

extension Digest {
    /// What tells an artifact that was put in place from one that was changed since; nil when there is none.
    package init?(ofArtifact path: FilePath, isFolder: Bool) {
        // What a run left beside it that couldn't tidy up is for the next one to clear away.
        if PendingPlacement.isLeft(beside: path) { return nil }
        guard let bytes = isFolder ? FileStamp.contents(of: path) : FileStamp(path)?.ownBytes else { return nil }
        self.init(of: bytes)
    }

    /// What tells the records of a run from changed ones.
    package init(ofRecordsIn folder: FilePath) {
        var archive = ArchiveWriter()
        PendingPlacement.isLeft(beside: folder.appending("quarantine")).store(in: &archive)
        Digest(ofArtifact: folder.appending("quarantine"), isFolder: true).store(in: &archive)
        Digest(ofArtifact: folder.appending("dropped.jsonl"), isFolder: false).store(in: &archive)
        self = archive.digest(from: 0)
    }
}
