internal import CommandLineKit
internal import Reading

/// `galley version`: which Galley this is.
enum VersionCommand {
    /// The version of this source tree.
    static let version = "0.1.0"

    static let verbose = Argument.flag("verbose", help: "Tell which parser reads web pages, too.")

    static let command = Command("version", abstract: "Print the version.", arguments: [verbose]) { parsed in
        Output.data.line("galley \(version)")
        if parsed[verbose] { Output.data.line("pages are parsed by \(PageReader.parser)") }
        return ExitCode.done
    }
}
