internal import Files

/// A package that stages are written in: a clone of Galley, or one of the user's own.
struct Project {
    /// A plugin's list and where its files stand.
    struct Plugin {
        /// `Extract`, as in `ExtractPlugin`.
        let name: String
        /// The module, which has the name of its folder.
        let module: String
        /// The folder of its files.
        let folder: String
        /// The file with its list.
        let list: String
        /// The text of that file.
        let source: String
        /// The names of the stage types that it declares, by Swift type.
        let stageTypes: [String: String]
    }

    /// The folder with `Package.swift`.
    let folder: String
    /// Whether it is Galley itself.
    let isClone: Bool
    /// Its plugins, by name.
    let plugins: [Plugin]

    /// What its program is called.
    let program: String

    static let builtIn = "Plugins/BuiltIn/BuiltIn.swift"

    /// The project that a folder belongs to.
    /// - Throws: ``Failure`` when there is none.
    init(around start: String) throws(Failure) {
        guard let found = Self.folder(around: start) else {
            throw Failure(
                ExitCode.noInput, "there is no package here: no Package.swift in '\(start)' or a folder above it",
                help: "go into a clone of Galley, or make a package of your own: galley new package NAME")
        }
        folder = found
        isClone = Self.isClone(found)
        plugins = try Self.plugins(in: found)
        program = isClone ? "galley" : Self.program(in: found)
    }

    /// Paths as lines, as seen from the project's folder.
    func lines(of changes: FileChanges) -> String {
        changes.paths.map { "  \($0.dropFirst(folder.count + 1))\n" }.joined()
    }

    /// The folder in `Sources` with the program.
    private static func program(in folder: String) -> String {
        let programs = names(in: "\(folder)/Sources").filter { name in
            (try? File.status(FilePath("\(folder)/Sources/\(name)/main.swift"))) != nil
        }
        return programs.first ?? "PROGRAM"
    }

    /// The next folder with a `Package.swift`, upwards.
    static func folder(around start: String) -> String? {
        var folder = start
        while true {
            if (try? File.status(FilePath(folder + "/Package.swift"))) != nil { return folder }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// Whether a folder holds Galley's own package.
    static func isClone(_ folder: String) -> Bool { (try? File.status(FilePath("\(folder)/\(builtIn)"))) != nil }

    /// The text of a file of the project.
    func read(_ path: String) throws(Failure) -> String { try Self.text(of: "\(folder)/\(path)") }

    /// The text of a file of the project; nil when there is none.
    func readIfThere(_ path: String) -> String? { try? Self.text(of: "\(folder)/\(path)") }

    private static func text(of path: String) throws(Failure) -> String {
        do {
            return String(decoding: try File.read(FilePath(path), limit: 16 << 20).bytes, as: UTF8.self)
        } catch {
            throw Failure(ExitCode.noInput, "can't read \(error)")
        }
    }

    private static func plugins(in folder: String) throws(Failure) -> [Plugin] {
        var plugins: [Plugin] = []
        for parent in ["Plugins", "Sources"] {
            for module in names(in: "\(folder)/\(parent)") {
                let place = "\(folder)/\(parent)/\(module)"
                for file in names(in: place) where file.hasSuffix("Plugin.swift") {
                    let source = try text(of: "\(place)/\(file)")
                    let name = String(file.dropLast("Plugin.swift".count))
                    guard !name.isEmpty, source.contains("enum \(name)Plugin: Plugin {") else { continue }
                    plugins.append(
                        Plugin(
                            name: name, module: module, folder: place, list: "\(place)/\(file)", source: source,
                            stageTypes: try stageTypes(in: place)))
                }
            }
        }
        return plugins.sorted { $0.name < $1.name }
    }

    private static func stageTypes(in folder: String) throws(Failure) -> [String: String] {
        var types: [String: String] = [:]
        for file in names(in: folder) where file.hasSuffix(".swift") {
            let source = try text(of: "\(folder)/\(file)")
            if let name = stageName(in: source) { types[String(file.dropLast(".swift".count))] = name }
        }
        return types
    }

    /// What a file declares as the name of a stage type.
    private static func stageName(in source: String) -> String? {
        for declaration in ["static var name: String { \"", "static let name = \""] {
            if let range = source.firstRange(of: declaration) {
                let name = source[range.upperBound...].prefix { $0 != "\"" && $0 != "\n" }
                if name.contains(".") { return String(name) }
            }
        }
        return nil
    }

    private static func names(in folder: String) -> [String] {
        ((try? Folder.names(in: FilePath(folder))) ?? []).map(\.text).sorted()
    }
}
