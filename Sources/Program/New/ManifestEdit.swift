/// What a new plugin changes in the files that name plugins. They are Swift, and are read only as far as they are as
/// Galley writes them.
enum ManifestEdit {
    /// `Package.swift` with the targets of a plugin.
    static func adding(_ module: String, to manifest: String, isClone: Bool) throws(Failure) -> String {
        var text = manifest
        let targets: String
        if isClone {
            try insert("        plugin(\"\(module)\"),\n", before: "        plugin(\"BuiltIn\", [", in: &text)
            guard let start = text.firstRange(of: "        plugin(\"BuiltIn\", ["),
                let end = text[start.upperBound...].firstIndex(of: "]")
            else { throw unreadable("Package.swift") }
            let names = text[start.upperBound..<end].split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
            text.replaceSubrange(start.upperBound..<end, with: (names + ["\"\(module)\""]).joined(separator: ", "))
            targets = "        tests(\"\(module)\", [\"StageTesting\", \"StageKit\", \"Documents\"]),"
        } else {
            let product = ".product(name: \"GalleyProgram\", package: \""
            guard let found = text.firstRange(of: product) else { throw unreadable("Package.swift") }
            let identity = String(text[found.upperBound...].prefix { $0 != "\"" })
            try insert("\"\(module)\",\n                ", before: product, in: &text)
            targets = PackageTemplate.targets(of: module, identity: identity)
        }
        try insert(targets + "\n", before: "    ]\n)\n", in: &text)
        return text
    }

    /// The file with the list of plugins, with one added and its module imported.
    static func adding(
        _ plugin: String, of module: String, toList source: String, isClone: Bool
    ) throws(Failure) -> String {
        let line = (isClone ? "internal import " : "import ") + module
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let imports = lines.indices.filter { isImport(lines[$0]) }
        guard let last = imports.last else { throw unreadable("the list of plugins") }
        lines.insert(line, at: imports.first { moduleName(lines[$0]) > module } ?? last + 1)
        let text = lines.joined(separator: "\n")
        if isClone {
            guard let list = TypeList(in: text, after: "var builtInPlugins") else { throw unreadable(Project.builtIn) }
            return list.source(adding: "\(plugin)Plugin") { _ in true }
        }
        guard let call = text.firstRange(of: "Galley.main(plugins:"),
            let end = text[call.upperBound...].firstRange(of: "Plugin.self]")
        else { throw unreadable("main.swift") }
        return text[..<end.upperBound].dropLast() + ", \(plugin)Plugin.self]" + text[end.upperBound...]
    }

    private static func isImport(_ line: String) -> Bool {
        line.hasPrefix("import ") || line.hasPrefix("internal import ") || line.hasPrefix("public import ")
    }

    private static func moduleName(_ line: String) -> String { line.split(separator: " ").last.map(String.init) ?? "" }

    private static func insert(_ added: String, before place: String, in text: inout String) throws(Failure) {
        guard let range = text.firstRange(of: place) else { throw unreadable("Package.swift") }
        text.insert(contentsOf: added, at: range.lowerBound)
    }

    private static func unreadable(_ file: String) -> Failure {
        Failure(
            ExitCode.cannotCreate, "\(file) isn't as Galley writes it, so nothing can be added; nothing was written",
            help: "add the plugin by hand: docs/own-package.md and docs/writing-a-stage.md say where")
    }
}
