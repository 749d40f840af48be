import Foundation

/// Other programs that tests ask where they are installed.
enum Shells {
    /// Where a program is; nil when it isn't installed.
    static func find(_ name: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
        return (["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin"] + path)
            .map { URL(fileURLWithPath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Runs a program with a text as standard input.
    static func run(_ name: String, _ arguments: [String], input: String = "") throws -> Program.Result {
        guard let executable = find(name) else { throw CocoaError(.fileNoSuchFile) }
        let running = try Program.start(arguments, executable: executable)
        running.input.write(Data(input.utf8))
        try running.input.close()
        return running.wait()
    }
}
