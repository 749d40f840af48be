internal import CommandLineKit
internal import StageKit
#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the program finds around it.
enum Surroundings {
    static let noColor = Argument.flag("no-color", help: "Write without colours; the variable NO_COLOR does the same.")

    /// The environment.
    static var environment: [String: String] {
        var variables: [String: String] = [:]
        var place = environ
        while let entry = place.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            place += 1
        }
        return variables
    }

    /// Whether the terminal's texts are in UTF-8, as the locale has it.
    static var isUTF8: Bool {
        let variables = environment
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
        return locale.map { $0.lowercased().filter { $0 != "-" }.contains("utf8") } ?? false
    }

    /// Takes the places of standard streams that are closed, so that no file that is opened later gets their numbers.
    /// Reading from them and writing to them fails, as it does on closed ones.
    static func fillStandardDescriptors() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest number that is free is this one.
            _ = open("/dev/null", mode)
        }
    }

    /// The folder that relative paths start from.
    static var currentFolder: String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        return getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "/"
    }

    /// A path from the root on.
    static func absolute(_ path: String) -> String {
        Path(path.hasPrefix("/") ? path : "\(currentFolder)/\(path)").normalized
    }

    /// Where the program itself is, where that can be told.
    static var program: String? {
        guard let path = executable.flatMap({ realpath($0, nil) }) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// The file of this program, whatever became of its name since it was started; nil where that can't be told.
    static var executable: String? {
        #if canImport(Glibc)
            // In the process that is started it leads to the same program.
            let path = "/proc/self/exe"
            return access(path, X_OK) == 0 ? path : nil
        #else
            var size: UInt32 = 0
            _NSGetExecutablePath(nil, &size)
            let path = [CChar](unsafeUninitializedCapacity: Int(size)) { buffer, count in
                count = _NSGetExecutablePath(buffer.baseAddress, &size) == 0 ? Int(size) : 0
            }
            return path.isEmpty ? nil : String(decoding: path.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        #endif
    }

    /// What tells this build of the program from others: its size and time, since to read it whole would take longer than
    /// many a run. Nil where that can't be told.
    static var build: String? {
        var status = stat()
        guard let executable, stat(executable, &status) == 0 else { return nil }
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        return "\(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
    }

    /// Number of cores that this process may use.
    static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Ends the process.
    static func exit(_ code: Int32) -> Never {
        #if canImport(Glibc)
            Glibc.exit(code)
        #else
            Darwin.exit(code)
        #endif
    }
}
