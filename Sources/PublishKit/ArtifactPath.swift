internal import Files
public import StageKit

/// What can be told of the option `path` of a stage that publishes.
extension Path {
    /// What stands at the path.
    public enum Artifact: String, Sendable {
        /// A file.
        case file
        /// A folder.
        case folder
    }

    /// What keeps a file or folder from having that name; a warning for a file whose suffix promises something else.
    public func problems(as artifact: Artifact, suffixes: [String] = []) -> [OptionProblem] {
        if text.isEmpty { return [OptionProblem("path", "is empty", help: "give the path of a \(artifact.rawValue)")] }
        if text.utf8.contains(0) { return [OptionProblem("path", "holds a NUL, which no name can")] }
        let path = artifact == .folder ? FilePath(text).withoutTrailingSlashes : FilePath(text)
        if ["", ".", ".."].contains(path.name.text) {
            let help = "end the path with the name of a \(artifact.rawValue)"
            return [OptionProblem("path", "names no \(artifact.rawValue)", help: help)]
        }
        guard let usual = suffixes.first, !suffixes.contains(where: path.hasSuffix),
            let promised = Self.wellKnown.first(where: path.hasSuffix)
        else { return [] }
        return [
            .warning("path", "ends with \(promised), and what is written isn't that", help: "end it with \(usual)")
        ]
    }

    private static let wellKnown = [
        ".csv", ".db", ".htm", ".html", ".json", ".jsonl", ".md", ".ndjson", ".pdf", ".sqlite", ".tar", ".tsv", ".txt",
        ".xml", ".yaml", ".zip",
    ]

    /// What stands in the way of writing there now.
    public func obstacles(as artifact: Artifact) -> [OptionProblem] {
        do throws(FileError) {
            switch artifact {
            case .file: try AtomicFile.checkPlace(FilePath(text))
            case .folder: try AtomicFolder.checkPlace(FilePath(text))
            }
            return []
        } catch {
            return [.warning("path", "can't be written now: \(error)", help: error.help ?? "give another path")]
        }
    }
}
