import TMFJSON
import TMFQuery
import Testing

@testable import TMFStore

@Suite("Damaged files of the file store", .timeLimit(.minutes(1)))
struct DamageTests {
    private static let journals = ["/store/journal-00000001", "/store/journal-00000002"]

    /// Two segments with a few commits each, and the model after each commit.
    private func journal() async throws -> (SimulatedDisk, [HistoryModel]) {
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
        return (disk, models)
    }

    private enum Outcome {
        case same
        /// Fewer commits, and that is reported.
        case torn(commits: Int, StoreDamage)
        case damaged(StoreDamage)
        case refused(StoreError)
        /// Something else in silence.
        case wrong(String)
    }

    private func outcome(_ files: [String: [UInt8]], _ models: [HistoryModel]) async throws -> Outcome {
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
    private func records(_ bytes: [UInt8]) -> [Range<Int>] {
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

    private func name(_ path: String) -> String { String(path.dropFirst(FaultWorkload.directory.count + 1)) }

    @Test("A flipped bit of the journal is found where it is", arguments: journals)
    func flippedBits(_ path: String) async throws {
        let (disk, models) = try await journal()
        let original = disk.files
        #expect(original.keys.filter { $0.contains("journal") }.sorted() == Self.journals)
        let bytes = try #require(original[path])
        let records = records(bytes)
        let isLastFile = path == Self.journals.last
        var files = original
        for offset in bytes.indices {
            // The long documents are all alike.
            if bytes[offset] == UInt8(ascii: "x"), offset % 97 != 0 { continue }
            for bit in 0..<8 {
                var changed = bytes
                changed[offset] ^= 1 << UInt8(bit)
                files[path] = changed
                let record = try #require(records.firstIndex { $0.contains(offset) })
                switch try await outcome(files, models) {
                case .same: break
                case .damaged(let damage):
                    #expect(
                        damage.file == name(path) && damage.offset <= records[record].lowerBound, "\(offset): \(damage)"
                    )
                case .torn(let commits, let damage):
                    #expect(
                        isLastFile && record == records.count - 1 && commits == models.count - 2
                            && damage.offset == records[record].lowerBound, "\(offset): \(damage)")
                case .refused(let error): Issue.record("byte \(offset): \(error)")
                case .wrong(let text): Issue.record("byte \(offset), bit \(bit): \(text)")
                }
            }
        }
    }

