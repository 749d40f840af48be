#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Testing

@testable import Subprocess

@Suite struct SubprocessTests {
    init() { signal(SIGPIPE, SIG_IGN) }

    private func shell(_ script: String, timeLimit: Duration = .seconds(60), outputLimit: Int = 1 << 20) -> Subprocess {
        Subprocess("/bin/sh", ["-c", script], timeLimit: timeLimit, outputLimit: outputLimit)
    }

    @Test func itTakesInputAndGivesOutput() throws {
        // More than a pipe holds, both ways at once.
        let input = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let result = try Subprocess("/bin/cat", []).run(input: input)
        #expect(result.output == input)
        #expect(result.code == 0 && result.messages.isEmpty)
    }

    @Test func argumentsAreNotReadByAShell() throws {
        let result = try Subprocess("/bin/echo", ["$HOME; ls", "*"]).run()
        #expect(String(decoding: result.output, as: UTF8.self) == "$HOME; ls *\n")
    }

    @Test func itsEndIsTold() throws {
        #expect(try shell("exit 7").run().code == 7)
        #expect(try shell("kill -TERM $$").run().code == 143)
    }

    @Test func aProgramThatReadsNothingIsNoError() throws {
        #expect(try shell("exec true").run(input: Array(repeating: 65, count: 1 << 20)).code == 0)
    }

    @Test func messagesAreBounded() throws {
        let result = try shell("head -c 1000000 /dev/zero | tr '\\0' x >&2; echo done").run()
        #expect(result.messages.count == 4096)
        #expect(result.output == Array("done\n".utf8))
    }

    @Test func whatNeverEndsIsStopped() {
        #expect(throws: SubprocessError.timedOut) { try shell("exec sleep 1000", timeLimit: .milliseconds(200)).run() }
        let closed = shell("exec sleep 1000 >&- 2>&-", timeLimit: .milliseconds(200))
        #expect(throws: SubprocessError.timedOut) { try closed.run() }
    }

    @Test func outputWithoutEndIsStopped() {
        #expect(throws: SubprocessError.tooMuchOutput) { try shell("exec cat /dev/zero", outputLimit: 1 << 18).run() }
    }

    @Test func whatCantBeStartedIsToldWithItsReason() {
        #expect(throws: SubprocessError.notStarted("No such file or directory")) {
            try Subprocess("/nonexistent", []).run()
        }
    }

    @Test func programsAreFoundInAbsoluteFoldersOnly() {
        #expect(Subprocess.find("sh", path: ".::bin:/bin:/usr/bin") == "/bin/sh")
        #expect(Subprocess.find("sh", path: "bin:.") == nil)
        #expect(Subprocess.find("no-such-program", path: "/bin:/usr/bin") == nil)
        #expect(Subprocess.find("usr", path: "/") == nil)
    }
}
