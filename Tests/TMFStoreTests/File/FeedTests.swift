import TMFJSON
import TMFQuery
import Testing
import _TMFTestSupport

@testable import TMFStore

@Suite("The feed of changes of the file store beyond its memory", .timeLimit(.minutes(1)))
struct FeedTests {
    private func key(_ id: Int) -> ResourceKey { ResourceKey("things", "\(id)") }

    private func open(
        _ disk: SimulatedDisk, history: Int = 1_000, historyBytes: Int = 0, feedAge: Duration = .seconds(1_000),
        feedSize: Int = 1 << 30, clock: some Clock<Duration> = ManualClock(), wallTime: UInt64 = 1_000_000
    ) throws -> FileStore {
        try FileStore(
            at: FaultWorkload.directory, durability: .everyCommit,
            options: StoreOptions(history: history, historyBytes: historyBytes),
            maintenance: FileStoreMaintenance(
                segmentSize: 4_096, compactionThreshold: nil, feedAge: feedAge, feedSize: feedSize),
            clock: clock, wallTime: wallTime, fileSystem: disk)
    }

    /// Makes random commits, with the model of them.
    private func commit(
        _ count: Int, _ store: FileStore, _ model: inout HistoryModel, _ random: inout SplitMix64
    )
        async throws
    {
        for _ in 0..<count {
            var changes: [StoreChange] = []
            for id in 0..<random.below(3) {
                let document = try FaultWorkload.document(random.below(1_000), size: random.below(900))
                if model.resource(for: key(id)) == nil {
                    changes.append(.create(key(id), document))
                } else {
                    changes.append(
                        random.below(3) == 0
                            ? .delete(key(id), revision: nil) : .replace(key(id), document, revision: nil))
                }
            }
            let note: JSONObject? =
                random.below(3) == 0 ? ["n": JSONValue(integerLiteral: Int64(random.below(9)))] : nil
            try model.commit(changes, note: note)
            try await store.commit(changes, note: note)
        }
    }

    /// The commits of a feed up to the last that was made.
    private func read(
        _ store: some ResourceStore, after sequence: UInt64, upTo last: UInt64
    ) async throws -> [StoreCommit] {
        var commits: [StoreCommit] = []
        if sequence == last { return [] }
        for try await commit in try await store.changes(after: sequence) {
            commits.append(commit)
            if commit.sequence >= last { break }
        }
        return commits
    }

    @Test(
        "What is no longer in memory is read from the files, with every document and revision",
        arguments: [0, 3_000, 1 << 20],
        0..<4 as Range<UInt64>)
    func readsOn(_ historyBytes: Int, _ seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let disk = SimulatedDisk()
        var model = HistoryModel()
        var store = try open(disk, historyBytes: historyBytes)
        for round in 0..<12 {
            try await commit(1 + random.below(12), store, &model, &random)
            if random.below(3) == 0 { try await store.compact() }
            if random.below(3) == 0 {
                try await store.close()
                store = try open(disk, historyBytes: historyBytes)
            }
            let known = random.below(model.commits.count + 1)
            for start in [0, known] {
                let found = try await read(store, after: UInt64(start), upTo: model.sequence)
                #expect(found == Array(model.commits[start...]), "seed \(seed), round \(round), after \(start)")
            }
        }
    }

