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

    /// What tells the records of a pipeline from changed ones; nil when a run couldn't tidy up beside them.
    package init?(ofRecordsAt place: RecordsPlace) {
        for path in [place.quarantine, place.dropped] where PendingPlacement.isLeft(beside: path) { return nil }
        var archive = ArchiveWriter()
        Digest(ofArtifact: place.quarantine, isFolder: true).store(in: &archive)
        Digest(ofArtifact: place.dropped, isFolder: false).store(in: &archive)
        self = archive.digest(from: 0)
    }
}
