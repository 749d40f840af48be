#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension FilePath {
    /// The path from the root on with all symbolic links followed; names of it that aren't there yet stay as they are
    /// written.
    public var canonical: FilePath {
        var there = absolute.withoutTrailingSlashes
        var missing: [FilePath] = []
        while true {
            if let real = there.withCString({ realpath($0, nil) }) {
                defer { free(real) }
                let start = FilePath(bytes: Array(UnsafeRawBufferPointer(start: real, count: strlen(real))))
                return missing.reversed().reduce(start) { $0.appending($1) }
            }
            guard there.folder != there else { return self }
            missing.append(there.name)
            there = there.folder.withoutTrailingSlashes
        }
    }
}
