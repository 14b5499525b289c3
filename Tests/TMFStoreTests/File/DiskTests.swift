import TMFJSON
import TMFQuery
import Testing
import _TMFTestSupport

@testable import TMFStore

@Suite("Disks that are full, read-only or gone, and copies of the file store", .timeLimit(.minutes(1)))
struct DiskTests {
    private func key(_ id: Int) -> ResourceKey { ResourceKey("things", "\(id)") }

    private func create(_ id: Int) throws -> StoreChange { .create(key(id), try FaultWorkload.document(id)) }

    private func code(_ work: () async throws -> Void) async -> StoreError.Code? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    @Test(
        "A full disk refuses commits; when there is room again the store works on", arguments: [0, 1, 100, 700, 2_500])
    func full(_ room: Int) async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        for id in 0..<3 { try await store.commit([create(id)]) }
        disk.set { [used = disk.files.values.reduce(0) { $0 + $1.count }] in $0.capacity = used + room }
        var made = 3
        while await code({ try await store.commit([try create(made)]) }) == nil { made += 1 }
        for _ in 0..<3 { #expect(await code { try await store.commit([try create(made)]) } == .full) }
        #expect(await code { try await store.compact() } == .full)
        #expect(try await store.resource(for: key(made)) == nil)
        for model in FaultRun.crashes(disk) {
            let reopened = try FaultWorkload.open(disk.crash(keeping: model))
            #expect(reopened.recovery.sequence == UInt64(made) || reopened.recovery.sequence == UInt64(made) + 1)
        }
        disk.set { $0.capacity = .max }
        #expect(try await store.commit([create(made)]).sequence == UInt64(made) + 1)
        try await store.compact()
        let reopened = try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly))
        #expect(reopened.recovery.resources == made + 1)
    }

    @Test(
        "A store whose directory is gone refuses, and works on when it is back", arguments: [true, false], [0, 4, 9])
    func vanished(_ withFiles: Bool, _ before: Int) async throws {
        for durability in [Durability.everyCommit, .none] {
            let disk = SimulatedDisk()
            let store = try FaultWorkload.open(disk, durability)
            for id in 0..<before { try await store.commit([create(id)]) }
            disk.vanish()
            #expect(
                await code { try await store.synchronize() } == .unavailable || durability == .everyCommit
                    || before == 0)
            #expect(await code { try await store.commit([try create(before)]) } == .unavailable)
            #expect(await code { try await store.compact() } == .unavailable)
            disk.comeBack(FaultWorkload.directory, withFiles: withFiles)
            for id in before..<before + 3 { try await store.commit([create(id)]) }
            try await store.close()
            let reopened = try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly))
            #expect(reopened.recovery.resources == before + 3)
        }
    }

    @Test("A directory that was emptied between two commits never holds a part of the store")
    func emptied() async throws {
        for before in 1..<14 {
            let disk = SimulatedDisk()
            let store = try FaultWorkload.open(disk)
            for id in 0..<before { try await store.commit([create(id)]) }
            disk.vanish()
            disk.comeBack(FaultWorkload.directory, withFiles: false)
            let first = await code { try await store.commit([try create(before)]) }
            if first != nil { try await store.commit([create(before)]) }
            let reopened = try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly))
            #expect(reopened.recovery.resources == before + 1, "after \(before) commits")
        }
    }

    @Test("A directory where no file can be made refuses what needs one, and nothing else is lost")
    func readOnly() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        disk.set { $0.isReadOnly = true }
        var made = 0
        while await code({ try await store.commit([try create(made)]) }) == nil { made += 1 }
        #expect(made > 2)
        #expect(await code { try await store.compact() } == .unavailable)
        #expect(try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly)).recovery.resources == made)
        disk.set { $0.isReadOnly = false }
        try await store.commit([create(made)])
        #expect(try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly)).recovery.resources == made + 1)
    }

    @Test(
        "A failed synchronization loses nothing that was acknowledged, even if it drops data", arguments: [true, false])
    func droppedData(_ commitsAgain: Bool) async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, .none)
        for id in 0..<3 { try await store.commit([create(id)]) }
        disk.set { [count = disk.log.count] in $0.faults = [count: .drops] }
        #expect(await code { try await store.synchronize() } == .unavailable)
        if commitsAgain { try await store.commit([create(3)]) }
        try await store.close()
        let reopened = try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly))
        #expect(reopened.recovery.resources == (commitsAgain ? 4 : 3))
    }

    @Test("A failed compaction does not take the commits behind it with it")
    func failedCompaction() async throws {
        for fault in [DiskFault.fails, .failsAfterwards] {
            for offset in 0..<10 {
                let disk = SimulatedDisk()
                let store = try FaultWorkload.open(disk)
                try await store.commit([create(0)])
                disk.set { [count = disk.log.count + offset] in $0.faults = [count: fault] }
                try? await store.compact()
                disk.set { $0.faults = [:] }
                for id in 1..<3 { try await store.commit([create(id)]) }
                for model in FaultRun.crashes(disk) {
                    let reopened = try FaultWorkload.open(disk.crash(keeping: model))
                    #expect(reopened.recovery.resources == 3, "operation \(offset), \(model)")
                }
            }
        }
    }

    @Test("Nothing is written once the store is closed, whatever was asked for meanwhile")
    func closed() async throws {
        for round in 0..<100 {
            let disk = SimulatedDisk()
            let store = try FaultWorkload.open(disk, .interval(.milliseconds(1)))
            try await store.commit([create(0)])
            let others = [
                Task { _ = try await store.commit([create(1)]) }, Task { try await store.compact() },
                Task { try await store.synchronize() },
            ]
            if round.isMultiple(of: 2) { await Task.yield() }
            try await store.close()
            let files = disk.files
            for task in others { _ = await task.result }
            #expect(disk.files == files)
            #expect(await code { try await store.commit([try create(2)]) } == .unavailable)
            let isThere = await others[0].result.isSuccess
            #expect(try FaultWorkload.open(disk).recovery.resources == (isThere ? 2 : 1))
        }
    }

    @Test("A synchronization after an interval is tried again when it fails")
    func interval() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, .interval(.milliseconds(5)))
        try await store.commit([create(0)])
        disk.set { $0.broken = [.synchronize] }
        try await store.commit([create(1)])
        try await Task.sleep(for: .milliseconds(40))
        disk.set { $0.broken = [] }
        for _ in 0..<400 where disk.pendingCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly)).recovery.resources == 2)
        try await store.close()
    }

    @Test("A plain copy whose pieces do not fit together is refused, not opened with a hole")
    func copyInPieces() async throws {
        let disk = SimulatedDisk()
        let store = try FileStore(
            at: FaultWorkload.directory, durability: .everyCommit, options: StoreOptions(),
            maintenance: FileStoreMaintenance(segmentSize: 65_536), clock: ContinuousClock(), fileSystem: disk)
        try await store.commit([create(0)])
        let path = FaultWorkload.directory + "/journal-00000001"
        let early = try #require(disk.files[path])
        for id in 1..<20 { try await store.commit([create(id)]) }
        let late = try #require(disk.files[path])
        let copy = SimulatedDisk()
        try copy.createDirectory(FaultWorkload.directory)
        // The first piece was read before the commits, the second behind them.
        copy.files = [path: Array(early.prefix(4_096)) + Array(late.dropFirst(4_096))]
        let error = #expect(throws: StoreError.self) { try FaultWorkload.open(copy) }
        #expect(error?.code == .corrupted)
    }

    @Test("Identifiers never become names of files")
    func names() async throws {
        let directory = try TemporaryDirectory()
        let store = try FileStore(at: directory.path, maintenance: FileStoreMaintenance(segmentSize: 4_096))
        for id in [
            "../up", "/etc/passwd", "a/b", "", ".", "..", "\u{0}", "é", "e\u{301}", "lock", "journal-00000009", "\n",
        ] {
            for collection in ["things", "../up", "", "snapshot-00000001"] {
                let key = ResourceKey(CollectionName(rawValue: collection), id)
                try await store.commit([.create(key, FaultWorkload.document(1))])
            }
        }
        try await store.compact()
        try await store.close()
        for name in try directory.names {
            #expect(
                name == "lock"
                    || ["journal-", "snapshot-"].contains { name.hasPrefix($0) && name.count == $0.count + 8 })
        }
        #expect(try FileStore(at: directory.path).recovery.resources == 48)
    }

    @Test("A compaction keeps everything, the feed of changes and cursors, and makes the directory small")
    func compaction() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, .none, feedSize: 30_000)
        try await store.commit([create(0)])
        let cursor = try await store.resources(in: "things", matching: ResourceQuery(), cursor: nil).cursor
        for number in 1..<300 {
            try await store.commit([.replace(key(0), FaultWorkload.document(number), revision: nil)])
            if number % 100 == 50 { try await store.compact() }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for id in 1..<60 { try await store.commit([create(id)]) } }
            group.addTask { for _ in 0..<5 { try await store.compact() } }
            try await group.waitForAll()
        }
        try await store.compact()
        let then = try await store.resources(in: "things", matching: ResourceQuery(), cursor: cursor)
        #expect(then.resources.map(\.revision) == [1])
        #expect(disk.files.values.reduce(0) { $0 + $1.count } < 110_000)
        try await store.close()
        let reopened = try FaultWorkload.open(disk.abandon(), feedSize: 30_000)
        #expect(reopened.recovery.resources == 60 && reopened.recovery.sequence == 359)
        var iterator = try await reopened.changes(after: 339).makeAsyncIterator()
        for number in 340...359 { #expect(try await iterator.next()?.sequence == UInt64(number)) }
    }

    @Test("The store compacts by itself, and a store that is given up meanwhile harms nobody")
    func automaticCompaction() async throws {
        for rounds in 1...10 {
            let disk = SimulatedDisk()
            do {
                let store = try FaultWorkload.open(disk, .none, feedSize: 0, threshold: 5_000)
                try await store.commit([create(0)])
                for number in 1..<(10 * rounds) {
                    try await store.commit([.replace(key(0), FaultWorkload.document(number), revision: nil)])
                }
            }
            let reopened = try FaultWorkload.open(disk, feedSize: 0)
            #expect(reopened.recovery.sequence == UInt64(10 * rounds))
            #expect(disk.files.values.reduce(0) { $0 + $1.count } < 60_000)
        }
    }

    @Test("What was written before the store was opened counts for the next snapshot", arguments: [1, 3, 7])
    func restarts(_ commits: Int) async throws {
        let disk = SimulatedDisk()
        var (number, greatest) = (0, 0)
        for _ in 0..<(150 / commits) {
            let store = try FaultWorkload.open(disk, .none, feedSize: 0, threshold: 10_000)
            for _ in 0..<commits {
                number += 1
                let document = try FaultWorkload.document(number)
                try await store.commit([
                    number == 1 ? .create(key(0), document) : .replace(key(0), document, revision: nil)
                ])
            }
            try await store.close()
            greatest = max(greatest, disk.files.values.reduce(0) { $0 + $1.count })
        }
        // A snapshot of half a thousand bytes, the growth at which the next is due, and what came after it was due.
        #expect(greatest < 10_000 + 16_000, "\(greatest)")
        #expect(disk.files.keys.contains { $0.contains("snapshot") })
        #expect(try FaultWorkload.open(disk).recovery.sequence == UInt64(number))
    }

    @Test("Backups and plain copies hold all that was acknowledged before they began")
    func copies() async throws {
        let directory = try TemporaryDirectory()
        let store = try FileStore(
            at: directory.path + "/store", durability: .none, maintenance: FileStoreMaintenance(segmentSize: 8_192))
        let writer = Task {
            var id = 0
            while !Task.isCancelled {
                try await store.commit([create(2 * id), create(2 * id + 1)])
                id += 1
            }
        }
        for round in 0..<10 {
            try await Task.sleep(for: .milliseconds(5))
            let before = try await store.resources(in: "things", matching: ResourceQuery()).total
            let (backup, copy) = (directory.path + "/backup\(round)", directory.path + "/copy\(round)")
            try await store.backUp(to: backup)
            try PlainCopy.copy(directory.path + "/store", to: copy)
            for path in [backup, copy] {
                let opened = try FileStore(at: path)
                #expect(opened.recovery.resources >= before && opened.recovery.resources % 2 == 0)
                try await opened.commit([.create(ResourceKey("things", "next"), FaultWorkload.document(1))])
                try await opened.close()
            }
        }
        writer.cancel()
        try await writer.value
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
