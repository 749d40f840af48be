internal import Documents
internal import Files
internal import StageKit
internal import Subprocess

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The program that a stage names: where it is, how it is started, and what tells it from another.
struct CommandProgram: Sendable {
    private let words: [String]
    private let folder: String?
    private let environment: [String: String]
    private let maximumLine: Int

    init(_ options: CommandOptions) {
        words = options.command
        folder = options.folder?.text
        environment = options.environment
        maximumLine = options.maximumLine.bytes
    }

    /// The name by which the definition calls it.
    var name: String { words.first ?? "" }

    /// Its file: as it is written where that is a path, else in the folders of `PATH`.
    private var executable: String? {
        guard name.contains("/") else { return Subprocess.find(name, path: Self.variable("PATH") ?? "") }
        return Self.absolute(name)
    }

    /// Starts it.
    /// - Throws: What is wrong, as a phrase.
    func start() throws(CommandProblem) -> Coprocess {
        guard let executable else {
            throw CommandProblem("can't be started: there is no '\(name)' in the folders of PATH")
        }
        var command = Coprocess.Command(
            executable, name: name, Array(words.dropFirst()),
            environment: variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            folder: folder.map(Self.absolute))
        command.lineLimit = maximumLine
        do throws(SubprocessError) {
            return try Coprocess(command)
        } catch {
            guard case .notStarted(let reason) = error else { throw CommandProblem("can't be started") }
            throw CommandProblem("can't be started: \(executable): \(reason)")
        }
    }

    /// All of its environment: what it takes to find programs and files, one locale for all machines, and what the
    /// definition says.
    private var variables: [String: String] {
        var variables = ["LC_ALL": "C.UTF-8"]
        for name in ["PATH", "HOME", "TMPDIR"] { variables[name] = Self.variable(name) }
        return variables.merging(environment) { $1 }
    }

    /// What keeps it from being started here.
    var obstacles: [OptionProblem] {
        var problems: [OptionProblem] = []
        if let executable {
            if access(executable, X_OK) != 0 {
                problems.append(
                    .warning(
                        "command", at: .element(0), "names a program that isn't there, or can't be run: '\(name)'",
                        help: "check the path; it starts at the current folder"))
            }
        } else {
            problems.append(
                .warning(
                    "command", at: .element(0), "names a program that isn't in the folders of PATH: '\(name)'",
                    help: "install it, or write its path"))
        }
        if let folder, (try? File.status(FilePath(folder)))?.kind != .folder {
            problems.append(
                .warning("folder", "names no folder that is there: '\(folder)'", help: "check the path"))
        }
        return problems
    }

    /// The digest of the files that its words name; a change of one of them makes other results.
    var digest: Digest {
        var archive = ArchiveWriter()
        for (index, word) in words.enumerated() {
            let path = index == 0 ? executable : Self.absolute(word, in: folder.map(Self.absolute))
            guard let path, !word.isEmpty else { continue }
            archive.write(number: UInt64(index))
            Self.digest(of: FilePath(path)).store(in: &archive)
        }
        return archive.digest(from: 0)
    }

    /// The most of a file that is read to tell it from another; greater ones are told by their size and time.
    private static let readLimit = 64 << 20

    private static func digest(of path: FilePath) -> Digest? {
        guard let status = try? File.status(path), status.kind == .file else { return nil }
        if status.size > readLimit { return FileStamp(path).map { Digest(of: $0.ownBytes) } }
        return (try? File.read(path, limit: readLimit))?.bytes.digest
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func absolute(_ path: String) -> String { absolute(path, in: nil) }

    private static func absolute(_ path: String, in folder: String?) -> String {
        if path.hasPrefix("/") { return path }
        if let folder { return "\(folder)/\(path)" }
        guard let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        return "\(String(cString: current))/\(path)"
    }
}

/// Why a program can't be worked with; the run ends.
struct CommandProblem: Error {
    let reason: String
    let help: String

    init(_ reason: String, help: String = "check 'command', and try the program by itself") {
        self.reason = reason
        self.help = help
    }
}

extension [UInt8] {
    fileprivate var digest: Digest { Digest(of: self) }
}
