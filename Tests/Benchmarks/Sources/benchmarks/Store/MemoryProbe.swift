import Allocator
import Foundation

/// Measures the memory of a store in a process of its own.
enum MemoryProbe {
    /// The argument that makes the program the process that is measured.
    static let argument = "--measure-memory"

    /// Starts this program again and lets it fill a store.
    ///
    /// - Parameter resources: The number of resources.
    /// - Returns: What it has found; `nil` where memory cannot be measured.
    /// - Throws: The error of starting it or of reading what it prints.
    static func measureInChild(_ resources: Int) throws -> MemoryUse? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = Workspace.program
        process.arguments = [argument, "\(resources)"]
        process.standardOutput = pipe
        try process.run()
        let printed = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(MemoryUse?.self, from: printed)
    }

    /// Fills a store with default indexes, a resource a commit, and prints what it takes as JSON.
    ///
    /// - Parameter resources: The number of resources.
    /// - Throws: The error of the store.
    static func run(_ resources: Int) async throws {
        // What is made once, however many resources there are, is made before.
        var rehearsal = StoreCorpus()
        try await rehearsal.fill(100, batch: 1, into: StoreContender.indexed())

        let store = StoreContender.indexed()
        var corpus = StoreCorpus()
        let before = (resident(), allocated())
        try await corpus.fill(resources, batch: 1, into: store)
        let after = (resident(), allocated())
        let count = Double(resources)
        var use: MemoryUse?
        if let first = before.0, let last = after.0 {
            let handedOut = before.1.flatMap { first in after.1.map { Double($0 - first) / count } }
            use = MemoryUse(
                resident: Double(last - first) / count, allocated: handedOut, text: Double(corpus.byteCount) / count)
        }
        withExtendedLifetime(store) {}
        print(String(decoding: try JSONEncoder().encode(use), as: UTF8.self))
    }

    /// The memory of this process in bytes; `nil` where it cannot be read.
    static func resident() -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }

    /// What the allocator has handed out in bytes; `nil` where it does not tell.
    private static func allocated() -> Int? {
        let bytes = allocated_bytes()
        return bytes < 0 ? nil : bytes
    }
}
