internal import CommandLineKit

/// `galley version`: which Galley this is.
enum VersionCommand {
    /// The version of this source tree.
    static let version = "0.1.0"

    static let command = Command("version", abstract: "Print the version.") { _ in
        Output.data.line("galley \(version)")
        return ExitCode.done
    }
}
