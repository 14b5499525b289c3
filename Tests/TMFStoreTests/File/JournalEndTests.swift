import TMFJSON
import Testing

@testable import TMFStore

@Suite("The end of the journal, of stores that were closed and of others", .timeLimit(.minutes(1)))
struct JournalEndTests {
    private static let journals = DamagedJournal.journals

    @Test("Whatever is cut off or overwritten at the end of a store that was closed is damage", arguments: journals)
    func closed(_ path: String) async throws {
        let (disk, models) = try await DamagedJournal.make(isClosed: true)
        #expect(disk.files.keys.filter { $0.contains("journal") }.sorted() == Self.journals + [DamagedJournal.end])
        #expect(try FileStore.verify(FaultWorkload.directory, fileSystem: disk).isClosed)
        let bytes = try #require(disk.files[path])
        for length in bytes.indices where bytes[length] != UInt8(ascii: "x") || length % 97 == 0 {
            let zeros = [UInt8](repeating: 0, count: bytes.count - length)
            for rest in [[], zeros, zeros + zeros, zeros.map { _ in 7 }] {
                var files = disk.files
                files[path] = bytes[..<length] + rest
                guard case .damaged(let damage) = try await DamagedJournal.outcome(files, models) else {
                    Issue.record("\(length): \(try await DamagedJournal.outcome(files, models))")
                    continue
                }
                #expect(damage.file == DamagedJournal.name(path) && damage.offset <= length)
            }
        }
        // In a segment that another one of the same writer follows, the rest of a write that failed may stand.
        guard path == Self.journals.last else { return }
        var files = disk.files
        files[path]? += [1]
        guard case .damaged = try await DamagedJournal.outcome(files, models) else {
            _ = Issue.record("something more")
            return
        }
    }

    @Test("The segment that says where the journal ends holds nothing, so nothing is lost with it")
    func damagedEnd() async throws {
        let (disk, models) = try await DamagedJournal.make(isClosed: true)
        let bytes = try #require(disk.files[DamagedJournal.end])
        var variants: [[UInt8]?] = bytes.indices.map { Array(bytes[..<$0]) } + [nil]
        for offset in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[offset] ^= 1 << UInt8(bit)
                variants.append(changed)
            }
        }
        for variant in variants {
            var files = disk.files
            files[DamagedJournal.end] = variant
            switch try await DamagedJournal.outcome(files, models) {
            case .same, .damaged: break
            case .torn, .refused, .wrong: Issue.record("\(variant as Any)")
            }
        }
    }

    @Test("A store that is opened and closed without a commit says where it ends again, and grows by nothing")
    func closedAgain() async throws {
        let (disk, models) = try await DamagedJournal.make(isClosed: true)
        let names = Set(disk.files.keys)
        for _ in 0..<3 {
            let store = try FaultWorkload.open(disk)
            #expect(store.recovery.isClosed && store.recovery.tornTail == nil)
            #expect(try await FaultRun.difference(store, models[models.count - 1]) == nil)
            #expect(disk.files[DamagedJournal.end] == nil)
            try await store.close()
            #expect(Set(disk.files.keys) == names)
        }
    }

    @Test(
        "What is longer than all that is written at once is no torn tail",
        arguments: [Durability.everyCommit, .none], [4, 4_096, 4_097, 9_000])
    func longTail(_ durability: Durability, _ length: Int) async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, durability)
        try await store.commit([.create(ResourceKey("things", "a"), FaultWorkload.document(1))])
        let left = disk.abandon()
        var files = left.files
        let written = try #require(files[Self.journals[0]])
        let end = try #require(written.lastIndex { $0 != 0 }) + 1
        files[Self.journals[0]] = written[..<end] + [UInt8](repeating: 7, count: length) + [0, 0, 0]
        left.files = files
        // Without a promise how much is written at once, any tail may be torn.
        let isTorn = durability != .everyCommit || length <= 4_096
        let report = try FileStore.verify(FaultWorkload.directory, fileSystem: left)
        #expect(report.damages.isEmpty == isTorn && (report.tornTail != nil) == isTorn)
        #expect(report.tornBytes == (isTorn ? length : 0))
        #expect(!report.isClosed)
    }

    @Test("A commit that is longer than a segment may be torn as a whole")
    func longCommit() async throws {
        for cut in stride(from: 0, to: 30_000, by: 700) {
            let disk = SimulatedDisk()
            let store = try FaultWorkload.open(disk)
            try await store.commit([.create(ResourceKey("things", "a"), FaultWorkload.document(1))])
            try await store.commit([.create(ResourceKey("things", "b"), FaultWorkload.document(1, size: 30_000))])
            let left = disk.abandon()
            var files = left.files
            let path = try #require(files.keys.filter { $0.contains("journal") }.max())
            let start = try #require(DamagedJournal.records(files[path] ?? []).first).upperBound
            // The pages of a record reach the disk in any order.
            for offset in start..<start + cut { files[path]?[offset] = 0 }
            left.files = files
            let report = try FileStore.verify(FaultWorkload.directory, fileSystem: left)
            #expect(report.damages == [], "\(cut)")
            #expect(report.resources == (cut == 0 ? 2 : 1))
        }
    }
}
