import Foundation
import Testing

/// The Python environment that `scripts/setup-tests` makes, with programs that judge what Galley writes.
enum Python {
    private static let folder = Program.project + "/build/python"
    private static let wanted = Program.project + "/scripts/python.txt"

    /// Whether all of it is installed, in the versions that are wanted now.
    static let isInstalled = FileManager.default.contentsEqual(
        atPath: folder + "/installed.txt", andPath: wanted)
    /// What is said where it isn't.
    static let skipped: Comment = "the independent readers aren't installed: run scripts/setup-tests"

    /// Runs a script.
    static func run(_ arguments: [String]) throws -> Program.Result {
        let running = try Program.start(arguments, executable: URL(fileURLWithPath: folder + "/bin/python"))
        try running.input.close()
        return running.wait()
    }
}
