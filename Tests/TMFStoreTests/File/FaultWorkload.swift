import TMFJSON
import TMFStore

/// What is done to a store while its disk fails.
enum FaultWorkload {
    enum Step: Sendable {
        case commit([StoreChange])
        case compact
        case synchronize
        case backUp
        case reopen
    }

    static let directory = "/store"
    static let collections: [CollectionName] = ["things", "others"]

    static func document(_ number: Int, size: Int = 420) throws -> JSONDocument {
        try JSONDocument(parsing: #"{"n":\#(number),"pad":"\#(String(repeating: "x", count: size))"}"#)
    }

    /// Creates, replaces, deletes, batches over two collections, segments that roll, a compaction, a reopening.
    static func steps() throws -> [Step] {
        func key(_ id: Int, _ collection: CollectionName = "things") -> ResourceKey { ResourceKey(collection, "\(id)") }
        var steps: [Step] = []
        for id in 0..<4 { steps.append(.commit([.create(key(id), try document(id))])) }
        steps.append(
            .commit([.replace(key(1), try document(11), revision: 2), .create(key(1, "others"), try document(5))]))
        steps.append(.commit([.delete(key(0), revision: nil)]))
        steps.append(
            .commit([
                .create(key(7), try document(7)), .replace(key(2), try document(12), revision: nil),
                .delete(key(1, "others"), revision: nil), .create(key(1, "others"), try document(6)),
            ]))
        steps.append(.synchronize)
        steps.append(.commit([]))
        steps.append(.commit([.create(key(0), try document(20))]))
        steps.append(.compact)
        for id in 30..<33 { steps.append(.commit([.create(key(id, "others"), try document(id))])) }
        steps.append(.backUp)
        steps.append(.reopen)
        steps.append(.commit([.replace(key(3), try document(40), revision: nil)]))
        steps.append(.commit([.delete(key(30, "others"), revision: nil), .delete(key(7), revision: nil)]))
        for id in 50..<53 { steps.append(.commit([.create(key(id), try document(id))])) }
        return steps
    }

    /// Opens a store with small segments.
    static func open(
        _ disk: SimulatedDisk, _ durability: Durability = .everyCommit, feedSize: Int = 1 << 30, threshold: Int? = nil
    ) throws(StoreError) -> FileStore {
        try FileStore(
            at: directory, durability: durability,
            options: StoreOptions(indexes: StoreIndexes.default, history: 20),
            maintenance: FileStoreMaintenance(segmentSize: 4_096, compactionThreshold: threshold, feedSize: feedSize),
            clock: ContinuousClock(), fileSystem: disk)
    }
}
