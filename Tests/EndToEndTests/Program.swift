import Foundation

/// The program that was built, run as a user runs it.
enum Program {
    /// What a run of the program gave.
    struct Result: Sendable {
        let code: Int32
        let output: String
        let messages: String
    }

    /// The project's folder.
    static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The binary beside the one that holds the tests.
    static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("galley")

    /// Runs the program in the project's folder.
    static func run(
        _ arguments: [String], input: String? = nil, environment: [String: String] = [:], folder: String = project
    ) throws -> Result {
        let running = try start(arguments, environment: environment, folder: folder)
        running.input.write(Data((input ?? "").utf8))
        try running.input.close()
        return running.wait()
    }

    /// Runs the program under a limit of 64 kB for every file that it writes, which stands for a full disk.
    static func runLimited(_ arguments: [String]) throws -> Result {
        // SIGXFSZ is ignored, so that a write over the limit fails as one on a full disk does.
        let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""
        let running = try start(["-c", script, binary.path] + arguments, executable: URL(fileURLWithPath: "/bin/bash"))
        try running.input.close()
        return running.wait()
    }

    /// Runs a line of a shell that calls the program; its output holds the messages too, as on a terminal.
    static func runLine(_ line: String, folder: String) throws -> Result {
        let running = try start(
            ["-c", "exec 2>&1\n" + line],
            environment: ["PATH": binary.deletingLastPathComponent().path + ":/usr/bin:/bin"], folder: folder,
            executable: URL(fileURLWithPath: "/bin/bash"))
        try running.input.close()
        return running.wait()
    }

    /// Starts the program; its standard input stays open.
    static func start(
        _ arguments: [String], environment: [String: String] = [:], folder: String = project,
        executable: URL = binary
    ) throws -> Running {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        var variables = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        // What a build for a sanitizer is to do with what it finds.
        for name in ["TSAN_OPTIONS", "ASAN_OPTIONS"] {
            variables[name] = ProcessInfo.processInfo.environment[name]
        }
        variables.merge(environment) { $1 }
        process.environment = variables
        let pipes = (input: Pipe(), output: Pipe(), messages: Pipe())
        process.standardInput = pipes.input
        process.standardOutput = pipes.output
        process.standardError = pipes.messages
        try process.run()
        return Running(
            process: process, input: pipes.input.fileHandleForWriting, output: pipes.output.fileHandleForReading,
            messages: pipes.messages.fileHandleForReading)
    }

    /// The program while it runs.
    struct Running {
        let process: Process
        let input: FileHandle
        let output: FileHandle
        let messages: FileHandle

        /// Waits for the end, reading both streams as they fill.
        func wait() -> Result {
            nonisolated(unsafe) var messages = Data()
            let group = DispatchGroup()
            group.enter()
            // A thread of its own: those that queues share may all be at work for other tests, which may wait for this one.
            Thread.detachNewThread { [handle = self.messages] in
                messages = handle.readDataToEndOfFile()
                group.leave()
            }
            let output = output.readDataToEndOfFile()
            group.wait()
            process.waitUntilExit()
            return Result(
                code: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
                messages: String(decoding: messages, as: UTF8.self))
        }
    }
}

/// All files in a folder with their bytes, by path inside it, but for what is kept beside published folders.
func contents(of folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
        if name.split(separator: "/").contains(where: { $0.hasSuffix(".galley-twin") }) { continue }
        let path = folder + "/" + name
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            continue
        }
        files[name] = try Data(contentsOf: URL(fileURLWithPath: path))
    }
    return files
}

/// All that a run publishes and records in a folder but what tells when it was: the database of runs.
func outcome(in folder: String) throws -> [String: Data] {
    try contents(of: folder).filter { !isDatabase($0.key) }
}

/// Whether a path is that of the state database, or of a companion of it.
func isDatabase(_ path: String) -> Bool {
    path.contains(".galley/state.db") || path.contains(".galley/cache.db") || path.contains(".galley/places/")
}
