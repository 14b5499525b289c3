import TMFJSON
import TMFQuery
import TMFStore
import Testing

@Suite("The in-memory store")
struct InMemoryStoreTests {
    private let store = InMemoryStore()

    private func key(_ id: String) -> ResourceKey { ResourceKey("things", id) }

    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(parsing: text) }

    @Test("What was created can be read, with the number of its commit")
    func createAndRead() async throws {
        let commit = try await store.commit([.create(key("1"), document(#"{"a":1}"#))])
        #expect(commit.sequence == 1)
        let found = try #require(await store.resource(for: key("1")))
        #expect(found.revision == 1 && found.document.bytes == Array(#"{"a":1}"#.utf8))
        #expect(await store.resource(for: key("2")) == nil)
        #expect(await store.resource(for: ResourceKey("others", "1")) == nil)
    }

    @Test("A commit is all or nothing")
    func atomicity() async throws {
        try await store.commit([.create(key("1"), document("{}"))])
        let error = await #expect(throws: StoreError.self) {
            try await store.commit([
                .create(key("2"), document("{}")), .delete(key("1"), revision: nil), .create(key("2"), document("{}")),
            ])
        }
        #expect(error?.code == .duplicateID && error?.key == key("2"))
        #expect(await store.resource(for: key("1")) != nil)
        #expect(await store.resource(for: key("2")) == nil)
        #expect(try await store.commit([]).sequence == 2)
    }

    @Test("Each change sees what those before it did")
    func changesWithinACommit() async throws {
        try await store.commit([
            .create(key("1"), document("{}")), .replace(key("1"), document(#"{"a":1}"#), revision: 1),
            .create(key("2"), document("{}")), .delete(key("2"), revision: 1), .create(key("2"), document("[]")),
        ])
        #expect(await store.resource(for: key("1"))?.document == (try document(#"{"a":1}"#)))
        #expect(await store.resource(for: key("2"))?.document == (try document("[]")))
    }

    @Test("Preconditions are checked")
    func preconditions() async throws {
        try await store.commit([.create(key("1"), document("{}"))])
        try await store.commit([.replace(key("1"), document("[]"), revision: 1)])
        for (change, code) in [
            (.create(key("1"), try document("{}")), .duplicateID),
            (.replace(key("1"), try document("{}"), revision: 1), .revisionMismatch),
            (.delete(key("1"), revision: 1), .revisionMismatch),
            (.replace(key("2"), try document("{}"), revision: nil), .notFound),
            (.delete(key("2"), revision: nil), .notFound),
        ] as [(StoreChange, StoreError.Code)] {
            let error = await #expect(throws: StoreError.self) { try await store.commit([change]) }
            #expect(error?.code == code)
        }
        try await store.commit([.delete(key("1"), revision: 2)])
        #expect(await store.resource(for: key("1")) == nil)
    }

    @Test("A list is in the order of creation, whatever was replaced or removed")
    func order() async throws {
        for id in 0..<200 { try await store.commit([.create(key("\(id)"), document(#"{"n":\#(id % 2)}"#))]) }
        try await store.commit([.replace(key("3"), document(#"{"n":7}"#), revision: nil)])
        for id in 0..<200 where id % 3 == 0 && id != 3 {
            try await store.commit([.delete(key("\(id)"), revision: nil)])
        }
        try await store.commit([.create(key("0"), document(#"{"n":0}"#))])
        let page = try await store.resources(in: "things", matching: ResourceQuery())
        let expected = (0..<200).filter { $0 % 3 != 0 || $0 == 3 } + [0]
        #expect(page.resources.map(\.key.id) == expected.map(String.init))
        #expect(page.total == expected.count)
        for id in expected { #expect(await store.resource(for: key("\(id)"))?.key.id == "\(id)") }

        let query = try ResourceQuery(parsing: "n=1&offset=2&limit=3")
        let odd = try await store.resources(in: "things", matching: query)
        let matches = expected.filter { $0 % 2 == 1 && $0 != 3 }
        #expect(odd.total == matches.count)
        #expect(odd.resources.map(\.key.id) == matches[2..<5].map(String.init))
        #expect(try await store.resources(in: "nothing", matching: query).total == 0)
    }

    @Test("Concurrent commits lose nothing")
    func concurrency() async throws {
        try await store.commit([.create(key("counter"), document(#"{"n":0}"#))])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<100 { try await increment() }
                }
            }
            try await group.waitForAll()
        }
        #expect(await store.resource(for: key("counter"))?.document.root["n"]?.numberValue == 800)
    }

    private func increment() async throws {
        while true {
            let found = try #require(await store.resource(for: key("counter")))
            let count = try #require(found.document.root["n"]?.numberValue?.int64Value)
            do {
                try await store.commit([
                    .replace(found.key, document(#"{"n":\#(count + 1)}"#), revision: found.revision)
                ])
                return
            } catch let error as StoreError where error.code == .revisionMismatch {
                continue
            }
        }
    }

    @Test("Changes come in order, those made before and those to come")
    func changes() async throws {
        for id in 1...3 { try await store.commit([.create(key("\(id)"), document("{}"))]) }
        let changes = try await store.changes(after: 1)
        try await store.commit([.delete(key("1"), revision: nil)])
        var iterator = changes.makeAsyncIterator()
        #expect(try await iterator.next()?.changes.map(\.key.id) == ["2"])
        #expect(try await iterator.next()?.sequence == 3)
        #expect(try await iterator.next()?.changes.map(\.document) == [nil])
    }

    @Test("Changes that the store has forgotten are an error, not a gap")
    func expiredChanges() async throws {
        let store = InMemoryStore(options: StoreOptions(history: 5))
        for id in 0..<60 { try await store.commit([.create(key("\(id)"), document("{}"))]) }
        let error = await #expect(throws: StoreError.self) { try await store.changes(after: 3) }
        #expect(error?.code == .changesExpired)
        var iterator = try await store.changes(after: 58).makeAsyncIterator()
        #expect(try await iterator.next()?.sequence == 59)
    }
}
