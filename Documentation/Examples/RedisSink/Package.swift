// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "RedisSink",
    platforms: [.macOS(.v15)],
    products: [.library(name: "RedisSink", targets: ["RedisSink"])],
    dependencies: [.package(name: "swift-tmforum", path: "../../..")],
    targets: [
        .systemLibrary(name: "Hiredis", providers: [.apt(["libhiredis-dev"]), .brew(["hiredis"])]),
        .target(name: "RedisSink", dependencies: ["Hiredis", .product(name: "TMForum", package: "swift-tmforum")]),
        .testTarget(
            name: "RedisSinkTests", dependencies: ["RedisSink", .product(name: "TMForum", package: "swift-tmforum")]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
}
