internal import CSpawn

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a program is started that lives on: apart from this process in all but its three streams. It leads a process group
/// of its own, so that an interrupt from a terminal doesn't reach it, and a signal of ours reaches all that it starts.
struct Spawning {
    /// Where and how it runs.
    let command: Coprocess.Command

    /// A pipe whose ends no other program inherits.
    static func makePipe() throws(SubprocessError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        let failure = galley_pipe(&ends)
        guard failure == 0 else { throw .notStarted(String(cString: strerror(failure))) }
        return (ends[0], ends[1])
    }

    /// Starts the program on the other ends of pipes.
    func start(input: Int32, output: Int32, messages: Int32) throws(SubprocessError) -> pid_t {
        var words = ([command.name] + command.arguments).map { strdup($0) } + [nil]
        var variables = command.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let failure = galley_spawn(
            &process, command.executable, &words, &variables, command.folder, input, output, messages)
        guard failure == 0 else { throw .notStarted(String(cString: strerror(failure))) }
        return process
    }
}
