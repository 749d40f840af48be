internal import Foundation

/// A file that holds what is expected, compared line by line, and written anew when that is asked for.
///
/// ```swift
/// #expect(try Golden("Golden/terms.jsonl").difference(from: result.jsonLines) == nil)
/// ```
/// After a change that is meant, run the test with `GALLEY_UPDATE_GOLDEN=1`, and read what has changed in the file.
public struct Golden: Sendable {
    private let file: URL

    /// Whether files are written instead of compared: the environment has `GALLEY_UPDATE_GOLDEN`.
    public static var isUpdating: Bool { ProcessInfo.processInfo.environment["GALLEY_UPDATE_GOLDEN"] != nil }

    /// Names a file.
    /// - Parameters:
    ///   - path: Its path; a relative one starts at the folder of the test.
    ///   - source: The test's own file.
    public init(_ path: String, besideFile source: String = #filePath) {
        file = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: source).deletingLastPathComponent())
    }

    /// Compares a text with what is expected.
    /// - Parameters:
    ///   - text: The text.
    ///   - isUpdating: Whether the file is written instead.
    /// - Returns: The first line that differs; nil when there is none.
    /// - Throws: What keeps the file from being written.
    public func difference(from text: String, isUpdating: Bool = Golden.isUpdating) throws -> String? {
        if isUpdating {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return nil
        }
        guard let data = try? Data(contentsOf: file) else {
            return "there is no \(file.relativePath): run the test with GALLEY_UPDATE_GOLDEN=1 to write it"
        }
        let expected = String(decoding: data, as: UTF8.self)
        guard expected != text else { return nil }
        let (old, new) = (Self.lines(expected), Self.lines(text))
        let place = zip(old, new).prefix { $0 == $1 }.count
        let line = { (lines: [Substring]) in place < lines.count ? "'\(lines[place])'" : "nothing further" }
        return "\(file.relativePath):\(place + 1): expected \(line(old)), found \(line(new))"
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
