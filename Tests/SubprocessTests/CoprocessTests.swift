import Foundation
import Testing

@testable import Subprocess

/// A program that is talked with by lines.
@Suite(.timeLimit(.minutes(20))) struct CoprocessTests {
    init() { signal(SIGPIPE, SIG_IGN) }

    private func lines(of program: inout Coprocess, _ count: Int) -> [String] {
        var lines: [String] = []
        while lines.count < count, program.next(within: .seconds(20)) == .line {
            lines.append(String(decoding: program.takeLine(), as: UTF8.self))
        }
        return lines
    }

    @Test func linesGoThereAndBack() throws {
        var program = try Coprocess(.init("/bin/cat", []))
        program.send(Array("one\ntwo\n".utf8))
        #expect(lines(of: &program, 2) == ["one", "two"])
        program.send(Array("three\nwithout an end".utf8))
        #expect(lines(of: &program, 1) == ["three"])
        let between = program.next(within: .milliseconds(20))
        program.closeInput()
        #expect(between == .silent && lines(of: &program, 9) == ["without an end"])
        let last = program.next(within: .seconds(20))
        let ending = program.end(within: .seconds(20))
        #expect(last == .closed && ending == .exit(0))
    }

    /// More than both pipes hold, so both ends must be served at the same time.
    @Test func muchGoesThroughWithoutADeadlock() throws {
        var program = try Coprocess(.init("/bin/cat", []))
        let line = String(repeating: "x", count: 99_999)
        program.send(Array((0..<100).map { _ in line + "\n" }.joined().utf8))
        let back = lines(of: &program, 100)
        #expect(back.count == 100 && back.allSatisfy { $0 == line })
        program.kill()
    }

    @Test func anEndIsTold() throws {
        var failing = try Coprocess(.init("/bin/sh", ["-c", "echo trouble >&2; exit 3"]))
        let event = failing.next(within: .seconds(20))
        let ending = failing.end(within: .seconds(20))
        let messages = failing.takeMessages()
        #expect(event == .closed && ending == .exit(3) && messages == ["trouble"])
        // Told again, without asking a process that may be another one by now.
        let again = [failing.kill(), failing.end(within: .zero)]
        #expect(again == [.exit(3), .exit(3)])
        var killed = try Coprocess(.init("/bin/sh", ["-c", "kill -9 $$"]))
        let signal = killed.end(within: .seconds(20))
        #expect(signal == .signal(9))
        #expect(Coprocess.Ending.signal(9).description.hasPrefix("signal 9 ("))
    }

    @Test func whatDoesNotEndIsEnded() throws {
        var deaf = try Coprocess(.init("/bin/sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 1; done"]))
        #expect(lines(of: &deaf, 1) == ["ready"])
        let killed = deaf.end(within: .milliseconds(50))
        #expect(killed == .signal(SIGKILL))
        var polite = try Coprocess(
            .init("/bin/sh", ["-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done"]))
        #expect(lines(of: &polite, 1) == ["ready"])
        let ended = polite.end(within: .seconds(3))
        #expect(ended == .exit(7))
    }

    @Test(arguments: [true, false]) func aLineThatIsTooLongIsNotTaken(isWhole: Bool) throws {
        var command = Coprocess.Command("/bin/cat", [])
        command.lineLimit = 1000
        var program = try Coprocess(command)
        program.send(Array(repeating: 0x78, count: isWhole ? 1001 : 70_000) + (isWhole ? [0x0A] : []))
        let event = program.next(within: .seconds(20))
        #expect(event == .tooLong)
        program.kill()
    }

    @Test func nothingIsInherited() throws {
        let open = try #require(fopen("/dev/null", "r"))
        defer { fclose(open) }
        var program = try Coprocess(
            .init(
                "/bin/sh", name: "called", ["-c", "echo $0 $COLOUR; ls /proc/self/fd | wc -l; pwd"],
                environment: [("COLOUR", "blue"), ("PATH", "/bin")], folder: "/usr"))
        // The three streams, and the folder that is being listed.
        #expect(lines(of: &program, 3) == ["called blue", "4", "/usr"])
        program.kill()
    }

    @Test func whatCannotBeStartedIsSaid() {
        #expect(throws: SubprocessError.notStarted("No such file or directory")) {
            try Coprocess(.init("/no/such", []))
        }
        #expect(throws: SubprocessError.notStarted("Permission denied")) { try Coprocess(.init("/etc/passwd", [])) }
    }

    /// What never ends on standard error keeps nobody from looking at the time.
    @Test(.timeLimit(.minutes(20))) func aFloodOfMessagesHoldsNothingUp() throws {
        var program = try Coprocess(.init("/bin/sh", ["-c", "yes >&2; :"], environment: [("PATH", "/usr/bin:/bin")]))
        let event = program.next(within: .milliseconds(300))
        #expect(event == .silent)
        #expect(!program.takeMessages().isEmpty)
        let ending = program.kill()
        #expect(ending == .signal(9))
    }

    /// However the bytes come, the lines are the same.
    @Test(arguments: 1...9) func linesAreCutAnywhere(size: Int) throws {
        let text = "\none\r\n\ntwo and more\nlast"
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        var buffer = LineBuffer()
        var lines: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(size))
            #expect(write(ends[1], part, part.count) == part.count)
            rest = rest.dropFirst(size)
            let isOpen = buffer.read(from: ends[0])
            #expect(isOpen)
            while buffer.findLine() { lines.append(String(decoding: buffer.take(), as: UTF8.self)) }
        }
        close(ends[1])
        let isOpen = buffer.read(from: ends[0])
        #expect(!isOpen)
        close(ends[0])
        if buffer.endLine() { lines.append(String(decoding: buffer.take(), as: UTF8.self)) }
        let isMore = buffer.endLine()
        #expect(lines == ["", "one", "", "two and more", "last"] && !isMore)
    }
}
