// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "LinkageTest",
    dependencies: [.package(name: "swift-tmforum", path: "../..")],
    targets: [
        .executableTarget(
            name: "LinkageTest",
            dependencies: [
                .product(name: "TMFExchange", package: "swift-tmforum"),
                .product(name: "TMFJSON", package: "swift-tmforum"),
            ]
        )
    ]
)
