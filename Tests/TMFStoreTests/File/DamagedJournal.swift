import TMFJSON
import TMFQuery
import Testing

@testable import TMFStore

/// A journal to be damaged, and what a store then makes of it.
enum DamagedJournal {
    static let journals = ["/store/journal-00000001", "/store/journal-00000002"]
    /// The segment that says where the journal of a store that was closed ends.
    static let end = "/store/journal-00000003"

    /// Two segments with a few commits each, and the model after each commit.
    static func make(isClosed: Bool = false) async throws -> (SimulatedDisk, [HistoryModel]) {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        var models = [HistoryModel()]
        func commit(_ changes: [StoreChange]) async throws {
            var model = models[models.count - 1]
            _ = try model.commit(changes)
            models.append(model)
            try await store.commit(changes)
        }
        let (a, b) = (ResourceKey("things", "a"), ResourceKey("others", "b"))
        try await commit([.create(a, FaultWorkload.document(1, size: 3))])
        try await commit([
            .replace(a, FaultWorkload.document(2, size: 3), revision: 1), .create(b, FaultWorkload.document(3)),
        ])
        try await commit([.delete(b, revision: nil)])
        try await commit([.create(b, FaultWorkload.document(4, size: 3_200))])
        try await commit([.replace(a, FaultWorkload.document(5, size: 3), revision: nil)])
        try await commit([])
        try await commit([.create(ResourceKey("things", "c"), FaultWorkload.document(6, size: 9))])
        try await store.close()
        // Without it the store is as after a crash, but for the room after the last record.
        if !isClosed { try disk.remove(end) }
        return (disk, models)
    }

    enum Outcome {
        case same
        /// Fewer commits, and that is reported.
        case torn(commits: Int, StoreDamage)
        case damaged(StoreDamage)
        case refused(StoreError)
        /// Something else in silence.
        case wrong(String)
    }

    static func outcome(_ files: [String: [UInt8]], _ models: [HistoryModel]) async throws -> Outcome {
        let disk = SimulatedDisk()
        try disk.createDirectory(FaultWorkload.directory)
        disk.files = files
        do {
            let store = try FaultWorkload.open(disk)
            guard let last = models.last else { return .wrong("no model") }
            guard try await FaultRun.difference(store, last) != nil else { return .same }
            let count = Int(store.recovery.sequence)
            guard count < models.count, try await FaultRun.difference(store, models[count]) == nil else {
                return .wrong("\(store.recovery)")
            }
            guard let torn = store.recovery.tornTail else { return .wrong("nothing reported, \(count) commits") }
            return .torn(commits: count, torn)
        } catch let error as StoreError {
            if let damage = error.underlyingError as? StoreDamage, error.code == .corrupted { return .damaged(damage) }
            return .refused(error)
        }
    }

    /// The offsets of the records in a file.
    static func records(_ bytes: [UInt8]) -> [Range<Int>] {
        var records: [Range<Int>] = []
        var offset = 0
        while offset + 18 < bytes.count,
            let length = Int(String(decoding: bytes[offset..<offset + 8], as: UTF8.self), radix: 16)
        {
            records.append(offset..<offset + 18 + length)
            offset += 18 + length
        }
        return records
    }

    static func name(_ path: String) -> String { String(path.dropFirst(FaultWorkload.directory.count + 1)) }
}
