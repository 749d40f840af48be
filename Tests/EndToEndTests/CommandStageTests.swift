import Foundation
import TestSupport
import Testing

/// Stages that are programs, from the definition to what is published: the examples that ship, and what goes wrong.
@Suite(.timeLimit(.minutes(20))) struct CommandStageTests {
    static let examples = ["bylines", "digits", "readability"]
    static let hasPrograms = ["jq", "cc", "python3"].allSatisfy { name in
        ["/usr/bin/", "/bin/"].contains { access($0 + name, X_OK) == 0 }
    }
    static let missing: Comment = "jq, cc or python3 isn't in /usr/bin: run scripts/setup-tests"

    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func run(_ command: String, _ arguments: String...) throws -> Program.Result {
        try Program.run([command] + arguments)
    }

    /// A definition with one command over three articles; the values of what is published tell what it did.
    private func definition(_ options: String, stage: String = "", corpus: String? = nil) throws -> String {
        for name in ["a", "b", "c"] { try folder.add("in/\(name).txt", text: "Title \(name)\n\nA text of \(name).\n") }
        try folder.add(
            "one.yaml",
            text: """
                galley: 1
                name: one
                state: \(folder.path)/state
                stages:
                  read: { uses: ingest.files, with: { paths: ["\(corpus ?? folder.path + "/in/*")"] } }
                  article: { uses: normalize.article, from: read }
                  one: { uses: run.command, from: article, with: { \(options) }, \(stage) }
                  lines: { uses: publish.jsonl, from: one, with: { path: "\(folder.path)/out.jsonl" } }
                """)
        return folder.path + "/one.yaml"
    }

    private func python(_ body: String) throws -> String {
        let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
        try folder.add(
            "one.py",
            text: "import json, os, sys, time\nfor line in sys.stdin:\n    a = json.loads(line)\n\(lines)")
        return "command: [/usr/bin/python3, \(folder.path)/one.py], values: { n: number }"
    }

    @Test func allExamplesAreTested() throws {
        let shipped = try FileManager.default.contentsOfDirectory(atPath: Program.project + "/Examples/commands")
        #expect(shipped.filter { $0.hasSuffix(".yaml") }.sorted() == Self.examples.map { $0 + ".yaml" })
    }

    @Test(.enabled(if: hasPrograms, missing), arguments: examples)
    func anExampleRunsTheSameWhateverTheWorkers(name: String) throws {
        let program = folder.path + "/digits"
        if name == "digits" {
            let compiler = try Program.start(
                ["-O2", "-Wall", "-Werror", "-o", program, "Examples/commands/digits.c"],
                executable: URL(fileURLWithPath: "/usr/bin/cc"))
            #expect(compiler.wait().code == 0)
        }
        let path = "Examples/commands/\(name).yaml"
        let set = name == "digits" ? ["--set", "program=\(program)"] : []
        let checked = try Program.run(["check", "--strict", path] + set)
        #expect(checked.code == 0 && checked.messages.isEmpty, "\(checked.messages)")
        #expect(try Program.run(["test", path, "--allow", "command"] + set).code == 0)
        var published: [[String: Data]] = []
        for jobs in ["1", "8"] {
            let output = "\(folder.path)/\(jobs)"
            let arguments = ["run", path, "--set", "output=\(output)", "--jobs", jobs] + set
            #expect(try Program.run(arguments).code == 65)
            let result = try Program.run(arguments + ["--allow", "command"])
            #expect(result.code == 0 && result.messages.isEmpty, "\(result.messages)")
            published.append(try outcome(in: output))
            let again = try Program.run(arguments + ["--allow", "command"]).output
            #expect(again.contains("nothing has changed since run 1"))
        }
        #expect(!published[0].isEmpty && published[0] == published[1])
    }

    @Test func withoutPermissionNothingIsStarted() throws {
        let path = try definition("command: [touch, \(folder.path)/started]")
        let refused = try run("run", path)
        #expect(refused.code == 65)
        #expect(refused.messages.contains("stage 'one' needs permission: run.command reaches other programs"))
        #expect(refused.messages.contains("help: allow it by '--allow command'"))
        #expect(try run("preview", path, "--at", "one").code == 65)
        let plan = try run("plan", path)
        #expect(plan.code == 0)
        #expect(plan.output.contains("would reach    other programs by 'one', which needs permission: --allow command"))
        for command in ["check", "graph"] { #expect(try run(command, path).code == 0) }
        #expect(!folder.has("started"))
    }

    @Test func previewConditionsAndExplainKnowItsValues() throws {
        let path = try definition(try python("print(json.dumps({'id': a['id'], 'n': len(a['text'])}), flush=True)"))
        #expect(try run("run", path, "--allow", "command").code == 0)
        #expect(try folder.text("out.jsonl").components(separatedBy: "\"n\":12}").count == 4)
        let preview = try run("preview", path, "--at", "one", "--allow", "command")
        #expect(preview.code == 0 && preview.output.contains(#/\n +n +12\n/#), "\(preview.output)")
        #expect(try run("explain", "a.txt", "--pipeline", path).output.contains("run.command"))
        #expect(try run("graph", path).output.contains("+n"))
    }

    @Test func branchesThatMeetAgreeOnTypes() throws {
        let path = try definition("command: [cat], values: { n: number }")
        let text = try folder.text("one.yaml")
        func check(_ other: String, from: String) throws -> (code: Int32, messages: String) {
            let two = "  two: { uses: run.command, from: \(from), with: { command: [tac], values: { n: \(other) } } }"
            let joined = text.replacing("from: one,", with: "from: [one, two],") + "\n" + two + "\n"
            try folder.add("one.yaml", text: from == "one" ? joined.replacing("[one, two]", with: "two") : joined)
            let result = try run("check", path)
            return (result.code, result.messages)
        }
        #expect(try check("number", from: "article").code == 0)
        let found = try check("flag", from: "article")
        #expect(found.code == 65 && found.messages.contains("stage 'lines' have a value 'n' of different types"))
        #expect(found.messages.contains("plan.value-of-two-types"), "\(found.messages)")
        for type in ["number", "flag"] { #expect(found.messages.contains("here it is declared as \(type)")) }
        // One after the other, the latter takes the place of the former.
        #expect(try check("flag", from: "one").code == 0)
        let late = try folder.text("one.yaml").replacing("from: two,", with: "from: two, when: { n: high },")
        try folder.add("one.yaml", text: late)
        #expect(try run("check", path).messages.contains("field 'n' is a flag, not high"))
    }

    @Test func thePlannerProvesWhatIsDeclared() throws {
        let values = "command: [cat], values: { n: number }"
        func check(_ options: String, _ stage: String = "") throws -> String {
            let result = try Program.run(["check", try definition(options, stage: stage)])
            #expect(result.code == 65)
            return result.messages
        }
        #expect(try check("command: [cat], reads: [sentences]").contains("stage 'one' needs the layer Sentences"))
        #expect(try check("command: [cat], reads: [mood]").contains("stage 'one' needs the layer mood"))
        #expect(try check("command: [cat], provides: [mood]").contains("no layer that a program can give: 'mood'"))
        #expect(try check("command: [cat], values: { n: integer }").contains("expected text, texts, number or flag"))
        #expect(try check("command: [cat], values: { title: text }").contains("which means something else"))
        #expect(try check("command: [cat], values: { sentences: text }").contains("name it under 'provides'"))
        let path = try definition(values)
        let text = try folder.text("one.yaml")
        try folder.add("one.yaml", text: text.replacing("from: one,", with: "from: one, when: { n: high },"))
        #expect(try run("check", path).messages.contains("field 'n' is a number, not high"))
        try folder.add("one.yaml", text: text.replacing("from: one,", with: "from: one, when: { m: 1 },"))
        #expect(try run("check", path).messages.contains("have no field 'm'"))
    }

    @Test func aProgramThatChangesIsAskedAgain() throws {
        let path = try definition(try python("print(json.dumps({'id': a['id'], 'n': 1}), flush=True)"))
        #expect(try run("run", path, "--allow", "command").code == 0)
        let known = try run("run", path, "--allow", "command", "--format", "json").output
        #expect(known.contains("\"unchangedSince\":1"), "\(known)")
        _ = try python("print(json.dumps({'id': a['id'], 'n': 2}), flush=True)")
        #expect(try run("plan", path).output.contains("'one'"))
        #expect(try run("run", path, "--allow", "command").code == 0)
        #expect(try folder.text("out.jsonl").contains("\"n\":2}"))
        // A new article asks it, and nothing else does.
        try folder.add("in/d.txt", text: "Title d\n\nA text of d.\n")
        let added = try run("run", path, "--allow", "command").output
        #expect(added.contains(#/one +run.command +4 +4 +0 +0 +3 /#), "\(added)")
    }

    @Test func whatItRefusesIsInQuarantine() throws {
        let path = try definition(
            try python(
                """
                if 'b' in a['title']: print('{', flush=True)
                elif 'c' in a['title']: sys.stderr.write('no c'); sys.exit(4)
                else: print(json.dumps({'id': a['id'], 'n': 1}), flush=True)
                """))
        let result = try run("run", path, "--allow", "command")
        #expect(result.code == 2)
        #expect(result.messages.contains("warning: stage 'one': no c"))
        let list = try run("quarantine", "list", "--pipeline", path).output
        #expect(list.contains("command-output") && list.contains("expected a line of JSON, found '{'"))
        #expect(list.contains("command-ended"))
        #expect(list.contains("the program ended at it by exit code 4; it said: 'no c'"))
        _ = try python("print(json.dumps({'id': a['id'], 'n': 1}), flush=True)")
        let retried = try run("quarantine", "retry", path, "--allow", "command")
        #expect(retried.code == 0, "\(retried.output)\(retried.messages)")
        #expect(try folder.text("out.jsonl").split(separator: "\n").count == 3)
    }

    @Test func aProgramThatDoesNotWorkEndsTheRun() throws {
        for name in ["d", "e", "f"] { try folder.add("in/\(name).txt", text: "Title \(name)\n\nA text.\n") }
        let missing = try run("run", definition("command: [no-such-program]"), "--allow", "command")
        #expect(missing.code == 1)
        #expect(missing.messages.contains("error: the program of stage 'one' can't be started: there is no 'no-such"))
        let broken = try run("run", definition("command: [sh, -c, 'echo no model >&2; exit 9']"), "--allow", "command")
        #expect(broken.code == 1)
        #expect(broken.messages.contains("ended by exit code 9 before it answered anything, 5 times in a row"))
        #expect(broken.messages.contains("; it said: 'no model'"))
        #expect(!folder.has("out.jsonl"))
    }

    /// Neither an interrupt nor a kill of the program leaves one of its own behind.
    @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func nothingIsLeftBehind(signal: Int32) throws {
        let path = try definition(
            try python("open('\(folder.path)/process', 'w').write(str(os.getpid()) + '\\n'); sys.stdin.read()"),
            stage: "timeout: 10m")
        let running = try Program.start(["run", path, "--allow", "command", "--jobs", "1"])
        try running.input.close()
        var process: pid_t?
        for _ in 0..<3000 where process == nil {
            process = (try? folder.text("process")).flatMap { pid_t($0.dropLast()) }
            usleep(10_000)
        }
        let started = try #require(process)
        kill(running.process.processIdentifier, signal)
        if signal != SIGKILL {
            // The first lets what was read go through, which would take long here.
            usleep(200_000)
            kill(running.process.processIdentifier, signal)
        }
        _ = running.wait()
        var isThere = true
        for _ in 0..<1000 where isThere {
            isThere = kill(started, 0) == 0
            usleep(10_000)
        }
        #expect(!isThere)
    }
}
