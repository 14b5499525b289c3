import Foundation

/// Runs Node.js over the documents, once a round.
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
    /// - Parameter corpus: The documents.
    /// - Throws: The error of writing the files.
    init?(_ corpus: Corpus) throws {
        let paths = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let found = paths.map { "\($0)/node" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else { return nil }
        node = URL(fileURLWithPath: found)
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("benchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try Data(NodeScript.text.utf8).write(to: script)
        try Data(corpus.documents.joined(separator: [UInt8(ascii: "\n")])).write(to: documents)
    }

    /// Runs the script.
    ///
    /// - Returns: A sample of reading and one of writing.
    /// - Throws: ``Failure`` if the script fails, or the error of starting it or of reading what it prints.
    func measure() throws -> [(Subject, Sample)] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = node
        process.arguments = [script.path, documents.path]
        process.standardOutput = pipe
        try process.run()
        let printed = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        let output = try JSONDecoder().decode(NodeOutput.self, from: printed)
        return [
            (.nodeRead, Sample(bytes: output.readBytes, seconds: output.readSeconds)),
            (.nodeWrite, Sample(bytes: output.writtenBytes, seconds: output.writeSeconds)),
        ]
    }

    /// Removes the temporary directory.
    func removeFiles() { try? FileManager.default.removeItem(at: directory) }
}
