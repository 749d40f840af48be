internal import Diagnostics
internal import Subprocess

/// Graphviz's `dot`, which lays out graphs.
enum Graphviz {
    /// The drawing of a graph in a format that `dot -T` knows.
    /// - Throws: ``Failure`` when it isn't installed, takes too long or fails.
    static func draw(_ graph: String, as format: String, options: [String] = []) throws(Failure) -> [UInt8] {
        guard let program = Subprocess.find("dot", path: Surroundings.environment["PATH"] ?? "") else {
            throw Failure(
                ExitCode.unavailable,
                "'--format \(format)' needs Graphviz to lay out the graph, and there is no 'dot' on PATH",
                help: "install it (Debian: apt-get install graphviz, macOS: brew install graphviz), or use "
                    + "'--format html', which needs nothing")
        }
        let dot = Subprocess(program, ["-T\(format)"] + options)
        do throws(SubprocessError) {
            let result = try dot.run(input: Array(graph.utf8))
            guard result.code == 0, !result.output.isEmpty else {
                throw SubprocessError.notStarted("it ended with code \(result.code): \(result.messages)")
            }
            guard isPicture(result.output, format) else {
                throw SubprocessError.notStarted("what it wrote is no picture in \(format)")
            }
            return result.output
        } catch {
            throw Failure(ExitCode.unavailable, message(error), help: help(error))
        }
    }

    /// Whether bytes begin as a picture of a format does.
    private static func isPicture(_ bytes: [UInt8], _ format: String) -> Bool {
        format.hasPrefix("png")
            ? bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
            : bytes.starts(with: "<?xml".utf8) || bytes.starts(with: "<svg".utf8)
    }

    private static func message(_ error: SubprocessError) -> String {
        switch error {
        case .notStarted(let reason): "Graphviz can't draw the graph: \(reason)"
        case .timedOut: "Graphviz took too long to lay out the graph, and was stopped"
        case .tooMuchOutput: "Graphviz made a picture that is too great, and was stopped"
        }
    }

    private static func help(_ error: SubprocessError) -> String {
        if case .notStarted = error { return "see whether 'dot -V' works, or use '--format html', which needs nothing" }
        return "draw a part of the graph with '--from', '--to' or '--only', or use '--format html'"
    }
}
