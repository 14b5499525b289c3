import Foundation
import Testing

/// The tested program, for tests that need it as a process.
enum TestedProgram {
    /// The program beside the bundle of the tests.
    static func url() throws -> URL {
        var places = [Bundle.main.bundleURL]
        places += CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        places += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let programs = places.map { $0.appendingPathComponent("tmf") }
        return try #require(programs.first { FileManager.default.isExecutableFile(atPath: $0.path) })
    }
}
