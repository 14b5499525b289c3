import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Transactions and what is read at one moment")
struct StoreTransactionTests {
    private let key = ResourceKey("things", "1")

    /// A note of so many levels.
    private func note(depth: Int) -> JSONObject {
        var value: JSONValue = 1
        for _ in 1..<depth { value = [value] }
        return ["a": value]
    }

    @Test("Changes alone are a transaction, as a literal or as an array")
    func literals() async throws {
        let store = InMemoryStore()
        let transaction: StoreTransaction = [.create(key, try JSONDocument(parsing: "{}"))]
        #expect(transaction == StoreTransaction([.create(key, try JSONDocument(parsing: "{}"))]))
        #expect(try await store.commit(transaction).note == nil)
        #expect(try await store.commit([.delete(key, revision: 1)]).note == nil)
        #expect(try await store.commit([], note: ["n": 1]).note == ["n": 1])
    }

    @Test("A note of 1,023 levels is kept, and a deeper one refused with nothing changed", arguments: [true, false])
    func depth(_ isFile: Bool) async throws {
        let directory = try TemporaryDirectory()
        func open() throws -> any ResourceStore {
            isFile ? try FileStore(at: directory.path, durability: .none) : InMemoryStore()
        }
        let store = try open()
        try await store.commit([], note: note(depth: 1_023))
        let document = try JSONDocument(parsing: "{}")
        let error = await #expect(throws: StoreError.self) {
            try await store.commit([.create(key, document)], note: note(depth: 1_024))
        }
        #expect(error?.code == .invalidNote)
        #expect(try await store.resource(for: key) == nil)
        #expect(try await store.commit([]).sequence == 2)
        var reopened = store
        if let file = store as? FileStore {
            try await file.close()
            reopened = try open()
        }
        var iterator = try await reopened.changes(after: 0).makeAsyncIterator()
        #expect(try await iterator.next()?.note == note(depth: 1_023))
    }

    @Test("What several keys find is of one moment, however fast it moves", arguments: [true, false])
    func oneMoment(_ isScoped: Bool) async throws {
        let base = InMemoryStore()
        let store: any ResourceStore = isScoped ? ScopedStore(base, to: [:], elsewhere: .exists("n")) : base
        let keys = (0..<2).map { ResourceKey("things", "\($0)") }
        func document(_ number: Int) throws -> JSONDocument { try JSONDocument(parsing: #"{"n":\#(number)}"#) }
        try await store.commit([.create(keys[0], document(0)), .create(keys[1], document(0))])
        let writer = Task {
            for number in 1...2_000 {
                try await base.commit(keys.map { .replace($0, try document(number), revision: nil) })
            }
        }
        for _ in 0..<2_000 {
            let found = try await store.resources(for: keys)
            #expect(found[keys[0]]?.document == found[keys[1]]?.document)
            #expect(found.count == 2)
        }
        try await writer.value
    }
}
