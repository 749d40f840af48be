internal import Files

/// What is read of files that hold others.
struct ContainerOptions: Sendable {
    /// So deep may archives lie in archives.
    static let deepest = 3

    /// The entries of archives that are read; nil for those whose names tell that they are documents.
    var entries: PathMatcher?
    /// The most entries of an archive.
    var maximumEntries = 1_000_000
    /// The statuses of answers in web archives that are read.
    var statuses = [200]
    /// Whether the digests of web archives are checked.
    var verifiesDigests = false
    /// In how many archives what is opened lies.
    var depth = 0

    /// Whether an entry of an archive is read.
    func reads(_ name: String) -> Bool {
        if let entries { return entries.matches(FilePath(name)) }
        let parts = name.split(separator: "/")
        guard let last = parts.last, !parts.contains(where: { $0.hasPrefix(".") && $0 != "." && $0 != ".." }),
            parts.first != "__MACOSX"
        else { return false }
        return !last.contains(".") || ContentFormat(suffixOf: FilePath(name)) != nil || isXML(name)
    }

    /// Whether an entry is read only if its content is of a known kind: most XML in archives is no document.
    func needsKind(_ name: String) -> Bool { entries == nil && isXML(name) }

    private func isXML(_ name: String) -> Bool { name.lowercased().hasSuffix(".xml") }
}
