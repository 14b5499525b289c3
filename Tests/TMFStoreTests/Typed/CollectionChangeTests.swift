import TMFJSON
import TMFModels
import TMFStore
import Testing

@Suite("Changes of a collection")
struct CollectionChangeTests {
    private func first<Changes: AsyncSequence>(_ count: Int, of changes: Changes) async throws -> [Changes.Element] {
        var found: [Changes.Element] = []
        for try await change in changes {
            found.append(change)
            if found.count == count { break }
        }
        return found
    }

    @Test("Each has the resource before and after, the number and the note", arguments: StoreKind.allCases)
    func content(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let customers = store.collection(of: Customer.self)
            try await customers.create(Customer(id: "1", name: "a"))
            try await customers.update(id: "1") { $0.name = "b" }
            try await store.commit([.delete(ResourceKey(customers.name, "1"), revision: nil)], note: ["why": "test"])
            let changes = try await first(3, of: customers.changes(after: 0))
            #expect(changes.map(\.id) == ["1", "1", "1"])
            #expect(changes.map(\.sequence) == [1, 2, 3])
            #expect(changes.map(\.before?.name) == [nil, "a", "b"])
            #expect(changes.map(\.after?.name) == ["a", "b", nil])
            #expect(changes.map(\.note) == [nil, nil, ["why": "test"]])
        }
    }

    @Test("Those of other collections are left out, and those of one commit keep their order")
    func order() async throws {
        let store = InMemoryStore()
        let document = try JSONDocument(parsing: "{}")
        let key = { (id: String) in ResourceKey("customer", id) }
        try await store.commit([
            .create(key("1"), document), .create(ResourceKey("other", "1"), document), .create(key("2"), document),
        ])
        try await store.create(JSONDocument(parsing: "[]"), at: ResourceKey("other", "2"))
        try await store.commit([.delete(key("2"), revision: nil), .create(key("2"), document)])
        let changes = try await first(4, of: store.collection(of: Customer.self).changes(after: 0))
        #expect(changes.map(\.id) == ["1", "2", "2", "2"])
        #expect(changes.map(\.sequence) == [1, 1, 3, 3])
        #expect(changes.map { $0.after != nil } == [true, true, false, true])
    }

    @Test("Without a number they are those after the call", arguments: StoreKind.allCases)
    func present(_ kind: StoreKind) async throws {
        try await kind.withStore { store in
            let customers = store.collection(of: Customer.self)
            try await customers.create(Customer(id: "1"))
            let changes = try await customers.changes()
            try await customers.create(Customer(id: "2"))
            #expect(try await first(1, of: changes).map(\.id) == ["2"])
        }
    }

    @Test("A number of a page leads on from there, over any number of commits")
    func batches() async throws {
        let customers = InMemoryStore().collection(of: Customer.self)
        try await customers.create(Customer(id: "0"))
        let page = try await customers.fetch()
        for number in 1...150 { try await customers.create(Customer(id: "\(number)")) }
        let changes = try await first(150, of: customers.changes(after: page.sequence))
        #expect(changes.map(\.id) == (1...150).map(String.init))
    }

    @Test("They end when the task that reads them is cancelled")
    func cancellation() async throws {
        let customers = InMemoryStore().collection(of: Customer.self)
        let changes = try await customers.changes()
        let task = Task {
            var count = 0
            for try await _ in changes { count += 1 }
            return count
        }
        try await Task.sleep(for: .milliseconds(10))
        task.cancel()
        #expect(try await task.value == 0)
    }

    @Test("What the store has forgotten is an error")
    func expiry() async throws {
        let customers = InMemoryStore(options: StoreOptions(history: 1)).collection(of: Customer.self)
        for _ in 0..<3 { try await customers.create(Customer()) }
        #expect(await storeError { _ = try await customers.changes(after: 0) }?.code == .changesExpired)
        var changes = try await customers.changes(after: 2).makeAsyncIterator()
        let change = try await changes.next(isolation: #isolation)
        for _ in 0..<3 { try await customers.create(Customer()) }
        let error = await storeError { _ = try await changes.next(isolation: #isolation) }
        #expect(change?.sequence == 3 && error?.code == .changesExpired)
    }
}
