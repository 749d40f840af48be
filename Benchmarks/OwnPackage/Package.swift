// swift-tools-version: 6.2
import PackageDescription

// The stages that `GalleyBench own` measures, in a package of one's own. Galley's package has the same sources as a target,
// as it has the plugins that ship.
let package = Package(
    name: "own",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "galley", path: "../..")],
    targets: [
        .target(name: "OwnStages", dependencies: [.product(name: "StageKit", package: "galley")]),
        .executableTarget(
            name: "own", dependencies: ["OwnStages", .product(name: "GalleyProgram", package: "galley")]),
    ])
