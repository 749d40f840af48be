// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
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
        library("JSON", ["CJansson"]),
        system("CJansson", pkgConfig: "jansson", apt: "libjansson-dev"),
        library("Documents", ["JSON", "CXXHash"]),
        system("CXXHash", pkgConfig: "libxxhash", apt: "libxxhash-dev"),
        library("Reading", ["Documents", "JSON", "CICUText", "CCMark", "CMyHTML"]),
        system("CICUText", pkgConfig: "icu-i18n", apt: "libicu-dev"),
        system("CCMark", pkgConfig: "libcmark", apt: "libcmark-dev"),
        system("CMyHTML", apt: "libmodest-dev"),
        library("StageKit", ["Documents"]),
        library("StageTesting", ["StageKit", "Documents", "JSON"]),
        tests("JSON"),
        tests("Documents"),
        tests("Reading", ["Documents"]),
        tests("StageKit", ["StageTesting", "Documents", "JSON"]),
    ]
)
