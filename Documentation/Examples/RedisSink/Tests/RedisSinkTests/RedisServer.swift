import Foundation
import Testing

/// A Redis server of its own, in a directory that is removed at the end.
final class RedisServer {
    let port: Int
    private let directory: URL
    private var process = Process()

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "redis-sink-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        port = .random(in: 20_000...60_000)
        try start()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: directory)
    }

    /// Starts the server with what it has on its disk, and waits until it listens.
    func start() throws {
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "redis-server", "--port", "\(port)", "--bind", "127.0.0.1", "--dir", directory.path, "--save", "",
            "--appendonly", "yes", "--appendfsync", "always", "--daemonize", "no",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let deadline = Date.now.addingTimeInterval(20)
        while try command("PING") != "PONG" {
            try #require(process.isRunning && Date.now < deadline, "redis-server does not start")
            usleep(20_000)
        }
    }

    /// Ends the server at once.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Returns what the command-line client of Redis prints for a command.
    func command(_ arguments: String...) throws -> String {
        let client = Process()
        client.executableURL = URL(filePath: "/usr/bin/env")
        client.arguments = ["redis-cli", "-p", "\(port)", "--raw"] + arguments
        let output = Pipe()
        client.standardOutput = output
        client.standardError = FileHandle.nullDevice
        try client.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        client.waitUntilExit()
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Returns the values of a field of all entries of a stream, in order.
    func values(_ field: String, of stream: String) throws -> [String] {
        let lines = try command("XRANGE", stream, "-", "+").split(separator: "\n").map(String.init)
        return lines.indices.dropLast().filter { lines[$0] == field }.map { lines[$0 + 1] }
    }
}
