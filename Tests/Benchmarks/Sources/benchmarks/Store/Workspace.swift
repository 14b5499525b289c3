import Foundation

/// A directory for the files of a run.
///
/// It lies beside the program, which is on a disk where a temporary directory may be in memory.
struct Workspace {
    /// The directory.
    let directory: URL

    /// Makes the directory.
    ///
    /// - Throws: The error of the file system.
    init() throws {
        let parent = Self.program.deletingLastPathComponent()
        directory = parent.appendingPathComponent("benchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    /// The file of this program.
    static var program: URL {
        (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "")).resolvingSymlinksInPath()
    }

    /// The path of a file in the directory.
    ///
    /// - Parameter name: Its name.
    /// - Returns: The path.
    func path(_ name: String) -> String { directory.appendingPathComponent(name).path }

    /// Makes a directory in the directory.
    ///
    /// - Parameter name: Its name.
    /// - Returns: The path.
    /// - Throws: The error of the file system.
    func subdirectory(_ name: String) throws -> String {
        let path = path(name)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Removes a file of the directory, if it is there.
    ///
    /// - Parameter name: Its name.
    func remove(_ name: String) { try? FileManager.default.removeItem(atPath: path(name)) }

    /// Removes the directory.
    func removeAll() { try? FileManager.default.removeItem(at: directory) }
}
