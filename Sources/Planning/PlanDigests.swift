package import Documents

extension PlannedStage {
    /// A digest of what the stage is told to do with a document: its stage type, the version of that, and its options, but
    /// for those by which a source chooses what it reads. Results are kept under it.
    package var digest: Digest {
        let options = options.filter { type.shape != .source || !$0.choosesDocuments }
            .map { "\($0.name)=\($0.actual)\n" }.joined()
        var identity = ""
        if case .transform(let runner) = stage, let digest = runner.identity { identity = "\n\(digest)" }
        return Digest(of: "\(type.name)\n\(type.version)\n\(options)\(identity)")
    }

    /// The digest in hexadecimal digits.
    public var configurationDigest: String { digest.description }
}

extension Plan {
    /// A digest of all that decides what becomes of a document: ``shape``, and what the stages are told to do.
    package var digest: Digest {
        var archive = ArchiveWriter()
        shape.store(in: &archive)
        for stage in stages { stage.digest.store(in: &archive) }
        return archive.digest(from: 0)
    }

    /// A digest of the ways that documents can take: how stages are joined, conditions, and what is done with documents
    /// that can't be processed.
    package var shape: Digest {
        var archive = ArchiveWriter()
        for stage in stages {
            archive.write(text: stage.id)
            stage.inputs.store(in: &archive)
            archive.write(text: stage.combination.rawValue)
            stage.conditions.map(\.text).store(in: &archive)
            archive.write(text: stage.onError.rawValue)
        }
        return archive.digest(from: 0)
    }
}
