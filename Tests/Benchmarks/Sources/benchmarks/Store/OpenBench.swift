import Foundation
import TMFQuery
import TMFStore

/// Opening a store from its directory, beside loading the same documents into SQLite.
struct OpenBench {
    /// A store that has lost resources.
    struct Loss: Error, CustomStringConvertible {
        /// The number of resources that are left.
        let count: Int

        /// The problem in one sentence.
        var description: String { "the store was opened with \(count) resources" }
    }

    private let options: Options
    private let workspace: Workspace

    /// Creates the measurement.
    ///
    /// - Parameters:
    ///   - options: How much to measure.
    ///   - workspace: Where the files lie.
    init(_ options: Options, _ workspace: Workspace) {
        self.options = options
        self.workspace = workspace
    }

    /// Measures both in every round, from files that were written just before.
    ///
    /// - Parameter samples: Receives the seconds.
    /// - Returns: What a reader of the figures has to know.
    /// - Throws: The error of a contender, or ``Loss``.
    func run(_ samples: inout StoreSamples) async throws -> [String] {
        let contender = StoreContender.durable
        let directory = try workspace.subdirectory("open")
        if contender.isDurable {
            let store = try await contender.open(directory)
            var corpus = StoreCorpus()
            try await corpus.fill(options.resources, into: store)
            try await contender.close(store)
        }
        #if HAVE_SQLITE
        try writeLines()
        #endif
        let clock = ContinuousClock()
        for _ in 0..<options.rounds {
            if contender.isDurable {
                let start = clock.now
                let store = try await contender.open(directory)
                samples.add(.open, .store, CallTime((clock.now - start) / .seconds(1)))
                let page = try await store.resources(
                    in: StoreContender.collection, matching: try ResourceQuery(parsing: "limit=1"))
                guard page.total == options.resources else { throw Loss(count: page.total) }
                try await contender.close(store)
            }
            #if HAVE_SQLITE
            workspace.remove("load.db")
            let start = clock.now
            try SQLitePeer(path: workspace.path("load.db")).load(lines: workspace.path("lines.ndjson"))
            samples.add(.open, .sqlite, CallTime((clock.now - start) / .seconds(1)))
            #endif
        }
        workspace.remove("open")
        guard !contender.isDurable else { return [] }
        return ["\(contender.name) keeps nothing: opening it is left out, and its commits are not durable"]
    }

    #if HAVE_SQLITE
    /// Writes the documents to a file, one a line, a part at a time.
    private func writeLines() throws {
        let path = workspace.path("lines.ndjson")
        try Data().write(to: URL(fileURLWithPath: path))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var corpus = StoreCorpus()
        var rest = options.resources
        while rest > 0 {
            var part = Data()
            for _ in 0..<min(rest, 10_000) {
                part.append(contentsOf: corpus.nextText())
                part.append(UInt8(ascii: "\n"))
            }
            try file.write(contentsOf: part)
            rest -= min(rest, 10_000)
        }
    }
    #endif
}
