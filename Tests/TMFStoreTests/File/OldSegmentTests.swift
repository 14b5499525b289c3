import TMFJSON
import TMFQuery
import Testing

@testable import TMFStore

@Suite("The segments that only the feed of changes needs", .timeLimit(.minutes(2)))
struct OldSegmentTests {
    private static let directory = FaultWorkload.directory

    /// Three segments with a few commits each, which a snapshot follows, one more segment, and the commits.
    private static func make() async throws -> (SimulatedDisk, HistoryModel) {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        var model = HistoryModel()
        for number in 1...9 {
            let change = StoreChange.create(
                ResourceKey("things", "\(number)"),
                try FaultWorkload.document(number, size: number % 3 == 0 ? 4_200 : 9))
            try model.commit([change])
            try await store.commit([change])
        }
        try await store.compact()
        try model.commit([])
        try await store.commit([])
        try await store.close()
        #expect(StoreFiles(try disk.names(in: directory)).segments == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(StoreFiles(try disk.names(in: directory)).snapshots == [7])
        return (disk, model)
    }

    private static func path(_ segment: UInt64) -> String { directory + "/" + StoreFiles.journal(segment) }

    private static func disk(_ files: [String: [UInt8]]) throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        try disk.createDirectory(directory)
        disk.files = files
        return disk
    }

    /// The commits of the feed, and the error that ends it.
    private func read(_ store: FileStore) async throws -> ([StoreCommit], StoreError?) {
        let range = try await store.feedRange()
        var commits: [StoreCommit] = []
        do {
            var batches = try await store.changes(after: range.lowerBound).batches(ofAtMost: 2).makeAsyncIterator()
            while commits.last?.sequence ?? range.lowerBound < range.upperBound, let batch = try await batches.next() {
                commits += batch
            }
        } catch let error as StoreError {
            return (commits, error)
        }
        return (commits, nil)
    }

    @Test("Opening does not read them, and a damaged record is found by the feed and by a verification")
    func flippedBits() async throws {
        let (original, model) = try await Self.make()
        for segment in 1...6 as ClosedRange<UInt64> {
            let bytes = try #require(original.files[Self.path(segment)])
            let records = DamagedJournal.records(bytes)
            for (index, record) in records.enumerated() {
                for offset in record where bytes[offset] != UInt8(ascii: "x") || offset % 97 == 0 {
                    var files = original.files
                    files[Self.path(segment)]?[offset] ^= 4
                    let disk = try Self.disk(files)
                    let damages = try FileStore.verify(Self.directory, fileSystem: disk).damages
                    #expect(damages.contains { $0.file == StoreFiles.journal(segment) }, "\(segment), byte \(offset)")
                    guard index > 0 else {
                        let error = #expect(throws: StoreError.self) { try FaultWorkload.open(disk) }
                        #expect(error?.code == .corrupted || error?.underlyingError is StoreFormatError)
                        continue
                    }
                    let store = try FaultWorkload.open(disk)
                    #expect(try await store.feedRange() == 0...10)
                    let (commits, error) = try await read(store)
                    let expected = model.commits.prefix { commit in
                        commits.count >= commit.sequence
                    }
                    #expect(commits == Array(expected) && commits.count < 9, "\(segment), byte \(offset)")
                    let damage = error?.underlyingError as? StoreDamage
                    #expect(error?.code == .corrupted && damage?.file == StoreFiles.journal(segment))
                    #expect(damage?.offset == record.lowerBound, "\(segment), byte \(offset)")
                    // Nothing else suffers.
                    #expect(try await store.resources(in: "things", matching: ResourceQuery()).total == 9)
                    try await store.commit([])
                }
            }
        }
    }

    @Test("One that was cut anywhere is refused, and one that was overwritten is found by the feed")
    func cuts() async throws {
        let (original, _) = try await Self.make()
        for segment in 1...6 as ClosedRange<UInt64> {
            let bytes = try #require(original.files[Self.path(segment)])
            let end = try #require(DamagedJournal.records(bytes).last).upperBound
            let start = try #require(DamagedJournal.records(bytes).first).upperBound
            for length in 0..<end where bytes[length] != UInt8(ascii: "x") || length % 97 == 0 {
                var files = original.files
                files[Self.path(segment)] = Array(bytes[..<length])
                let error = #expect(throws: StoreError.self) { try FaultWorkload.open(Self.disk(files)) }
                #expect(error?.code == .corrupted, "\(segment), \(length) bytes")
                files[Self.path(segment)] = bytes[..<length] + [UInt8](repeating: 0, count: bytes.count - length)
                let disk = try Self.disk(files)
                #expect(try !FileStore.verify(Self.directory, fileSystem: disk).damages.isEmpty)
                guard length >= start else {
                    #expect(throws: StoreError.self) { try FaultWorkload.open(disk) }
                    continue
                }
                let (_, damage) = try await read(FaultWorkload.open(disk))
                #expect(damage?.code == .corrupted, "\(segment), zeros from \(length)")
            }
        }
    }

    @Test("Those that are missing between others, or have another's name, are refused; the oldest may be missing")
    func names() async throws {
        let (original, model) = try await Self.make()
        for segment in 2...6 as ClosedRange<UInt64> {
            var files = original.files
            files[Self.path(segment)] = nil
            #expect(throws: StoreError.self) { try FaultWorkload.open(Self.disk(files)) }
            files[Self.path(segment)] = original.files[Self.path(segment - 1)]
            #expect(throws: StoreError.self) { try FaultWorkload.open(Self.disk(files)) }
        }
        var files = original.files
        for segment in 1...6 as ClosedRange<UInt64> {
            files[Self.path(segment)] = nil
            let store = try FaultWorkload.open(Self.disk(files))
            let start = Int(try await store.feedRange().lowerBound)
            #expect(start > 0 && start <= 9)
            let (commits, error) = try await read(store)
            #expect(commits == Array(model.commits[start...]) && error == nil)
        }
    }

    @Test("A snapshot after lost commits starts the feed again, even if older segments cannot be removed")
    func gap() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, .none)
        var model = HistoryModel()
        func commit(_ store: FileStore, _ ids: Range<Int>) async throws {
            for id in ids {
                let change = StoreChange.create(ResourceKey("things", "\(id)"), try FaultWorkload.document(id))
                try model.commit([change])
                try await store.commit([change])
            }
        }
        try await commit(store, 0..<60)
        let old = Set(disk.files.keys.filter { $0.contains("journal") })
        disk.set { $0.broken = [.synchronize] }
        await #expect(throws: StoreError.self) { try await store.synchronize() }
        disk.set { $0.broken = [.remove] }
        try await commit(store, 60..<90)
        #expect(old.isSubset(of: disk.files.keys))
        #expect(try await store.feedRange() == 60...90)
        await #expect(throws: StoreError.self) { try await store.changes(after: 59) }
        #expect(try await FaultRun.difference(store, model) == nil)
        try await store.close()
        disk.set { $0.broken = [] }
        let reopened = try FaultWorkload.open(disk, .none)
        #expect(old.isSubset(of: disk.files.keys))
        #expect(try await reopened.feedRange() == 60...90)
        await #expect(throws: StoreError.self) { try await reopened.changes(after: 59) }
        #expect(try await FaultRun.difference(reopened, model) == nil)
        try await reopened.compact()
        #expect(old.isDisjoint(with: disk.files.keys))
        #expect(try await reopened.feedRange() == 60...90)
    }

    @Test("A store tells up to which commit it is durable", arguments: [Durability.everyCommit, .none])
    func durable(_ durability: Durability) async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, durability)
        let isSynchronous = durability == .everyCommit
        #expect(store.durableSequence == 0)
        for number in 1...3 as ClosedRange<UInt64> {
            try await store.commit([])
            #expect(store.durableSequence == (isSynchronous ? number : 0))
        }
        try await store.synchronize()
        #expect(store.durableSequence == 3)
        try await store.commit([])
        disk.set { $0.broken = [.synchronize] }
        try? await store.synchronize()
        _ = try? await store.commit([])
        #expect(store.durableSequence == (isSynchronous ? 4 : 3))
        disk.set { $0.broken = [] }
        try await store.commit([])
        let last = try await store.feedRange().upperBound
        // The snapshot after the failure is durable.
        #expect(store.durableSequence == (isSynchronous ? last : last - 1))
        try await store.compact()
        #expect(store.durableSequence == last)
        try await store.commit([])
        let crashed = try FaultWorkload.open(disk.crash(keeping: .all), durability)
        #expect(crashed.durableSequence == last + 1)
        try await store.close()
        #expect(store.durableSequence == last + 1)
    }
}