    @Test("A flipped bit of a snapshot is found where it is")
    func flippedBitsOfASnapshot() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk, history: 0)
        var model = HistoryModel()
        for id in 0..<3 {
            let change = StoreChange.create(ResourceKey("things", "\(id)"), try FaultWorkload.document(id, size: 3))
            _ = try model.commit([change])
            try await store.commit([change])
        }
        try await store.compact()
        try await store.close()
        let path = try #require(disk.files.keys.first { $0.contains("snapshot") })
        let bytes = try #require(disk.files[path])
        let records = records(bytes)
        for offset in bytes.indices {
            for bit in 0..<8 {
                var files = disk.files
                files[path]?[offset] ^= 1 << UInt8(bit)
                guard case .damaged(let damage) = try await outcome(files, [model]) else {
                    Issue.record("byte \(offset), bit \(bit) is not noticed")
                    continue
                }
                let record = try #require(records.first { $0.contains(offset) })
                #expect(damage.file == name(path) && damage.offset <= record.lowerBound)
            }
        }
        for length in bytes.indices {
            var files = disk.files
            files[path] = Array(bytes[..<length])
            guard case .damaged = try await outcome(files, [model]) else {
                Issue.record("a snapshot of \(length) bytes is not noticed")
                continue
            }
        }
    }

    @Test("A file that was cut is damaged, but for the end of the journal", arguments: journals)
    func truncations(_ path: String) async throws {
        let (disk, models) = try await journal()
        let bytes = try #require(disk.files[path])
        let records = records(bytes)
        for length in bytes.indices {
            if bytes[length] == UInt8(ascii: "x"), length % 97 != 0 { continue }
            var files = disk.files
            files[path] = Array(bytes[..<length])
            switch try await outcome(files, models) {
            case .same: Issue.record("\(length): the same")
            case .damaged(let damage): #expect(damage.file == name(path) && damage.offset <= length)
            case .torn: #expect(path == Self.journals.last, "\(length)")
            case .refused(let error): Issue.record("\(length): \(error)")
            case .wrong(let text):
                // The end of a record is the end that the journal had before the next.
                let isEnd = records.contains { $0.lowerBound == length && length > 0 }
                #expect(path == Self.journals.last && isEnd, "\(length): \(text)")
            }
        }
    }

    @Test("Records that were swapped, doubled, removed or overwritten are found", arguments: journals)
    func records(_ path: String) async throws {
        let (disk, models) = try await journal()
        let bytes = try #require(disk.files[path])
        let records = records(bytes)
        var cases: [(String, [UInt8])] = []
        for (first, second) in zip(records, records.dropFirst()) {
            let start = Array(bytes[..<first.lowerBound])
            cases.append(("swapped", start + bytes[second] + bytes[first] + bytes[second.upperBound...]))
            cases.append(("doubled", start + bytes[first] + bytes[first] + bytes[second.lowerBound...]))
            cases.append(("removed", start + bytes[second.lowerBound...]))
            cases.append(("zeros", start + [UInt8](repeating: 0, count: first.count) + bytes[second.lowerBound...]))
        }
        for (what, changed) in cases {
            var files = disk.files
            files[path] = changed
            guard case .damaged(let damage) = try await outcome(files, models), damage.file == name(path) else {
                Issue.record("\(what): \(try await outcome(files, models))")
                continue
            }
        }
    }

    @Test("Segments that were removed, renamed, swapped or overwritten are found")
    func segments() async throws {
        let (disk, models) = try await journal()
        let (first, second) = (disk.files[Self.journals[0]] ?? [], disk.files[Self.journals[1]] ?? [])
        let third = "/store/journal-00000003"
        for (what, changed) in [
            ("removed", [Self.journals[0]: nil]),
            ("renamed", [Self.journals[1]: nil, third: second]),
            ("both renamed", [Self.journals[0]: nil, Self.journals[1]: first, third: second]),
            ("swapped", [Self.journals[0]: second, Self.journals[1]: first]),
            ("copied", [third: second]),
            ("zeros", [Self.journals[1]: [UInt8](repeating: 0, count: 4_096)]),
            ("zeros first", [Self.journals[0]: [UInt8](repeating: 0, count: 4_096)]),
        ] as [(String, [String: [UInt8]?])] {
            var files = disk.files
            for (path, bytes) in changed { files[path] = bytes }
            guard case .damaged = try await outcome(files, models) else {
                Issue.record("\(what): \(try await outcome(files, models))")
                continue
            }
        }
    }

    @Test("Garbage behind the end is cut off and reported; the store goes on, and is clean the next time")
    func garbage() async throws {
        let (original, models) = try await journal()
        let disk = original.abandon()
        let length = original.files[Self.journals[1]]?.count ?? 0
        var files = original.files
        files[Self.journals[1]]? += Array("0000".utf8)
        disk.files = files
        let store = try FaultWorkload.open(disk)
        let torn = try #require(store.recovery.tornTail)
        #expect(torn.file == "journal-00000002" && torn.offset == length && store.recovery.tornBytes == 4)
        #expect(try await FaultRun.difference(store, models[models.count - 1]) == nil)
        let key = ResourceKey("things", "next")
        try await store.commit([.create(key, FaultWorkload.document(9))])
        let reopened = try FaultWorkload.open(disk.crash(keeping: .synchronizedOnly))
        #expect(reopened.recovery.tornTail == nil)
        #expect(try await reopened.resource(for: key) != nil)
    }

    @Test("A later version of the format is refused and left alone", arguments: journals)
    func laterVersion(_ path: String) async throws {
        let (disk, _) = try await journal()
        var files = disk.files
        var bytes: [UInt8] = []
        try StoreRecord.append(to: &bytes, Array(#"{"journal":2,"kind":"new"}"#.utf8))
        files[path] = bytes
        let changed = disk.abandon()
        changed.files = files
        let error = #expect(throws: StoreError.self) { try FaultWorkload.open(changed) }
        #expect(error?.underlyingError is StoreFormatError, "\(String(describing: error))")
        #expect(changed.files[path] == bytes)
    }

    @Test("A backup that lost its snapshot is not opened as if it were empty")
    func removedSnapshot() async throws {
        let disk = SimulatedDisk()
        let store = try FaultWorkload.open(disk)
        for id in 0..<3 {
            try await store.commit([.create(ResourceKey("things", "\(id)"), FaultWorkload.document(id))])
        }
        try await store.backUp(to: "/backup")
        func openBackup() throws -> FileStore {
            try FileStore(
                at: "/backup", durability: .everyCommit, options: StoreOptions(), maintenance: FileStoreMaintenance(),
                clock: ContinuousClock(), fileSystem: disk)
        }
        let backup = try openBackup()
        #expect(backup.recovery.resources == 3)
        try await backup.close()
        try disk.remove("/backup/snapshot-00000001")
        #expect(throws: StoreError.self) { try openBackup() }
    }

    @Test("Files of others are left alone")
    func foreignFiles() async throws {
        let (disk, models) = try await journal()
        var files = disk.files
        for name in ["notes.txt", "download.partial", "journal-1", "snapshot-00000001x"] {
            files["/store/\(name)"] = [1]
        }
        let changed = disk.abandon()
        changed.files = files
        let store = try FaultWorkload.open(changed)
        #expect(try await FaultRun.difference(store, models[models.count - 1]) == nil)
        try await store.compact()
        #expect(
            Set(changed.files.keys).isSuperset(of: ["/store/notes.txt", "/store/download.partial", "/store/journal-1"]))
    }
}
