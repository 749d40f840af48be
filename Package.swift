// swift-tools-version: 6.2
import PackageDescription

/// Whether this is a build for libFuzzer, which has to see all that is reached, not only the readers in `Tests/Fuzzing`.
let isFuzzing = Context.environment["GALLEY_FUZZING"] != nil

/// Whether this is a build for a sanitizer: see `Sources/Locks`.
let isSanitizing = Context.environment["GALLEY_SANITIZING"] != nil

/// Which parser reads web pages, `myhtml` or `libxml2`: docs/pages.md tells them apart.
let pageParser = Context.environment["GALLEY_PAGE_PARSER"] ?? "myhtml"
let isReadingByLibXML2 = pageParser == "libxml2"
precondition(isReadingByLibXML2 || pageParser == "myhtml", "GALLEY_PAGE_PARSER has to be 'myhtml' or 'libxml2'")

let strict: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])

/// A library under `Sources/`.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A library of stage types under `Plugins/`.
func plugin(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: ["StageKit", "PublishKit", "Documents"] + dependencies, path: "Plugins/\(name)",
        swiftSettings: strict)
}

/// A system library found by pkg-config; `make` installs the Debian package.
func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], excluding: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: excluding,
        swiftSettings: strict)
}

let package = Package(
    name: "galley",
    platforms: [.macOS(.v26)],
    products: [
        // What a package of one's own is built from: docs/own-package.md.
        .library(name: "StageKit", targets: ["StageKit", "Documents", "PublishKit"]),
        .library(name: "StageTesting", targets: ["StageTesting"]),
        .library(name: "GalleyProgram", targets: ["GalleyProgram", "BuiltIn"]),
    ],
    targets: [
        // Ground floors.
        .target(name: "Locks", swiftSettings: strict + (isSanitizing ? [.define("SANITIZING")] : [])),
        library("JSON", ["CJansson"]),
        library("Documents", ["JSON", "Locks", "CXXHash"]),
        library("Diagnostics", ["JSON"]),
        library("CommandLineKit"),
        library("Subprocess", ["CSpawn"]),
        library("Files", ["CFileSystem", "CZlib", "CZstd"]),
        library("Containers", ["Files", "CArchive", "CBrotli", "CDeflate", "CZlib", "CZstd"]),

        // The web, politely.
        library("Fetching", ["Documents", "Files", "JSON", "Locks", "CCurl"]),

        // Articles: from bytes to clean text, and what their language tells.
        .target(
            name: "Reading",
            dependencies: [
                "Documents", "JSON", "Locks", "Subprocess", "CICUText", "CCMark", "CLibYAML", "CPoppler", "CZlib",
                isReadingByLibXML2 ? "CLibXML2" : "CMyHTML",
            ],
            exclude: [isReadingByLibXML2 ? "Page/MyHTML" : "Page/LibXML2"], swiftSettings: strict),
        // Articles as text for people: Markdown, HTML.
        library("Rendering", ["Documents"]),
        library("Prose", ["Documents", "CCLD2", "CStemmer"]),

        // What a stage author imports, and the engine.
        library("StageKit", ["Documents", "Locks"]),
        // What the author of a sink imports besides: files that are put in place whole.
        library("PublishKit", ["StageKit", "Documents", "Files"]),
        library("Definition", ["Diagnostics", "StageKit", "Documents", "JSON", "CLibYAML"]),
        library("Planning", ["Definition", "Diagnostics", "StageKit", "Documents", "JSON"]),
        library("Pictures", ["Planning", "StageKit", "Documents", "Diagnostics", "JSON"]),
        library("Store", ["Documents", "Files", "JSON", "Locks", "CSQLite"]),
        library("Runtime", ["Planning", "Store", "StageKit", "Documents", "Files", "JSON", "Locks"]),
        // What others are told of a run.
        library(
            "Watching", ["Runtime", "Planning", "Store", "StageKit", "Documents", "Files", "JSON", "Locks", "CCurl"]),
        library(
            "CaseTesting",
            ["Runtime", "Planning", "Definition", "Diagnostics", "StageKit", "Documents", "Files", "JSON", "Locks"]),
        library("Previewing", ["Runtime", "Planning", "StageKit", "Documents", "JSON", "Locks"]),
        library(
            "StageTesting",
            ["StageKit", "Documents", "Definition", "Diagnostics", "Files", "JSON", "Locks", "CMemory"]),

        // Plugins. SwiftPM reserves the folder `Plugins` only as a default for plugins of its own, hence the paths.
        plugin("Ingest", ["Containers", "Fetching", "Files", "JSON", "Locks", "Reading"]),
        plugin("Normalize", ["Prose", "Reading"]),
        plugin("Extract", ["Prose"]),
        plugin("Summarize", ["Prose"]),
        plugin("Publish", ["Files", "JSON", "Rendering"]),
        plugin("Run", ["Files", "JSON", "Locks", "Reading", "Subprocess"]),
        plugin("BuiltIn", ["Ingest", "Normalize", "Extract", "Summarize", "Publish", "Run"]),

        // The program but for its plugins. File systems that don't tell capitals from small letters couldn't hold a
        // module `Galley` beside the executable.
        .target(
            name: "GalleyProgram",
            dependencies: [
                "CMemory", "CaseTesting", "CommandLineKit", "Definition", "Diagnostics", "Documents",
                "Fetching",
                "Files", "JSON", "Locks", "Pictures", "Planning", "Previewing", "Reading", "Rendering", "Runtime",
                "StageKit",
                "Store", "Subprocess", "Watching",
            ], path: "Sources/Program", swiftSettings: strict),
        .executableTarget(name: "galley", dependencies: ["BuiltIn", "GalleyProgram"], swiftSettings: strict),
        .executableTarget(
            name: "GalleyBench",
            dependencies: [
                "Definition", "Diagnostics", "Runtime", "Planning", "Run", "StageKit", "Store", "Documents", "Files",
                "InsideStages",
            ],
            path: "Benchmarks/GalleyBench", swiftSettings: strict),
        .target(
            name: "InsideStages", dependencies: ["StageKit", "Documents"],
            path: "Benchmarks/OwnPackage/Sources/OwnStages", swiftSettings: strict),
        .executableTarget(
            name: "OwnInside", dependencies: ["InsideStages", "GalleyProgram"], path: "Benchmarks/OwnInside",
            swiftSettings: strict),
        .executableTarget(
            name: "GalleyEvaluate", dependencies: ["Prose", "Reading", "Documents", "JSON"],
            path: "Benchmarks/Evaluation",
            swiftSettings: strict),
        .executableTarget(
            name: "Torture", dependencies: ["TortureKit", "TestRandom", "CommandLineKit"], path: "Benchmarks/Torture",
            swiftSettings: strict),

        // `make docs`: a DocC catalog of what is in docs/.
        .executableTarget(name: "DocumentationSite", swiftSettings: strict),

        // CLD2 is C++ and has no pkg-config file: this target is its C face. Its Debian package is libcld2-dev.
        .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),
        // What starts programs, and is declared only beyond POSIX.
        .target(name: "CSpawn"),
        // libcurl is loaded when it is needed, so it isn't linked: this target has its headers from libcurl4-openssl-dev.
        .target(name: "CCurl"),
        // poppler is loaded when it is needed too; this target needs none of its headers, only libpoppler-glib8 to run.
        .target(name: "CPoppler"),

        // System libraries.
        system("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev"),
        system("CBrotli", pkgConfig: "libbrotlidec", apt: "libbrotli-dev"),
        system("CCMark", pkgConfig: "libcmark", apt: "libcmark-dev"),
        system("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
        .systemLibrary(name: "CFileSystem", path: "Sources/CFileSystem"),
        .systemLibrary(name: "CMemory", path: "Sources/CMemory"),
        system("CICUText", pkgConfig: "icu-i18n", apt: "libicu-dev"),
        system("CJansson", pkgConfig: "jansson", apt: "libjansson-dev"),
        system("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
        isReadingByLibXML2
            ? system("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev") : system("CMyHTML", apt: "libmodest-dev"),
        system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        system("CStemmer", apt: "libstemmer-dev"),
        system("CXXHash", pkgConfig: "libxxhash", apt: "libxxhash-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        system("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),

        // Without Foundation, which the modules that import ICU can't be compiled with.
        .target(name: "TestRandom", path: "Tests/Random", swiftSettings: strict),
        .target(name: "TestArchives", path: "Tests/Archives", swiftSettings: strict),
        // What the tests need of ICU alone.
        .systemLibrary(name: "CICUSentences", path: "Tests/CICUSentences", pkgConfig: "icu-i18n"),
        .target(
            name: "TestSupport", dependencies: ["Files", "Locks", "StageKit"], path: "Tests/Support",
            swiftSettings: strict),
        // What `make torture` and the tests share: random corpora and definitions, and proofs about the program.
        .target(
            name: "TortureKit", dependencies: ["Locks", "TestRandom", "TestSupport"], path: "Tests/Torture",
            exclude: ["Shim"],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "galley", "DocumentationSite", "GalleyProgram", "Locks", "StageTesting", "TestArchives", "TestSupport",
                "TestRandom", "TortureKit", "JSON",
            ],
            exclude: ["Golden", "Metrics", "Schema"], swiftSettings: strict),
        tests("JSON"),
        tests("CommandLineKit", ["TestRandom"]),
        tests("Documents", ["JSON", "TestRandom"]),
        tests("Store", ["Documents", "Files", "JSON", "TestRandom", "TestSupport"]),
        tests("Diagnostics", ["JSON"]),
        tests("Containers", ["Files", "CZstd", "TestRandom", "TestSupport"]),
        tests("Fetching", ["Documents", "Files", "TestSupport"]),
        tests("Files", ["Locks", "TestSupport"]),
        tests("Ingest", ["StageTesting", "StageKit", "Documents", "Fetching", "Files", "TestArchives", "TestSupport"]),
        tests("Prose", ["Documents", "CICUSentences", "TestRandom"]),
        tests("Reading", ["Documents", "JSON", "TestArchives", "TestRandom"]),
        tests("StageKit", ["StageTesting", "Documents", "JSON", "Locks", "TestSupport"]),
        tests("Definition", ["Diagnostics", "StageKit", "TestRandom"]),
        tests("Planning", ["Definition", "Diagnostics", "StageKit", "Documents", "TestRandom"]),
        tests("Pictures", ["Planning", "Definition", "Diagnostics", "StageKit", "Documents", "TestRandom"]),
        tests("Subprocess"),
        tests("CaseTesting", ["BuiltIn", "Definition", "Diagnostics", "Planning", "StageKit", "JSON"]),
        tests("Previewing", ["Documents"]),
        tests("Watching", ["Runtime", "Planning", "StageKit", "Documents", "JSON", "TestSupport"]),
        tests("Runtime", ["Planning", "StageKit", "Documents", "JSON", "Locks", "TestRandom", "TestSupport"]),
        tests("StageTesting", ["StageKit", "PublishKit", "Documents", "Files", "JSON", "Locks"]),
        tests("Normalize", ["StageTesting", "StageKit", "Documents"]),
        tests(
            "BuiltIn",
            [
                "StageTesting", "StageKit", "Documents", "Definition", "Diagnostics", "Ingest", "Normalize", "Planning",
                "Files", "TestRandom", "TestSupport",
            ], excluding: ["Golden"]),
        tests("Extract", ["StageTesting", "StageKit", "Documents"]),
        tests("Summarize", ["StageTesting", "StageKit", "Documents"]),
        tests("Run", ["StageTesting", "StageKit", "Documents", "JSON", "Locks", "TestRandom", "TestSupport"]),
        tests(
            "Publish",
            [
                "StageTesting", "StageKit", "Documents", "Files", "Definition", "Diagnostics", "JSON", "Reading",
                "Rendering", "CCMark", "TestRandom", "TestSupport",
            ]),
    ]
)

// `make fuzz` builds this with libFuzzer, which brings the main function: an ordinary build couldn't link it.
if isFuzzing {
    package.targets.append(
        .executableTarget(
            name: "Fuzzer",
            dependencies: [
                "BuiltIn", "Containers", "Definition", "Diagnostics", "Documents", "Fetching", "Files", "Ingest",
                "Pictures",
                "Planning", "Prose",
                "Reading", "StageKit", "TestArchives",
            ],
            path: "Tests/Fuzzing", exclude: ["Dictionaries", "Samples"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
