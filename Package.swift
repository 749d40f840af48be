// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library under `Sources/`.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A system library found by pkg-config; `make` installs the Debian package.
func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "galley",
    platforms: [.macOS(.v26)],
    targets: [
        // Ground floors.
        library("JSON", ["CJansson"]),
        library("Documents", ["JSON", "CXXHash"]),
        library("Diagnostics", ["JSON"]),

        // The reading of articles: bytes to clean text.
        library("Reading", ["Documents", "JSON", "CICUText", "CCMark", "CMyHTML"]),

        // What a stage author imports, and the engine.
        library("StageKit", ["Documents"]),
        library("Definition", ["Diagnostics", "StageKit", "CLibYAML"]),
        library("Planning", ["Definition", "Diagnostics", "StageKit", "Documents", "JSON"]),
        library("Store", ["Documents", "JSON"]),
        library("Runtime", ["Planning", "Store", "StageKit", "Documents", "JSON"]),
        library("StageTesting", ["StageKit", "Documents", "JSON"]),

        // The language of articles.
        library("Prose", ["Documents", "CStemmer"]),

        .executableTarget(
            name: "GalleyBench", dependencies: ["Runtime", "Planning", "StageKit", "Documents"],
            path: "Benchmarks/GalleyBench", swiftSettings: strict),

        .executableTarget(
            name: "galley-evaluate", dependencies: ["Prose", "Documents", "JSON"], path: "Benchmarks/Evaluation",
            swiftSettings: strict),

        // System libraries.
        system("CICUText", pkgConfig: "icu-i18n", apt: "libicu-dev"),
        system("CCMark", pkgConfig: "libcmark", apt: "libcmark-dev"),
        system("CMyHTML", apt: "libmodest-dev"),
        system("CJansson", pkgConfig: "jansson", apt: "libjansson-dev"),
        system("CXXHash", pkgConfig: "libxxhash", apt: "libxxhash-dev"),
        system("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
        system("CStemmer", apt: "libstemmer-dev"),

        tests("JSON"),
        tests("Documents"),
        tests("Diagnostics", ["JSON"]),
        tests("Prose", ["Documents"]),
        tests("StageKit", ["StageTesting", "Documents", "JSON"]),
        tests("Definition", ["Diagnostics", "StageKit"]),
        tests("Planning", ["Definition", "Diagnostics", "StageKit", "Documents"]),
        tests("Runtime", ["Planning", "StageKit", "Documents"]),
    ]
)
