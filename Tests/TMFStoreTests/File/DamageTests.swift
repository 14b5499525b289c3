import TMFJSON
import TMFQuery
import Testing

@testable import TMFStore

@Suite("Damaged files of the file store", .timeLimit(.minutes(1)))
struct DamageTests {
    private static let journals = DamagedJournal.journals

    @Test("A flipped bit of the journal is found where it is", arguments: journals)
    func flippedBits(_ path: String) async throws {
        let (disk, models) = try await DamagedJournal.make()
        let original = disk.files
        #expect(original.keys.filter { $0.contains("journal") }.sorted() == Self.journals)
        let bytes = try #require(original[path])
        let records = DamagedJournal.records(bytes)
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
                switch try await DamagedJournal.outcome(files, models) {
                case .same: break
                case .damaged(let damage):
                    #expect(
                        damage.file == DamagedJournal.name(path) && damage.offset <= records[record].lowerBound,
                        "\(offset): \(damage)"
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
        let store = try FaultWorkload.open(disk, feedSize: 0)
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
        let records = DamagedJournal.records(bytes)
        for offset in bytes.indices {
            for bit in 0..<8 {
                var files = disk.files
                files[path]?[offset] ^= 1 << UInt8(bit)
                guard case .damaged(let damage) = try await DamagedJournal.outcome(files, [model]) else {
                    Issue.record("byte \(offset), bit \(bit) is not noticed")
                    continue
                }
                let record = try #require(records.first { $0.contains(offset) })
                #expect(damage.file == DamagedJournal.name(path) && damage.offset <= record.lowerBound)
            }
        }
        for length in bytes.indices {
            var files = disk.files
            files[path] = Array(bytes[..<length])
            guard case .damaged = try await DamagedJournal.outcome(files, [model]) else {
                Issue.record("a snapshot of \(length) bytes is not noticed")
                continue
            }
        }
    }

    @Test("A file that was cut is damaged, but for the end of the journal", arguments: journals)
    func truncations(_ path: String) async throws {
        let (disk, models) = try await DamagedJournal.make()
        let bytes = try #require(disk.files[path])
        let records = DamagedJournal.records(bytes)
        for length in bytes.indices {
            if bytes[length] == UInt8(ascii: "x"), length % 97 != 0 { continue }
            var files = disk.files
            files[path] = Array(bytes[..<length])
            switch try await DamagedJournal.outcome(files, models) {
            case .same: Issue.record("\(length): the same")
            case .damaged(let damage): #expect(damage.file == DamagedJournal.name(path) && damage.offset <= length)
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
        let (disk, models) = try await DamagedJournal.make()
        let bytes = try #require(disk.files[path])
        let records = DamagedJournal.records(bytes)
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
            guard case .damaged(let damage) = try await DamagedJournal.outcome(files, models),
                damage.file == DamagedJournal.name(path)
            else {
                Issue.record("\(what): \(try await DamagedJournal.outcome(files, models))")
                continue
            }
        }
    }

    @Test("Repair names the resources that a damage is about, those whose deletion is lost among them")
    func namedResources() async throws {
        let (original, _) = try await DamagedJournal.make()
        let bytes = try #require(original.files[Self.journals[0]])
        let expected: [[String]] = [[], ["things/a"], ["things/a", "others/b"], ["others/b"], ["others/b"]]
        for (record, names) in zip(DamagedJournal.records(bytes), expected) where !names.isEmpty {
            let text = String(decoding: bytes[record], as: UTF8.self)
            let entry = try #require(text.firstRange(of: #"{"collection""#)).lowerBound
            let entries = record.lowerBound + text[..<entry].utf8.count
            for offset in record where bytes[offset] != UInt8(ascii: "x") || offset % 97 == 0 {
                var files = original.files
                files[Self.journals[0]]?[offset] ^= 1
                let disk = SimulatedDisk()
                try disk.createDirectory(FaultWorkload.directory)
                disk.files = files
                let repair = try FileStore.repair(FaultWorkload.directory, fileSystem: disk)
                let found = repair.report.damages.flatMap(\.resources).map(\.description)
                #expect(!repair.report.damages.isEmpty && repair.oldFiles != nil)
                // A name that is damaged itself is not known.
                let line = bytes[entries...].firstIndex(of: UInt8(ascii: "\n")) ?? entries
                if !(entries..<line).contains(offset) { #expect(Set(names).isSubset(of: found), "\(offset): \(found)") }
            }
        }
    }

    @Test("Segments that were removed, renamed, swapped or overwritten are found")
    func segments() async throws {
        let (disk, models) = try await DamagedJournal.make()
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
            guard case .damaged = try await DamagedJournal.outcome(files, models) else {
                Issue.record("\(what): \(try await DamagedJournal.outcome(files, models))")
                continue
            }
        }
    }

    @Test("Garbage behind the end is cut off and reported; the store goes on, and is clean the next time")
    func garbage() async throws {
        let (original, models) = try await DamagedJournal.make()
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
        let (disk, _) = try await DamagedJournal.make()
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
        let (disk, models) = try await DamagedJournal.make()
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
