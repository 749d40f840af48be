import Foundation
import TestSupport
import Testing

/// What surrounds the program may be odd: locales, colours, shells, folders that can't be written.
@Suite struct SurroundingsTests {
    @Test(arguments: ["bash", "zsh", "fish"])
    func theShellTakesTheCompletionScript(shell: String) throws {
        let result = try Program.run(["completions", shell])
        #expect(result.code == 0 && result.messages.isEmpty)
        for word in ["graph", "completions", "--jobs"] { #expect(result.output.contains(word), "\(word)") }
        guard Shells.find(shell) != nil else { return }
        let check = try Shells.run(shell, ["-n"], input: result.output)
        #expect(check.code == 0 && check.messages.isEmpty, "\(check.messages)")
    }

    @Test func bashCompletesCommands() throws {
        let folder = try ScratchFolder()
        try folder.add("galley.bash", text: Program.run(["completions", "bash"]).output)
        let script = """
            source "$1"; COMP_WORDS=(galley comp); COMP_CWORD=1; COMP_LINE='galley comp'; COMP_POINT=11
            $(complete -p galley | sed 's/.*-F \\([^ ]*\\).*/\\1/') galley comp galley; printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try Shells.run("bash", ["--norc", "-c", script, "bash", folder.path + "/galley.bash"])
        #expect(result.messages.isEmpty)
        #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == "completions")
    }

    /// Turkish has a dotless i, German a comma in its numbers; nothing that is published or printed may show it.
    @Test func localesChangeNothing() throws {
        let usual = try SeedsRun("digest", "--format", "json")
        let published = try outcome(in: usual.folder.path)
        for locale in ["tr_TR.UTF-8", "de_DE.UTF-8", "C", "POSIX", "no_such_locale", ""] {
            let folder = try ScratchFolder()
            let result = try Program.run(
                ["run", "Pipelines/digest.yaml", "--set", "output=\(folder.path)/out"],
                environment: ["LC_ALL": locale, "LANG": locale])
            #expect(result.code == usual.result.code, "\(locale)")
            #expect(try outcome(in: folder.path) == published, "\(locale)")
            #expect(result.output.contains("published  \(folder.path)/out/digest.html\n"), "\(locale)")
        }
    }

    @Test func anEnvironmentOfNothingIsEnough() throws {
        let folder = try ScratchFolder()
        let result = try Shells.run(
            "env",
            ["-i", Program.binary.path, "run", Program.project + "/Pipelines/clean.yaml"]
                + ["--set", "input=\(Program.project)/seeds", "--set", "output=\(folder.path)/out"])
        #expect(result.code == 2, "\(result.messages)")
        #expect(folder.has("out/articles.jsonl"))
    }

    /// `script` gives the program a terminal.
    @Test(.enabled(if: Shells.find("script") != nil))
    func coloursAreForTerminalsThatWantThem() throws {
        let folder = try ScratchFolder()
        try folder.add("bad.yaml", text: "galley: 1\nname: bad\nstages: { read: { uses: ingest.fils } }\n")
        func hasColour(_ more: String = "", _ environment: [String: String] = [:]) throws -> Bool {
            let command = "\(Program.binary.path) check \(folder.path)/bad.yaml \(more)"
            let running = try Program.start(
                ["-qec", command, "/dev/null"], environment: ["TERM": "xterm"].merging(environment) { $1 },
                executable: #require(Shells.find("script")))
            try running.input.close()
            let result = running.wait()
            #expect(result.output.contains("ingest.files"))
            return result.output.contains("\u{1B}[")
        }
        #expect(try hasColour())
        #expect(try !hasColour("--no-color"))
        #expect(try !hasColour("", ["NO_COLOR": "1"]))
        #expect(try hasColour("", ["NO_COLOR": ""]))
        #expect(try !hasColour("", ["TERM": "dumb"]))
        #expect(try !Program.run(["check", folder.path + "/bad.yaml"]).messages.contains("\u{1B}["))
    }

    /// A line of its own could be taken for a command by what reads logs.
    @Test func aNameWithALineBreakStaysOnItsLine() throws {
        let folder = try ScratchFolder()
        try folder.add("in/a.txt", text: "Bridge closes\n\nOn Monday.\n")
        let text = """
            galley: 1
            name: lines
            state: state
            stages:
              read: { uses: ingest.files, with: { paths: [in] } }
              article: { uses: normalize.article, from: read }
              lines: { uses: publish.jsonl, from: article, with: { path: "x\\n::error::y" } }
            """
        try folder.add("a.yaml", text: text)
        for command in [["plan"], ["graph", "--plan", "--format", "mermaid"], ["run"], ["runs", "last"]] {
            let isRuns = command[0] == "runs"
            let arguments = command + (isRuns ? ["--state", "state"] : ["a.yaml"])
            let result = try Program.run(arguments, folder: folder.path)
            #expect(result.code == 0, "\(command): \(result.messages)")
            #expect(result.output.contains("::error::y"), "\(command)")
            #expect(!("\n" + result.output).contains("\n::error::"), "\(command)")
        }
    }

    @Test func aDrawingDoesNotReplaceItsDefinition() throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: Program.project + "/Pipelines/clean.yaml", encoding: .utf8)
        try folder.add("a.yaml", text: text)
        for arguments in [["a.yaml"], ["--diff", "a.yaml", Program.project + "/Pipelines/clean.yaml"]] {
            let result = try Program.run(["graph"] + arguments + ["-o", "./a.yaml"], folder: folder.path)
            #expect(result.code == 64, "\(arguments)")
            #expect(result.messages.contains("would write over the definition"), "\(result.messages)")
            #expect(try folder.text("a.yaml") == text)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func outputThatCantBeWrittenIsToldOf() throws {
        let result = try Program.runLine("galley version > /dev/full", folder: Program.project)
        #expect(result.code == 74)
        // Both go one way here.
        #expect(result.output.contains("standard output can't be written"), "\(result.output)")
    }

    /// Tests may run as root, whom no permission stops: nobody may write into /proc.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
    func aFolderThatCantBeWrittenIs73() throws {
        for output in ["/proc/galley", "/dev/null/out", "/proc/self/status"] {
            let result = try Program.run(["run", "Pipelines/clean.yaml", "--set", "output=\(output)"])
            #expect(result.code == 73, "\(output): \(result.messages)")
            #expect(result.messages.contains(output), "\(result.messages)")
            #expect(result.messages.contains("the state folder can't be used"), "\(result.messages)")
        }
    }

    @Test func aStateFolderThatCantBeWrittenIsTold() throws {
        let folder = try ScratchFolder()
        try folder.add("state")
        let result = try Program.run([
            "run", "Pipelines/clean.yaml", "--set", "output=\(folder.path)/out", "--state", folder.path + "/state",
        ])
        #expect(result.code == 73, "\(result.messages)")
        #expect(result.messages.contains("--state"))
        #expect(!folder.has("out/articles.jsonl"))
    }

    /// What is in place can't be taken back; the message says what is.
    @Test func anArtifactThatDoesNotGoIntoPlaceIsToldWithThoseThatDid() async throws {
        let folder = try ScratchFolder()
        try folder.add(
            "two.yaml",
            text: """
                galley: 1
                name: two
                state: \(folder.path)/.galley
                stages:
                  read: { uses: ingest.files, with: { paths: ["-"], format: jsonl } }
                  article: { uses: normalize.article, from: read }
                  first: { uses: publish.jsonl, from: article, with: { path: "\(folder.path)/out/a.jsonl" } }
                  second: { uses: publish.markdown, from: article, with: { path: "\(folder.path)/out/b" } }
                """)
        let running = try Program.start(["run", folder.path + "/two.yaml"])
        while running.process.isRunning, !folder.has("out/.b.galley-partial") {
            try await Task.sleep(for: .milliseconds(20))
        }
        // Somebody puts something where the run is about to publish.
        try folder.add("out/b/mine.txt")
        running.input.write(Data("{\"title\":\"A\",\"text\":\"One.\"}\n".utf8))
        try running.input.close()
        let result = running.wait()
        #expect(result.code == 74, "\(result.messages)")
        #expect(!result.messages.contains("nothing was published"))
        #expect(result.messages.contains("\(folder.path)/out/b"))
        #expect(result.messages.contains("\(folder.path)/out/a.jsonl"))
        #expect(folder.has("out/a.jsonl") && folder.has("out/b/mine.txt"))
        #expect(try folder.names("out").sorted() == ["a.jsonl", "b"])
    }
}
