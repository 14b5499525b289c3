import Dispatch
import Foundation
import Synchronization
import TMFQuery
import Testing
import _TMFTestSupport

@testable import TMFStore

@Suite("One writer, whatever happens to the lock file", .timeLimit(.minutes(1)))
struct LockTests {
    private static let lock = FaultWorkload.directory + "/lock"

    private func key(_ id: String) -> ResourceKey { ResourceKey("things", id) }

    private func create(_ id: String) throws -> StoreChange { .create(key(id), try FaultWorkload.document(1)) }

    /// What a commit was refused with.
    private func refusal(_ store: FileStore, _ id: String) async -> StoreError? {
        do {
            try await store.commit([create(id)])
            return nil
        } catch {
            return error as? StoreError
        }
    }

    private func ids(_ store: FileStore) async throws -> Set<String> {
        Set(try await store.resources(in: "things", matching: ResourceQuery()).resources.map(\.key.id))
    }

    @Test("A store whose lock file is gone writes nothing more", arguments: [Durability.everyCommit, .none])
    func removed(_ durability: Durability) async throws {
        let disk = SimulatedDisk()
        let first = try FaultWorkload.open(disk, durability)
        try await first.commit([create("a")])
        try disk.remove(Self.lock)
        let before = disk.files
        for _ in 0..<2 {
            let error = await refusal(first, "b")
            #expect(error?.code == .unavailable && "\(error as Any)".contains("lock file was removed"))
        }
        for work in [first.synchronize, first.compact] {
            let error = await #expect(throws: StoreError.self) { try await work() }
            #expect(error?.code == .unavailable)
        }
        #expect(disk.files == before)
        #expect(try await ids(first) == ["a"])

        let second = try FaultWorkload.open(disk, durability)
        try await second.commit([create("c")])
        #expect(await refusal(first, "d")?.code == .unavailable)
        try await second.commit([create("e")])
        await #expect(throws: StoreError.self) { try await first.close() }
        try await second.close()
        #expect(try await ids(FaultWorkload.open(disk)) == ["a", "c", "e"])
        #expect(try FileStore.verify(FaultWorkload.directory, fileSystem: disk).damages == [])
    }

    @Test("A lock file that comes back is good again")
    func movedAway() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        try disk.rename(Self.lock, to: Self.lock + "-away")
        #expect(await refusal(store, "a")?.code == .unavailable)
        try disk.rename(Self.lock + "-away", to: Self.lock)
        #expect(await refusal(store, "a") == nil)
    }

    @Test("A store that goes on in a directory that was made again has its lock")
    func madeAgain() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        try await store.commit([create("a")])
        disk.vanish()
        disk.comeBack(FaultWorkload.directory, withFiles: false)
        // The first refusal is how the store learns of it.
        if await refusal(store, "b") != nil { #expect(await refusal(store, "b") == nil) }
        let error = #expect(throws: StoreError.self) { try FaultWorkload.open(disk) }
        #expect(error?.code == .locked)
        try await store.close()
        #expect(try await ids(FaultWorkload.open(disk)) == ["a", "b"])
    }

    @Test("A store does not go on where another has begun")
    func takenOver() async throws {
        let disk = SimulatedDisk()
        let first = try FaultWorkload.open(disk)
        try await first.commit([create("a")])
        disk.vanish()
        disk.comeBack(FaultWorkload.directory, withFiles: false)
        let second = try FaultWorkload.open(disk)
        try await second.commit([create("b")])
        #expect(await refusal(first, "c")?.code == .unavailable)
        #expect(await refusal(first, "c")?.code == .locked)
        try await second.close()
        for _ in 0..<2 { #expect(await refusal(first, "c")?.code == .unavailable) }
        #expect(try await ids(FaultWorkload.open(disk)) == ["b"])
    }

    @Test("Whenever another takes the directory while a store commits, nothing that was acknowledged is lost")
    func interrupted() async throws {
        for offset in 0..<40 {
            let disk = SimulatedDisk()
            let first = try FaultWorkload.open(disk)
            for id in 0..<5 { try await first.commit([create("\(id)")]) }
            let second = Mutex<FileStore?>(nil)
            let interruption: @Sendable () -> Void = {
                try? disk.remove(Self.lock)
                guard let store = try? FaultWorkload.open(disk) else { return }
                second.withLock { $0 = store }
                let done = DispatchSemaphore(value: 0)
                Task {
                    _ = try? await store.commit([create("second")])
                    done.signal()
                }
                done.wait()
            }
            disk.set { [count = disk.log.count + offset] in $0.interruptions = [count: interruption] }
            var acknowledged: Set<String> = []
            for id in 5..<25 where await refusal(first, "\(id)") == nil { acknowledged.insert("\(id)") }
            let other = try #require(second.withLock { $0 }, "operation \(offset)")
            for id in ["second", "last"] where await refusal(other, id) != nil {
                // Made just before by the interruption.
                let isThere = try await other.resource(for: key(id)) != nil
                #expect(isThere, "operation \(offset)")
            }
            acknowledged.formUnion(["second", "last"])
            #expect(try await ids(other).isSuperset(of: acknowledged), "operation \(offset)")
            let left = disk.abandon()
            let repair = try FileStore.repair(FaultWorkload.directory, fileSystem: left)
            #expect(repair.report.damages.allSatisfy { $0.reason.contains("another process") }, "\(repair.report)")
            #expect(try await ids(FaultWorkload.open(left)).isSuperset(of: acknowledged), "operation \(offset)")
        }
    }

    @Test("What was written to a segment after somebody else had opened the store is noticed")
    func twoWriters() async throws {
        let disk = SimulatedDisk()
        for id in 0..<2 {
            let store = try FaultWorkload.open(disk)
            try await store.commit([create("\(id)")])
            try await store.close()
        }
        let path = FaultWorkload.directory + "/journal-00000001"
        let length = try #require(disk.files[path]?.count)
        var bytes: [UInt8] = []
        try RecordContent.append(StoreCommit(sequence: 2, changes: []), durable: 1, to: &bytes)
        for (rest, isNoticed) in [(bytes, true), ([UInt8](repeating: 0, count: 99), false), ([0, 0, 7], true)] {
            let changed = disk.abandon()
            var files = disk.files
            files[path]? += rest
            changed.files = files
            let damages = try FileStore.verify(FaultWorkload.directory, fileSystem: changed).damages
            #expect(damages.map(\.offset) == (isNoticed ? [length] : []))
            #expect(((try? FaultWorkload.open(changed)) == nil) == isNoticed)
        }
    }

    @Test("The lock of the machine is lost with its file, and had again in a new directory")
    func machine() async throws {
        let parent = try TemporaryDirectory()
        let path = parent.path + "/store"
        let store = try FileStore(at: path)
        try await store.commit([create("a")])
        try FileManager.default.moveItem(atPath: path + "/lock", toPath: path + "/away")
        #expect(await refusal(store, "b")?.code == .unavailable)
        try Data().write(to: URL(fileURLWithPath: path + "/lock"))
        #expect(await refusal(store, "b")?.code == .unavailable)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        // The first refusal is how the store learns of it.
        if await refusal(store, "b") != nil { #expect(await refusal(store, "b") == nil) }
        let error = #expect(throws: StoreError.self) { try FileStore(at: path) }
        #expect(error?.code == .locked)
        try await store.close()
        #expect(try await ids(FileStore(at: path)) == ["a", "b"])
    }
}
