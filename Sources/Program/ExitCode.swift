/// How the program ends, for scripts.
enum ExitCode {
    /// Done.
    static let done: Int32 = 0
    /// The run failed; nothing was published.
    static let failed: Int32 = 1
    /// Done, with documents in quarantine.
    static let quarantined: Int32 = 2
    /// The command line is wrong.
    static let usage: Int32 = 64
    /// The definition is wrong.
    static let badDefinition: Int32 = 65
    /// There is no input.
    static let noInput: Int32 = 66
    /// A program that is needed isn't installed, or doesn't do its work.
    static let unavailable: Int32 = 69
    /// Galley itself is wrong.
    static let internalError: Int32 = 70
    /// An artifact can't be made.
    static let cannotCreate: Int32 = 73
    /// Reading or writing broke off.
    static let inputOutput: Int32 = 74
    /// Interrupted from the keyboard.
    static let interrupted: Int32 = 130
    /// Asked to terminate.
    static let terminated: Int32 = 143

    /// Ended by a signal, as shells count it; without one, interrupted.
    static func signalled(_ number: Int32?) -> Int32 { number.map { 128 + $0 } ?? interrupted }
}
