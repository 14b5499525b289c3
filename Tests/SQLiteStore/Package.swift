// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "swift-tmforum-sqlite-store",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tmforum", path: "../..")],
    targets: [
        // Debian has it in libsqlite3-dev, macOS in its SDK.
        .systemLibrary(name: "SQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "TMFSQLite",
            dependencies: ["SQLite", .product(name: "TMForum", package: "swift-tmforum")]
        ),
        .executableTarget(
            name: "measure",
            dependencies: ["TMFSQLite", .product(name: "TMForum", package: "swift-tmforum")]
        ),
        .testTarget(
            name: "TMFSQLiteTests",
            dependencies: [
                "TMFSQLite",
                .product(name: "TMForum", package: "swift-tmforum"),
                .product(name: "TMFTesting", package: "swift-tmforum"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
