#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the file system refused.
public struct FileError: Error, Sendable, Equatable {
    /// The file or folder, as one would show it.
    public let path: String
    /// What is wrong, as a phrase without the path.
    public let reason: String
    /// The way out.
    public let help: String?
    /// The system's error number; 0 when the refusal is ours.
    public let number: Int32

    /// Makes an error of our own.
    public init(_ path: FilePath, _ reason: String, help: String? = nil) {
        self.path = path.text
        self.reason = reason
        self.help = help
        number = 0
    }

    init(_ path: FilePath, number: Int32) {
        self.path = path.text
        self.number = number
        reason = String(cString: strerror(number))
        help = nil
    }

    private init(path: String, reason: String, help: String?, number: Int32) {
        self.path = path
        self.reason = reason
        self.help = help
        self.number = number
    }

    /// The same, said of another path: of the one that the user knows instead of a temporary one.
    func at(_ path: FilePath) -> FileError {
        FileError(path: path.text, reason: reason, help: help, number: number)
    }

    /// Whether there is nothing of that name.
    public var isMissing: Bool { number == ENOENT || number == ENOTDIR }

    /// Whether there is something of that name already.
    public var isTaken: Bool { number == EEXIST }
}

extension FileError: CustomStringConvertible {
    /// `path: reason`.
    public var description: String { "\(path): \(reason)" }
}

/// Calls until a signal doesn't interrupt; the system's error number is thrown.
func uninterrupted(_ path: FilePath, _ call: () -> Int) throws(FileError) -> Int {
    while true {
        let result = call()
        if result >= 0 { return result }
        if errno != EINTR { throw FileError(path, number: errno) }
    }
}
