// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "swift-tmforum-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tmforum", path: "../..")],
    targets: [
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                .product(name: "TMFJSON", package: "swift-tmforum"),
                .product(name: "TMFModels", package: "swift-tmforum"),
                .product(name: "TMFQuery", package: "swift-tmforum"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
