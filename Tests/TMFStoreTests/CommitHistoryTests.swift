import TMFJSON
import TMFQuery
import Testing
import _TMFTestSupport

@testable import TMFStore

@Suite("The memory of the last commits")
struct CommitHistoryTests {
    private func key(_ id: Int) -> ResourceKey { ResourceKey("things", "\(id)") }

    private func document(_ size: Int) throws -> JSONDocument {
        try JSONDocument(parsing: #"{"pad":"\#(String(repeating: "x", count: size))"}"#)
    }

    @Test(
        "Never more bytes than allowed are kept, nor more commits, but always the last",
        arguments: 0..<20 as Range<UInt64>)
    func bounds(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let (limit, byteLimit) = (random.below(60), random.below(40_000))
        var history = CommitHistory(limit: limit, byteLimit: byteLimit)
        var made: [StoreCommit] = []
        for number in 1...400 as ClosedRange<UInt64> {
            var changes: [StoreCommit.Change] = []
            for id in 0..<random.below(4) {
                let (before, after) = (try document(random.below(4_000)), try document(random.below(4_000)))
                let previous = StoredResource(key: key(id), revision: 1, document: before)
                changes.append(StoreCommit.Change(key: key(id), document: after, previous: previous))
            }
            made.append(StoreCommit(sequence: number, changes: changes))
            history.append(made[made.count - 1])
            let kept = made.suffix(history.count)
            #expect(history.bytes == kept.reduce(0) { $0 + $1.memorySize }, "seed \(seed)")
            #expect(history.count <= limit, "seed \(seed)")
            #expect(history.bytes <= byteLimit || history.count == 1, "seed \(seed)")
            // It forgets no more than it must.
            if history.count < min(limit, made.count) {
                let one = made[made.count - history.count - 1].memorySize
                #expect(history.bytes + one > byteLimit, "seed \(seed)")
            }
            #expect(history.range == number - UInt64(history.count)...number, "seed \(seed)")
            let known = UInt64(random.below(Int(number) + 2))
            let most = random.below(6)
            switch history.step(after: known, atMost: most) {
            case .nothingYet: #expect(known >= number, "seed \(seed)")
            case .commits(let commits):
                #expect(commits == Array(made[Int(known)...].prefix(most)), "seed \(seed)")
                #expect(number - known <= UInt64(history.count), "seed \(seed)")
            case .older: #expect(number - known > UInt64(history.count), "seed \(seed)")
            }
        }
    }

    @Test("Texts, their indexes and every change count, before and after")
    func size() throws {
        let document = try document(1_000)
        let after = StoreCommit.Change(key: key(1), document: document, previous: nil)
        let one = StoreCommit(sequence: 1, changes: [after])
        #expect(one.memorySize > 1_000 + 16 && one.memorySize < 2_000)
        let previous = StoredResource(key: key(1), revision: 1, document: document)
        let both = StoreCommit.Change(key: key(1), document: document, previous: previous)
        #expect(StoreCommit(sequence: 1, changes: [both]).memorySize > one.memorySize + 1_000)
        #expect(StoreCommit(sequence: 1, changes: [after, after]).memorySize > one.memorySize + 1_000)
        let digits = try JSONDocument(parsing: "[\(Array(repeating: "1", count: 1_000).joined(separator: ","))]")
        let dense = StoreCommit(sequence: 1, changes: [.init(key: key(1), document: digits, previous: nil)])
        #expect(dense.memorySize > 2_000 + 8_000)
        let note = StoreCommit(
            sequence: 1, changes: [], note: ["a": ["b": [.string(String(repeating: "x", count: 900))]]])
        #expect(note.memorySize > StoreCommit(sequence: 1, changes: []).memorySize + 900)
    }

    @Test("A store in memory forgets commits by their bytes, and its readers are told")
    func inMemoryStore() async throws {
        let store = InMemoryStore(options: StoreOptions(historyBytes: 100_000))
        try await store.create(document(30_000), at: key(0))
        for size in 0..<10 { try await store.replace(key(0), with: document(30_000 + size)) }
        let error = await #expect(throws: StoreError.self) { try await store.changes(after: 0) }
        #expect(error?.code == .changesExpired)
        var iterator = try await store.changes(after: 10).makeAsyncIterator()
        #expect(try await iterator.next()?.sequence == 11)
    }

    @Test("A reader that keeps up gets a commit that is greater than the whole history")
    func greatCommit() async throws {
        let store = InMemoryStore(options: StoreOptions(historyBytes: 0))
        var iterator = try await store.changes(after: 0).makeAsyncIterator()
        for id in 0..<5 {
            try await store.create(document(50_000), at: key(id))
            #expect(try await iterator.next()?.changes.map(\.key) == [key(id)])
        }
    }
}