    @Test("A reader that is in memory reads no file, one that is not reads few bytes at a time")
    func reads() async throws {
        let disk = SimulatedDisk()
        let store = try open(disk, historyBytes: 4_000)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 1))
        try await commit(60, store, &model, &random)
        func operations(after sequence: UInt64) async throws -> [DiskOperation] {
            let count = disk.log.count
            _ = try await read(store, after: sequence, upTo: 60)
            return Array(disk.log[count...])
        }
        #expect(try await operations(after: 59) == [])
        let opened = try await operations(after: 0).filter { $0 == .open }.count
        // Each segment once; the last ones may hold only what is in memory.
        #expect((8...disk.files.keys.filter { $0.contains("journal") }.count).contains(opened))
        try await store.close()
        // Nothing that was read is kept by opening.
        let reopened = try open(disk, historyBytes: 1 << 20)
        let count = disk.log.count
        #expect(try await read(reopened, after: 59, upTo: 60) == [model.commits[59]])
        #expect(disk.log[count...].contains(.read))
    }

    @Test(
        "Batches go through the files too, across their ends, and hold no more than some text", arguments: [0, 3_000])
    func batches(_ historyBytes: Int) async throws {
        let disk = SimulatedDisk()
        let store = try open(disk, historyBytes: historyBytes)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 4))
        try await commit(60, store, &model, &random)
        for size in [1, 3, 1_000] {
            var found: [[StoreCommit]] = []
            for try await batch in try await store.changes(after: 0).batches(ofAtMost: size) {
                found.append(batch)
                if batch.last?.sequence == model.sequence { break }
            }
            #expect(found.flatMap { $0 } == model.commits)
            #expect(found.allSatisfy { $0.count <= size && !$0.isEmpty })
            #expect(found.count < 60 || size == 1)
        }
    }

    @Test("A batch ends with a megabyte of text, so that a reader who is behind takes little memory")
    func greatBatches() async throws {
        let store = try open(SimulatedDisk())
        for id in 0..<5 { try await store.create(FaultWorkload.document(id, size: 400_000), at: key(id)) }
        var sizes: [Int] = []
        for try await batch in try await store.changes(after: 0).batches(ofAtMost: 100) {
            sizes.append(batch.count)
            if batch.last?.sequence == 5 { break }
        }
        // One that does not fit into a segment has one of its own.
        #expect(sizes.allSatisfy { $0 <= 3 } && sizes.reduce(0, +) == 5)
    }

    @Test("A reader that starts in the files comes to what is in memory, and waits there for more")
    func catchesUp() async throws {
        let disk = SimulatedDisk()
        let store = try open(disk, historyBytes: 4_000)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 2))
        try await commit(40, store, &model, &random)
        var iterator = try await store.changes(after: 0).makeAsyncIterator()
        for number in 0..<20 { #expect(try await iterator.next() == model.commits[number]) }
        try await commit(40, store, &model, &random)
        for number in 20..<80 { #expect(try await iterator.next() == model.commits[number]) }
        let last = iterator
        async let next = {
            var iterator = last
            return try await iterator.next()
        }()
        try await commit(1, store, &model, &random)
        #expect(try await next == model.commits[80])
    }

    @Test("The scoped feed and readers side by side go through the files too")
    func scoped() async throws {
        let disk = SimulatedDisk()
        let store = try open(disk)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 3))
        try await commit(60, store, &model, &random)
        let scoped = ScopedStore(store, to: ["things": .all([])])
        let count = disk.log.count
        #expect(try await read(scoped, after: 0, upTo: 60) == model.commits)
        #expect(disk.log[count...].filter { $0 == .open }.count < 30)
        let feed = try await store.changes(after: 0)
        var (first, second) = (feed.makeAsyncIterator(), feed.makeAsyncIterator())
        for number in 0..<60 {
            #expect(try await first.next() == model.commits[number])
            if number % 3 == 0 { #expect(try await second.next() == model.commits[number / 3]) }
        }
    }

    @Test("The segments that only the feed needs are bounded in bytes", arguments: [0, 9_000, 30_000])
    func disk(_ size: Int) async throws {
        let disk = SimulatedDisk()
        let store = try open(disk, feedSize: size)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 5))
        for _ in 0..<8 {
            try await commit(40, store, &model, &random)
            var reader = try await store.changes(after: model.sequence - 1).makeAsyncIterator()
            try await store.compact()
            let snapshots = StoreFiles(disk.files.keys.map { String($0.dropFirst(FaultWorkload.directory.count + 1)) })
            let first = try #require(snapshots.snapshots.last)
            let before = snapshots.segments.filter { $0 < first }.map {
                disk.files[FaultWorkload.directory + "/" + StoreFiles.journal($0)]?.count ?? 0
            }
            #expect(before.reduce(0, +) <= size)
            #expect(size == 0 || !before.isEmpty)
            #expect(try await reader.next() == model.commits.last)
            let range = try await store.feedRange()
            #expect(range.upperBound == model.sequence)
            let commits = try await read(store, after: range.lowerBound, upTo: model.sequence)
            #expect(commits == Array(model.commits[Int(range.lowerBound)...]))
            if range.lowerBound > 0 {
                let error = await #expect(throws: StoreError.self) {
                    try await store.changes(after: range.lowerBound - 1)
                }
                #expect(error?.code == .changesExpired)
            }
        }
        let error = await #expect(throws: StoreError.self) { try await read(store, after: 0, upTo: model.sequence) }
        #expect(error?.code == .changesExpired)
        try await store.close()
        await #expect(throws: StoreError.self) { try await store.feedRange() }
        #expect(try open(disk, feedSize: size).recovery.sequence == model.sequence)
    }

    @Test(
        "The feed reaches back for its age, over restarts too, and not much further", arguments: 0..<4 as Range<UInt64>)
    func age(_ seed: UInt64) async throws {
        let (disk, clock) = (SimulatedDisk(), ManualClock())
        var random = SplitMix64(seed: seed)
        var model = HistoryModel()
        var store = try open(disk, clock: clock)
        /// The time of each commit.
        var times: [Duration] = []
        func advance(by seconds: Int) { clock.advance(by: .seconds(seconds)) }
        for round in 0..<40 {
            let count = 1 + random.below(5)
            try await commit(count, store, &model, &random)
            times += Array(repeating: clock.now.offset, count: count)
            advance(by: random.below(150))
            if random.below(4) == 0 {
                try await store.close()
                store = try open(disk, clock: clock, wallTime: 1_000_000 + UInt64(clock.now.offset.components.seconds))
            }
            guard random.below(2) == 0 else { continue }
            try await store.compact()
            let range = try await store.feedRange()
            let young = times.filter { $0 > clock.now.offset - .seconds(1_000) }.count
            #expect(range.lowerBound <= UInt64(times.count - young), "seed \(seed), round \(round)")
            let commits = try await read(store, after: range.lowerBound, upTo: model.sequence)
            #expect(commits == Array(model.commits[Int(range.lowerBound)...]), "seed \(seed), round \(round)")
        }
        try await commit(1, store, &model, &random)
        try await store.compact()
        advance(by: 1_000)
        try await store.compact()
        // The last commit is still in memory.
        #expect(try await store.feedRange() == model.sequence - 1...model.sequence)
    }

    @Test(
        "A clock that is far ahead when the store is opened does not end the feed, nor does one that is behind",
        arguments: [0, 1_000_000, 4_000_000_000] as [UInt64])
    func wrongClock(_ wallTime: UInt64) async throws {
        let disk = SimulatedDisk()
        var (model, random) = (HistoryModel(), SplitMix64(seed: 9))
        var store = try open(disk)
        try await commit(40, store, &model, &random)
        try await store.close()
        for time in [wallTime, 1_000_001] {
            store = try open(disk, wallTime: time)
            try await commit(40, store, &model, &random)
            try await store.compact()
            #expect(try await store.feedRange() == 0...model.sequence)
            #expect(try await read(store, after: 0, upTo: model.sequence) == model.commits)
            try await store.close()
        }
    }

    @Test("Files of a store that does not tell times are bounded by their size")
    func withoutTimes() async throws {
        let disk = SimulatedDisk()
        var (model, random) = (HistoryModel(), SplitMix64(seed: 10))
        let store = try open(disk)
        try await commit(40, store, &model, &random)
        try await store.compact()
        try await store.close()
        for (path, bytes) in disk.files where path.contains("journal") {
            let record = try #require(DamagedJournal.records(bytes).first)
            let line = String(decoding: bytes[record].dropFirst(StoreRecord.prefixCount).dropLast(), as: UTF8.self)
            // A member that is not known has the same length.
            var header: [UInt8] = []
            try StoreRecord.append(to: &header, Array(line.replacing("started", with: "another").utf8))
            disk.files[path]?.replaceSubrange(record, with: header)
        }
        let clock = ManualClock()
        let reopened = try open(disk, feedAge: .seconds(1), clock: clock, wallTime: 4_000_000_000)
        try await reopened.compact()
        #expect(try await reopened.feedRange() == 0...40)
        // The segment after them tells when it was started.
        clock.advance(by: .seconds(1))
        try await reopened.compact()
        #expect(try await reopened.feedRange() == 40...40)
    }

    @Test("Damage in what only the feed needs is told to its reader, and the store goes on")
    func damage() async throws {
        let disk = SimulatedDisk()
        let store = try open(disk)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 6))
        try await commit(30, store, &model, &random)
        try disk.open(FaultWorkload.directory + "/journal-00000002", .writing).write([1], at: 200)
        let error = await #expect(throws: StoreError.self) { try await read(store, after: 0, upTo: 30) }
        #expect(error?.code == .corrupted)
        #expect((error?.underlyingError as? StoreDamage)?.file == "journal-00000002")
        try await commit(1, store, &model, &random)
    }

    @Test("A feed of a store that was closed or is gone ends")
    func ends() async throws {
        let disk = SimulatedDisk()
        var store: FileStore? = try open(disk)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 7))
        if let store { try await commit(30, store, &model, &random) }
        var iterator = try #require(try await store?.changes(after: 0)).makeAsyncIterator()
        #expect(try await iterator.next() == model.commits[0])
        store = nil
        let error = await #expect(throws: StoreError.self) { try await iterator.next() }
        #expect(error?.code == .unavailable)
    }

    @Test("What was made in a directory that is gone is not read from another's files")
    func madeAgain() async throws {
        let disk = SimulatedDisk()
        let store = try open(disk)
        var (model, random) = (HistoryModel(), SplitMix64(seed: 8))
        try await commit(30, store, &model, &random)
        disk.vanish()
        disk.comeBack(FaultWorkload.directory, withFiles: false)
        if (try? await store.commit([])) == nil { try await store.commit([]) }
        _ = try model.commit([])
        try await commit(20, store, &model, &random)
        let error = await #expect(throws: StoreError.self) { try await store.changes(after: 10) }
        #expect(error?.code == .changesExpired)
        #expect(try await read(store, after: 30, upTo: 51) == Array(model.commits[30...]))
    }

    @Test("Many commits at once are written a segment at a time")
    func batches() async throws {
        let disk = SimulatedDisk()
        let store = try open(disk)
        try await store.commit([])
        let count = disk.log.count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 0..<64 {
                group.addTask { _ = try await store.commit([.create(key(id), FaultWorkload.document(id, size: 900))]) }
            }
            try await group.waitForAll()
        }
        #expect(disk.log[count...].filter { $0 == .synchronize }.count >= 64 / 4)
        try await store.close()
        #expect(try open(disk).recovery.resources == 64)
    }
}
