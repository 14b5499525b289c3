import Foundation

/// Runs a program of Node.js over documents, once a round.
struct NodePeer {
    /// A run of Node.js that ended with an error.
    struct Failure: Error, CustomStringConvertible {
        /// The code it ended with.
        let status: Int32

        /// The problem in one sentence.
        var description: String { "node ended with code \(status)" }
    }

    private let node: URL
    private let directory: URL
    private var script: URL { directory.appendingPathComponent("measure.js") }
    private var documents: URL { directory.appendingPathComponent("documents.ndjson") }

    /// Writes the documents and the script to a temporary directory; `nil` if `node` is not on the search path.
    ///
    /// - Parameters:
    ///   - program: The program, which is given the path of a file with one document a line.
    ///   - corpus: The documents.
    /// - Throws: The error of writing the files.
    init?(_ program: String, _ corpus: Corpus) throws {
        let paths = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let found = paths.map { "\($0)/node" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else { return nil }
        node = URL(fileURLWithPath: found)
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(program.utf8).write(to: script)
        try Data(corpus.documents.joined(separator: [UInt8(ascii: "\n")])).write(to: documents)
    }

    /// Runs the program.
    ///
    /// - Parameter arguments: What the program is given beside the documents.
    /// - Returns: What it prints, as JSON of a type.
    /// - Throws: ``Failure`` if the program fails, or the error of starting it or of reading what it prints.
    func run<Output: Decodable>(_ arguments: [String] = []) throws -> Output {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = node
        process.arguments = ["--max-old-space-size=8192", script.path, documents.path] + arguments
        process.standardOutput = pipe
        try process.run()
        let printed = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return try JSONDecoder().decode(Output.self, from: printed)
    }

    /// Removes the temporary directory.
    func removeFiles() { try? FileManager.default.removeItem(at: directory) }
}
