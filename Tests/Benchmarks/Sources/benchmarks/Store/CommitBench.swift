import TMFJSON
import TMFStore

/// Durable commits of one new resource each, into a store that is full already.
struct CommitBench {
    /// The most commits of a round.
    private static let commits = 20_000
    /// The longest round.
    private static let longest: Duration = .seconds(2)

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

    /// Measures 1, 16 and 64 writers, and one of SQLite in every round.
    ///
    /// - Parameter samples: Receives the seconds for a commit: the time of all divided by their number.
    /// - Throws: The error of a contender.
    func run(_ samples: inout StoreSamples) async throws {
        let contender = StoreContender.durable
        let rival: StoreRival = contender.isDurable ? .store : .volatileStore
        let store = try await contender.open(try workspace.subdirectory("commits"))
        var corpus = StoreCorpus()
        try await corpus.fill(options.resources, into: store)
        #if HAVE_SQLITE
        let peer = try SQLitePeer(path: workspace.path("commits.db"))
        var peerCorpus = StoreCorpus()
        try peer.fill(from: &peerCorpus, options.resources)
        #endif
        for _ in 0..<options.rounds {
            for (work, writers) in [(StoreWork.commit1, 1), (.commit16, 16), (.commit64, 64)] {
                let changes = try (0..<Self.commits).map { _ in try corpus.nextChange() }
                samples.add(work, rival, CallTime(try await Self.time(store, changes, writers: writers)))
            }
            #if HAVE_SQLITE
            let texts = (0..<Self.commits).map { _ in peerCorpus.nextText() }
            samples.add(.commit1, .sqlite, CallTime(try Self.time(peer, texts)))
            #endif
        }
        try await contender.close(store)
        workspace.remove("commits")
    }

    /// The seconds for a commit of tasks that write at the same time, each its share of the changes.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - changes: The changes.
    ///   - writers: The number of tasks.
    /// - Returns: The time of all divided by the number of commits.
    /// - Throws: The error of the store.
    static func time(_ store: any ResourceStore, _ changes: [StoreChange], writers: Int) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var count = 0
                    for position in stride(from: writer, to: changes.count, by: writers) {
                        guard clock.now - start < longest else { break }
                        try await store.commit([changes[position]])
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return (clock.now - start) / .seconds(1) / Double(count)
    }

    #if HAVE_SQLITE
    /// The seconds for a commit of SQLite's only writer.
    ///
    /// - Parameters:
    ///   - peer: The database.
    ///   - texts: The documents.
    /// - Returns: The time of all divided by the number of commits.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    static func time(_ peer: SQLitePeer, _ texts: [[UInt8]]) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        for text in texts {
            guard clock.now - start < longest else { break }
            try peer.commit(text)
            count += 1
        }
        return (clock.now - start) / .seconds(1) / Double(count)
    }
    #endif
}
