/// Names of modules that are taken, so that a plugin or a program can't have them.
enum ModuleNames {
    /// Galley's own targets.
    static let galley = [
        "BuiltIn", "CaseTesting", "CommandLineKit", "Containers", "Definition", "Diagnostics", "Documents", "Extract",
        "Fetching", "Files", "GalleyProgram", "Ingest", "JSON", "Locks", "Normalize", "Pictures", "Planning",
        "Previewing", "Prose", "Publish", "PublishKit", "Reading", "Rendering", "Run", "Runtime", "StageKit",
        "StageTesting",
        "Store", "Subprocess", "Summarize", "Watching", "galley",
    ]

    private static let system = [
        "Builtin", "Concurrency", "Cxx", "Darwin", "Dispatch", "Distributed", "Foundation", "FoundationEssentials",
        "FoundationNetworking", "Glibc", "Musl", "Observation", "RegexBuilder", "Swift", "Synchronization", "Testing",
        "XCTest",
    ]

    /// Whether a name that begins with a capital is a word of the language, so that no module of it can be imported.
    static func isWord(_ name: String) -> Bool { ["Any", "Self"].contains(name) }

    /// Whether a name is taken, capitals and small letters being the same: file systems may not tell them apart.
    static func isTaken(_ name: String) -> Bool {
        (galley + system).contains { $0.lowercased() == name.lowercased() }
    }
}
