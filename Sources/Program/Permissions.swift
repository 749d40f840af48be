internal import CommandLineKit
internal import Diagnostics
internal import StageKit

/// What the user allows stages to reach.
enum Permissions {
    static let allow = Argument.options(
        "allow", .choice(Reach.self), valueName: "reach",
        help: "Let stages reach beyond the files of the definition; may be given several times.")

    /// What a command line allows.
    /// - Parameter keeps: Whether stages may write down what they fetched.
    static func allowance(_ parsed: Parsed, keeps: Bool = true) -> Allowance {
        allowance(Set(parsed[allow]), keeps: keeps)
    }

    /// An allowance that warns the user on standard error.
    static func allowance(_ reaches: Set<Reach>, keeps: Bool = true) -> Allowance {
        var allowance = Allowance()
        allowance.reaches = reaches
        allowance.keeps = keeps
        allowance.program = "galley/\(VersionCommand.version)"
        allowance.readerOfPDF = Surroundings.executable.map { ($0, [PDFProcess.word]) }
        allowance.tell = { stage, message in
            Output.messages.line(DisplayText.printable("warning: stage '\(stage)': \(message)"))
        }
        return allowance
    }
}
