internal import Foundation

/// How a program ended, and what it said.
public struct Ending: Sendable {
    /// Its exit code; nil when a signal ended it.
    public let code: Int32?
    /// The signal that ended it.
    public let signal: Int32?
    /// Standard output.
    public let output: String
    /// Standard error.
    public let messages: String
    /// Whether it had to be killed because it didn't end.
    public let hung: Bool

    /// The end in a few words, for a report.
    public var summary: String {
        let how = hung ? "did not end" : code.map { "exit code \($0)" } ?? "signal \(signal ?? 0)"
        return how + (messages.isEmpty ? "" : ": \(messages.prefix(400))")
    }
}

/// A program that was started, by the system's own calls: nobody else waits for it, so that a kill can't meet another
/// process that has come by its number.
public final class Launch {
    /// Its process number.
    public let process: Int32
    private let outputs: (RawPath, RawPath)
    private var status: Int32?
    private var isKilledForHanging = false

    /// Starts a program; its output goes to files.
    /// - Parameters:
    ///   - arguments: The program's path and its arguments.
    ///   - folder: Where it works.
    ///   - environment: What it finds beside a path and a locale.
    ///   - messages: A folder for what it says, outside of what is proven.
    public init(
        _ arguments: [String], folder: RawPath, environment: [String: String] = [:], messages: RawPath
    ) throws {
        outputs = (messages / RawPath("\(UUID().uuidString).out"), messages / RawPath("\(UUID().uuidString).err"))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        "/dev/null".withCString { _ = posix_spawn_file_actions_addopen(&actions, 0, $0, O_RDONLY, 0) }
        for (descriptor, path) in zip([Int32(1), 2], [outputs.0, outputs.1]) {
            path.withCString {
                _ = posix_spawn_file_actions_addopen(&actions, descriptor, $0, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            }
        }
        // What is set is set for the program alone, not for the shell that goes to the folder and becomes the program.
        let line = ["/bin/sh", "-c", "cd \"$0\" && exec env \"$@\"", folder.description]
        let named: [String] = environment.map { "\($0.key)=\($0.value)" }
        var words = Self.copies(line + named + arguments)
        var settings = Self.copies(["PATH=/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8"])
        defer { for word in words + settings { free(word) } }
        var number: pid_t = 0
        let failure = posix_spawn(&number, line[0], &actions, nil, &words, &settings)
        guard failure == 0 else { throw HarnessError("\(line[0]): \(String(cString: strerror(failure)))") }
        process = number
    }

    private static func copies(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        words.map { word in strdup(word) } + [nil]
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool {
        guard status == nil else { return false }
        var found: Int32 = 0
        guard waitpid(process, &found, WNOHANG) == process else { return true }
        status = found
        return false
    }

    /// Sends a signal, if it is still running.
    public func signal(_ number: Int32) { if isRunning { kill(process, number) } }

    /// Waits for the end; a program that takes far too long is killed.
    public func wait(seconds: Int = 120) throws -> Ending {
        var waited = 0
        while isRunning {
            usleep(500)
            waited += 1
            if waited > seconds * 2000, !isKilledForHanging {
                isKilledForHanging = true
                kill(process, SIGKILL)
            }
        }
        let status = status ?? 0
        let signal = status & 0x7F
        defer {
            try? Disk.remove(outputs.0)
            try? Disk.remove(outputs.1)
        }
        return Ending(
            code: signal == 0 ? status >> 8 & 0xFF : nil, signal: signal == 0 ? nil : signal,
            output: String(decoding: try Disk.read(outputs.0) ?? [], as: UTF8.self),
            messages: String(decoding: try Disk.read(outputs.1) ?? [], as: UTF8.self), hung: isKilledForHanging)
    }
}

/// Waits, and does nothing.
func pause(microseconds: Int) { usleep(UInt32(max(0, microseconds))) }
