internal import Reading

/// What the program does where it is started by itself to read PDF documents: no command for users.
enum PDFProcess {
    /// Its only argument.
    static let word = "--read-pdf"

    /// Whether it was started so.
    static func isAsked(_ arguments: [String]) -> Bool { arguments == [word] }

    /// Reads what it is given to the end.
    static func run() -> Int32 {
        PDFService.serve()
        return ExitCode.done
    }
}
