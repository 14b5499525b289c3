// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "Signatures",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tmforum", path: "../..")],
    targets: [
        .executableTarget(
            name: "Signatures",
            dependencies: [
                .product(name: "TMFEvents", package: "swift-tmforum"),
                .product(name: "TMFExchange", package: "swift-tmforum"),
                .product(name: "TMFModels", package: "swift-tmforum"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
