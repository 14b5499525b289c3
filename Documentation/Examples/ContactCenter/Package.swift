// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "ContactCenter",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-tmforum", path: "../../.."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    ],
    targets: [
        .target(
            name: "ContactCenter",
            dependencies: [.product(name: "TMForum", package: "swift-tmforum")]),
        .executableTarget(
            name: "Server",
            dependencies: ["ContactCenter", .product(name: "Hummingbird", package: "hummingbird")]),
        .testTarget(
            name: "ContactCenterTests",
            dependencies: ["ContactCenter", .product(name: "TMFTesting", package: "swift-tmforum")]),
    ]
)
