import Glibc

/// What one process took.
struct Measurement {
    let wallSeconds: Double
    let userSeconds: Double
    let systemSeconds: Double
    let peakMegabytes: Double

    var cpuSeconds: Double { userSeconds + systemSeconds }

    /// Runs a program to its end, its output thrown away.
    static func of(_ command: [String]) throws -> Measurement {
        fflush(nil)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        let words = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let clock = ContinuousClock()
        let start = clock.now
        guard posix_spawnp(&process, command[0], &actions, nil, words, environ) == 0 else {
            throw BenchmarkError("can't start \(command[0])")
        }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process, status == 0 else {
            throw BenchmarkError("\(command.joined(separator: " ")) failed with status \(status)")
        }
        let (seconds, attoseconds) = (clock.now - start).components
        return Measurement(
            wallSeconds: Double(seconds) + Double(attoseconds) / 1e18, userSeconds: usage.ru_utime.seconds,
            systemSeconds: usage.ru_stime.seconds, peakMegabytes: Double(usage.ru_maxrss) / 1000)
    }

    /// The fastest of several, by wall time.
    /// - Parameter command: The program and its arguments, by the number of the try.
    static func best(of count: Int, _ command: (Int) throws -> [String]) throws -> Measurement {
        var best: Measurement?
        for number in 0..<count {
            let next = try of(try command(number))
            if next.wallSeconds < best?.wallSeconds ?? .infinity { best = next }
        }
        guard let best else { throw BenchmarkError("nothing was measured") }
        return best
    }
}

extension timeval {
    var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
