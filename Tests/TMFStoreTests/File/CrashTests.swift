import Foundation
import TMFJSON
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Processes that are killed while they commit", .serialized)
struct CrashTests {
    /// The program beside the bundle of the tests.
    private static func program() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["STORE_HAMMER"] { return URL(fileURLWithPath: path) }
        var candidates = [
            Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent(),
        ]
        candidates += CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        candidates += Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
        let programs = candidates.map { $0.appendingPathComponent("StoreHammer") }
        return try #require(programs.first { FileManager.default.isExecutableFile(atPath: $0.path) })
    }

    private static func start(_ directory: String, _ run: String) throws -> (Process, FileHandle) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = try program()
        process.arguments = [directory, run]
        process.standardOutput = pipe
        try process.run()
        return (process, pipe.fileHandleForReading)
    }

    /// Reads up to the first line feed.
    private static func waitUntilOpen(_ output: FileHandle) throws {
        var bytes = Data()
        while bytes.last != UInt8(ascii: "\n"), let next = try output.read(upToCount: 1), !next.isEmpty {
            bytes += next
        }
        #expect(bytes == Data("open\n".utf8))
    }

    private static func stop(_ process: Process) {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    @Test("What was acknowledged before SIGKILL is there, batches as a whole", .timeLimit(.minutes(5)))
    func killed() async throws {
        let directory = try TemporaryDirectory()
        let rounds = ProcessInfo.processInfo.environment["STORE_HAMMER_ROUNDS"].flatMap { Int($0) } ?? 12
        var random = SplitMix64(seed: 2_024)
        /// The last acknowledged value of every key, with the number of its commit.
        var acknowledged: [String: (sequence: UInt64, value: String)] = [:]
        /// The values of every acknowledged commit.
        var told: [UInt64: [String]] = [:]
        var (last, lines): (UInt64, Int) = (0, 0)
        for round in 0..<rounds {
            let (process, output) = try Self.start(directory.path, "\(round)")
            let reader = Task.detached { output.readDataToEndOfFile() }
            try await Task.sleep(for: .milliseconds(20 + random.below(231)))
            Self.stop(process)
            for line in String(decoding: await reader.value, as: UTF8.self).split(separator: "\n").dropFirst() {
                let words = line.split(separator: " ")
                let sequence = try #require(UInt64(words[0]))
                (last, lines) = (max(last, sequence), lines + 1)
                told[sequence] = words.dropFirst().map { String($0) }
                for word in words.dropFirst() {
                    let parts = word.split(separator: "=").map { String($0) }
                    if sequence >= acknowledged[parts[0]]?.sequence ?? 0 {
                        acknowledged[parts[0]] = (sequence, parts[1])
                    }
                }
            }
            let store = try FileStore(at: directory.path, maintenance: FileStoreMaintenance(feedSize: 400_000))
            #expect(store.recovery.sequence >= last, "round \(round)")
            var values: [String: String] = [:]
            for resource in try await store.resources(in: "hammer", matching: ResourceQuery()).resources {
                let value = try #require(resource.document.root["value"]?.stringValue)
                values[resource.key.id] = value
                let expected = acknowledged[resource.key.id]
                // A commit may be there that was not acknowledged any more.
                let isLater = resource.revision > expected?.sequence ?? 0
                #expect(
                    isLater || value == expected?.value && resource.revision == expected?.sequence, "round \(round)")
            }
            for key in acknowledged.keys { #expect(values[key] != nil, "round \(round): \(key) is lost") }
            let range = try await store.feedRange()
            var known = range.lowerBound
            #expect(range.upperBound - known > 100 || known == 0, "round \(round)")
            var batches = try await store.changes(after: known).batches(ofAtMost: 100).makeAsyncIterator()
            while known < range.upperBound, let batch = try await batches.next() {
                for commit in batch {
                    let texts = commit.changes.map { change in
                        "\(change.key.id)=\(change.document?.root["value"]?.stringValue ?? "")"
                    }
                    #expect(commit.sequence == known + 1 && texts == told[commit.sequence] ?? texts, "round \(round)")
                    known += 1
                }
            }
            for worker in 0..<4 { #expect(values["left\(worker)"] == values["right\(worker)"], "round \(round)") }
            try await store.close()
        }
        #expect(lines > rounds * 5)
    }

    @Test("A second opener is told who holds the directory, and may have it once it is released")
    func locks() async throws {
        let directory = try TemporaryDirectory()
        func expectLocked(by holder: Int32) {
            let error = #expect(throws: StoreError.self) { try FileStore(at: directory.path) }
            #expect(error?.code == .locked)
            #expect((error?.underlyingError as? FileSystemError)?.reason == .locked(by: holder))
        }
        do {
            let store = try FileStore(at: directory.path)
            try await store.commit([.create(ResourceKey("things", "1"), JSONDocument(parsing: "{}"))])
            expectLocked(by: getpid())
        }
        do {
            let store = try FileStore(at: directory.path)
            #expect(try await store.resource(for: ResourceKey("things", "1")) != nil)
            try await store.close()
            let other = try FileStore(at: directory.path)
            try await other.close()
        }
        let (process, output) = try Self.start(directory.path, "hold")
        try Self.waitUntilOpen(output)
        expectLocked(by: process.processIdentifier)
        Self.stop(process)
        let store = try FileStore(at: directory.path)
        try await store.close()
    }
}
