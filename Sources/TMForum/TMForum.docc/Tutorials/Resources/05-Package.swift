// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "ContactCenter",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(path: "../swift-tmforum")
    ],
    targets: [
        .target(
            name: "ContactCenter",
            dependencies: [.product(name: "TMForum", package: "swift-tmforum")]),
        .testTarget(
            name: "ContactCenterTests",
            dependencies: ["ContactCenter", .product(name: "TMFTesting", package: "swift-tmforum")]),
    ]
)
