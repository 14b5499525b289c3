// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "swift-tmforum",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [
        .library(name: "TMForum", targets: ["TMForum"]),
        .library(name: "TMFJSON", targets: ["TMFJSON"]),
        .library(name: "TMFExchange", targets: ["TMFExchange"]),
        .library(name: "TMFModels", targets: ["TMFModels"]),
        .library(name: "TMFQuery", targets: ["TMFQuery"]),
        .library(name: "TMFStore", targets: ["TMFStore"]),
        .library(name: "TMFEvents", targets: ["TMFEvents"]),
        .library(name: "TMFService", targets: ["TMFService"]),
        .library(name: "TMFConformance", targets: ["TMFConformance"]),
        .library(name: "TMFTesting", targets: ["TMFTesting"]),
        .executable(name: "tmf", targets: ["tmf"]),
    ],
    targets: [
        .target(name: "TMFJSON"),
        .target(name: "TMFExchange", dependencies: ["TMFJSON"]),
        .target(name: "TMFModels", dependencies: ["TMFExchange", "TMFJSON"]),
        .target(name: "TMFQuery", dependencies: ["TMFJSON", "TMFModels"]),
        .target(name: "TMFStore", dependencies: ["TMFJSON", "TMFModels", "TMFQuery"]),
        .target(name: "TMFEvents", dependencies: ["TMFExchange", "TMFJSON", "TMFModels", "TMFQuery", "TMFStore"]),
        .target(
            name: "TMFService",
            dependencies: ["TMFEvents", "TMFExchange", "TMFJSON", "TMFModels", "TMFQuery", "TMFStore"]),
        .target(name: "TMFConformance", dependencies: ["TMFExchange", "TMFJSON", "TMFModels", "TMFQuery"]),
        .target(
            name: "TMFTesting",
            dependencies: [
                "TMFConformance", "TMFEvents", "TMFExchange", "TMFJSON", "TMFModels", "TMFQuery", "TMFStore",
            ]),
        .target(
            name: "TMForum",
            dependencies: ["TMFEvents", "TMFExchange", "TMFJSON", "TMFModels", "TMFQuery", "TMFService", "TMFStore"]),
        .executableTarget(name: "tmf", dependencies: ["TMForum", "TMFConformance"]),
        .target(name: "_TMFTestSupport", path: "Tests/_TMFTestSupport"),
        .executableTarget(
            name: "StoreHammer", dependencies: ["TMFStore", "TMFJSON"], path: "Tests/StoreHammer", exclude: ["run"]),
        .executableTarget(
            name: "HubSimulator",
            dependencies: [
                "TMFEvents", "TMFExchange", "TMFJSON", "TMFModels", "TMFQuery", "TMFStore", "_TMFTestSupport",
            ],
            path: "Tests/HubSimulator"),
        .executableTarget(
            name: "HubHammer",
            dependencies: ["TMFEvents", "TMFExchange", "TMFJSON", "TMFModels", "TMFStore", "_TMFTestSupport"],
            path: "Tests/HubHammer", exclude: ["run"]),
        .testTarget(name: "TMFJSONTests", dependencies: ["TMFJSON", "_TMFTestSupport"], resources: [.copy("Corpora")]),
        .testTarget(name: "TMFExchangeTests", dependencies: ["TMFExchange", "_TMFTestSupport"]),
        .testTarget(
            name: "TMFModelsTests", dependencies: ["TMFExchange", "TMFJSON", "TMFModels", "_TMFTestSupport"],
            resources: [.copy("Corpora")]
        ),
        .testTarget(
            name: "TMFQueryTests", dependencies: ["TMFJSON", "TMFModels", "TMFQuery", "_TMFTestSupport"],
            resources: [.copy("Corpora")]),
        .testTarget(
            name: "TMFStoreTests",
            dependencies: [
                "StoreHammer", "TMFJSON", "TMFModels", "TMFQuery", "TMFStore", "TMFTesting", "_TMFTestSupport",
            ]),
        .testTarget(
            name: "TMFEventsTests",
            dependencies: [
                "TMFEvents", "TMFExchange", "TMFJSON", "TMFModels", "TMFQuery", "TMFStore", "_TMFTestSupport",
            ],
            resources: [.copy("Corpora")]),
        .testTarget(name: "TMFServiceTests", dependencies: ["TMForum", "_TMFTestSupport"]),
        .testTarget(
            name: "TMFConformanceTests",
            dependencies: [
                "TMFExchange", "TMFJSON", "TMFModels", "TMForum", "TMFConformance", "TMFTesting", "_TMFTestSupport",
            ],
            resources: [.copy("Corpora")]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["tmf", "TMForum", "TMFConformance", "TMFTesting", "_TMFTestSupport"]),
        .testTarget(name: "ReadmeTests", dependencies: ["TMFConformance", "TMForum", "TMFTesting", "_TMFTestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Strict checks for this checkout only: a tagged release must keep building for its users when a later
// compiler learns a new warning.
let isOwnCheckout = Context.gitInformation?.currentTag == nil
for target in package.targets {
    var settings = target.swiftSettings ?? []
    for feature in [
        "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
        "NonisolatedNonsendingByDefault", "InferIsolatedConformances", "ImmutableWeakCaptures",
    ] {
        settings.append(.enableUpcomingFeature(feature))
    }
    settings.append(.strictMemorySafety())
    if isOwnCheckout {
        settings += [.treatAllWarnings(as: .error), .treatWarning("ExplicitSendable", as: .error)]
    }
    target.swiftSettings = settings
}
