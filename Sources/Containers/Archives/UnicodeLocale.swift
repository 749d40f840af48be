#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The locale that libarchive reads names in. Whatever the user's is, names of archives are UTF-8 where they can be.
enum UnicodeLocale {
    /// Lives as long as the program.
    nonisolated(unsafe) private static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

    /// Calls something on this thread in a locale of UTF-8.
    static func use<Result>(_ body: () -> Result) -> Result {
        guard let locale else { return body() }
        let before = uselocale(locale)
        defer { uselocale(before) }
        return body()
    }
}
