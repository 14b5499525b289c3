// swift-tools-version: 6.3

import Foundation
import PackageDescription

// SQLite is a peer, not a need: Debian has it in libsqlite3-dev, macOS in its SDK. Without its header, or if
// BENCHMARKS_WITHOUT_SQLITE is set, the package builds without that peer.
#if os(macOS)
let isSQLiteInstalled = true
#else
let isSQLiteInstalled = FileManager.default.fileExists(atPath: "/usr/include/sqlite3.h")
#endif
let hasSQLite = isSQLiteInstalled && Context.environment["BENCHMARKS_WITHOUT_SQLITE"] == nil

let package = Package(
    name: "swift-tmforum-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tmforum", path: "../..")],
    targets: [
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Allocator",
                .product(name: "TMFEvents", package: "swift-tmforum"),
                .product(name: "TMFExchange", package: "swift-tmforum"),
                .product(name: "TMFJSON", package: "swift-tmforum"),
                .product(name: "TMFModels", package: "swift-tmforum"),
                .product(name: "TMFQuery", package: "swift-tmforum"),
                .product(name: "TMFService", package: "swift-tmforum"),
                .product(name: "TMFStore", package: "swift-tmforum"),
            ] + (hasSQLite ? ["SQLite"] : []),
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                // Without it every call of a store or service would hop between executors, which is what would be timed.
                .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            ] + (hasSQLite ? [.define("HAVE_SQLITE")] : [])
        ),
        .systemLibrary(name: "Allocator"),
    ],
    swiftLanguageModes: [.v6]
)

if hasSQLite { package.targets.append(.systemLibrary(name: "SQLite", providers: [.apt(["libsqlite3-dev"])])) }
