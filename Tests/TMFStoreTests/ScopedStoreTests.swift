import Synchronization
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@Suite("A store narrowed to what a tenant may see", .timeLimit(.minutes(1)))
struct ScopedStoreTests {
    private let base = InMemoryStore()

    private var first: ScopedStore<InMemoryStore> { scoped(base, "a") }
    private var second: ScopedStore<InMemoryStore> { scoped(base, "b") }

    private func scoped<Store: ResourceStore>(_ store: Store, _ tenant: String) -> ScopedStore<Store> {
        ScopedStore(store, to: ["things": .equals("tenant", .text(tenant))])
    }

    private func key(_ id: String) -> ResourceKey { ResourceKey("things", id) }

    private func document(_ tenant: String, _ number: Int = 0) throws -> JSONDocument {
        try JSONDocument(parsing: #"{"tenant":"\#(tenant)","n":\#(number)}"#)
    }

    private func fill() async throws {
        for number in 0..<10 {
            try await base.commit([.create(key("a\(number)"), document("a", 9 - number))])
            try await base.commit([.create(key("b\(number)"), document("b", number))])
        }
    }

    private func expect(
        _ code: StoreError.Code, _ id: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ work: () async throws -> StoreCommit
    ) async throws {
        let before = try await base.resources(in: "things", matching: ResourceQuery())
        let error = await #expect(throws: StoreError.self, sourceLocation: sourceLocation) { _ = try await work() }
        #expect(error?.code == code && error?.key == key(id), sourceLocation: sourceLocation)
        #expect(
            try await base.resources(in: "things", matching: ResourceQuery()) == before, sourceLocation: sourceLocation)
    }

    // MARK: - Reading

    @Test("A tenant sees its own resources only, in lists, totals, pages and orders")
    func reading() async throws {
        try await fill()
        #expect(try await first.resource(for: key("a3")) != nil)
        #expect(try await first.resource(for: key("b3")) == nil)
        for (store, tenant) in [(first, "a"), (second, "b")] {
            let all = try await store.resources(in: "things", matching: ResourceQuery())
            #expect(all.total == 10 && all.resources.map(\.key.id) == (0..<10).map { "\(tenant)\($0)" })
            let page = try await store.resources(in: "things", matching: ResourceQuery(parsing: "offset=8&limit=5"))
            #expect(page.total == 10 && page.resources.map(\.key.id) == ["\(tenant)8", "\(tenant)9"])
            let foreign = try await store.resources(
                in: "things", matching: ResourceQuery(parsing: "tenant=\(tenant == "a" ? "b" : "a")"))
            #expect(foreign.total == 0 && foreign.resources.isEmpty)
        }
        let sorted = try await first.resources(in: "things", matching: ResourceQuery(parsing: "sort=n&limit=2"))
        #expect(sorted.total == 10 && sorted.resources.map(\.key.id) == ["a9", "a8"])
        let either = try await first.resources(in: "things", matching: ResourceQuery(parsing: "n=1,2"))
        #expect(either.resources.map(\.key.id) == ["a7", "a8"])
        #expect(try await first.resources(in: "others", matching: ResourceQuery()).total == 0)
    }

    @Test("The pages of a cursor are of one moment and of one tenant, whoever asks with it")
    func cursors() async throws {
        try await fill()
        let page = try await first.resources(in: "things", matching: ResourceQuery(parsing: "limit=3"), cursor: nil)
        let cursor = try #require(page.cursor)
        try await base.commit([.replace(key("a5"), document("b"), revision: nil), .delete(key("a6"), revision: nil)])
        let then = try await first.resources(
            in: "things", matching: ResourceQuery(parsing: "offset=3&limit=5"), cursor: cursor)
        #expect(then.total == 10 && then.resources.map(\.key.id) == ["a3", "a4", "a5", "a6", "a7"])
        let other = try await second.resources(in: "things", matching: ResourceQuery(), cursor: cursor)
        #expect(other.resources.allSatisfy { $0.key.id.hasPrefix("b") } && other.total == 10)
    }

    // MARK: - Writing

    @Test("Nothing is put outside the scope, and what is outside is not found")
    func writing() async throws {
        try await fill()
        try await expect(.outOfScope, "new") { try await first.commit([.create(key("new"), document("b"))]) }
        try await expect(.outOfScope, "a1") {
            try await first.commit([.replace(key("a1"), document("b"), revision: nil)])
        }
        try await expect(.notFound, "b1") {
            try await first.commit([.replace(key("b1"), document("a"), revision: nil)])
        }
        try await expect(.notFound, "b1") { try await first.commit([.replace(key("b1"), document("b"), revision: 4)]) }
        try await expect(.notFound, "b1") { try await first.commit([.delete(key("b1"), revision: nil)]) }
        try await expect(.notFound, "none") { try await first.commit([.delete(key("none"), revision: nil)]) }
        try await expect(.duplicateID, "b1") { try await first.commit([.create(key("b1"), document("a"))]) }
        try await expect(.revisionMismatch, "a1") { try await first.commit([.delete(key("a1"), revision: 999)]) }
        try await expect(.notFound, "b2") {
            try await first.commit([.create(key("new"), document("a")), .delete(key("b2"), revision: nil)])
        }
        let revision = try #require(await first.resource(for: key("a1"))).revision
        let commit = try await first.commit([.replace(key("a1"), document("a", 50), revision: revision)])
        #expect(try await first.resource(for: key("a1"))?.revision == commit.sequence)
        #expect(try await first.commit([]).changes.isEmpty)
    }

    @Test("The changes of a batch see each other")
    func batches() async throws {
        try await fill()
        try await first.commit([
            .delete(key("a0"), revision: nil), .create(key("a0"), document("a", 1)),
            .replace(key("a0"), document("a", 2), revision: nil),
            .create(key("x"), document("a")), .delete(key("x"), revision: nil), .create(key("x"), document("a", 3)),
        ])
        #expect(try await base.resource(for: key("a0"))?.document == document("a", 2))
        #expect(try await base.resource(for: key("x"))?.document == document("a", 3))
        try await expect(.notFound, "a1") {
            try await first.commit([
                .delete(key("a1"), revision: nil), .replace(key("a1"), document("a"), revision: nil),
            ])
        }
        try await expect(.duplicateID, "y") {
            try await first.commit([.create(key("y"), document("a")), .create(key("y"), document("a"))])
        }
        try await expect(.outOfScope, "y") {
            try await first.commit([.create(key("y"), document("a")), .replace(key("y"), document("b"), revision: nil)])
        }
    }

    /// A store that lets somebody else in between the check of a commit and the commit.
    private final class InterruptedStore: ResourceStore {
        private let base: InMemoryStore
        private let interruption: Mutex<[StoreChange]?>

        init(_ base: InMemoryStore, _ changes: [StoreChange]) {
            self.base = base
            interruption = Mutex(changes)
        }

        func resource(for key: ResourceKey) async throws -> StoredResource? { await base.resource(for: key) }

        func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
            try await base.resources(in: collection, matching: query)
        }

        func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
            let others = interruption.withLock { $0.take() }
            if let others { try await base.commit(others) }
            return try await base.commit(transaction)
        }

        func changes(after sequence: UInt64) async throws -> StoreChanges { try await base.changes(after: sequence) }

        func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
    }

    @Test("What leaves the scope between the check and the commit is not touched")
    func races() async throws {
        try await fill()
        func interrupted(_ changes: StoreChange...) -> ScopedStore<InterruptedStore> {
            scoped(InterruptedStore(base, changes), "a")
        }
        func code(_ work: () async throws -> StoreCommit) async -> StoreError.Code? {
            do {
                _ = try await work()
                return nil
            } catch {
                return (error as? StoreError)?.code
            }
        }
        var store = interrupted(.replace(key("a1"), try document("b", 77), revision: nil))
        #expect(
            await code { try await store.commit([.replace(key("a1"), try document("a"), revision: nil)]) } == .notFound)
        store = interrupted(.replace(key("a2"), try document("b", 78), revision: nil))
        #expect(await code { try await store.commit([.delete(key("a2"), revision: nil)]) } == .notFound)
        #expect(try await base.resource(for: key("a1"))?.document == document("b", 77))
        #expect(try await base.resource(for: key("a2"))?.document == document("b", 78))
        store = interrupted(.replace(key("a3"), try document("a", 79), revision: nil))
        #expect(
            await code { try await store.commit([.replace(key("a3"), try document("a", 80), revision: nil)]) } == nil)
        #expect(try await base.resource(for: key("a3"))?.document == document("a", 80))
        store = interrupted(.replace(key("b4"), try document("a", 81), revision: nil))
        #expect(
            await code { try await store.commit([.replace(key("b4"), try document("a"), revision: nil)]) } == .notFound)
        store = interrupted(.create(key("c"), try document("b")))
        #expect(await code { try await store.commit([.create(key("c"), try document("a"))]) } == .duplicateID)
        store = interrupted(.delete(key("a5"), revision: nil), .create(key("a5"), try document("b")))
        #expect(await code { try await store.commit([.delete(key("a5"), revision: nil)]) } == .notFound)
        store = interrupted(.replace(key("a6"), try document("a", 82), revision: nil))
        let revision = try #require(await base.resource(for: key("a6"))).revision
        #expect(await code { try await store.commit([.delete(key("a6"), revision: revision)]) } == .revisionMismatch)
    }

    /// A store that counts what it is asked, and refuses commits as if others were always faster.
    private final class ContestedStore: ResourceStore {
        let base = InMemoryStore()
        let reads = Mutex(0)
        let attempts = Mutex(0)
        let feeds = Mutex(0)
        let isContested: Bool

        init(isContested: Bool) { self.isContested = isContested }

        func resource(for key: ResourceKey) async throws -> StoredResource? {
            Issue.record("a key was read alone")
            return await base.resource(for: key)
        }

        func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
            reads.withLock { $0 += 1 }
            return await base.resources(for: keys)
        }

        func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
            try await base.resources(in: collection, matching: query)
        }

        func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
            attempts.withLock { $0 += 1 }
            guard isContested else { return try await base.commit(transaction) }
            for key in transaction.changes.map(\.key) {
                try await base.commit([.replace(key, JSONDocument(parsing: #"{"tenant":"a"}"#), revision: nil)])
            }
            throw StoreError(.revisionMismatch, key: transaction.changes.first?.key)
        }

        func changes(after sequence: UInt64) async throws -> StoreChanges {
            feeds.withLock { $0 += 1 }
            return try await base.changes(after: sequence)
        }

        func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
    }

    @Test("A commit reads its keys with one question, and passes its note on")
    func questions() async throws {
        let base = ContestedStore(isContested: false)
        let store = scoped(base, "a")
        let commit = try await store.commit(
            (0..<20).map { .create(key("\($0)"), try document("a", $0)) }, note: ["n": 1])
        #expect(commit.note == ["n": 1])
        #expect(base.reads.withLock { $0 } == 1)
        #expect(try await store.resources(for: (0..<30).map { key("\($0)") }).count == 20)
        #expect(base.reads.withLock { $0 } == 2)
    }

    @Test("A commit that others are always faster than is given up after twenty pauses")
    func contention() async throws {
        let base = ContestedStore(isContested: true)
        try await base.base.commit([.create(key("1"), document("a"))])
        let error = await #expect(throws: StoreError.self) {
            try await scoped(base, "a").commit([.delete(key("1"), revision: nil)])
        }
        #expect(error?.code == .revisionMismatch)
        #expect(base.attempts.withLock { $0 } == 21)
    }

    // MARK: - Changes

    @Test(
        "A feed opens that of the store once, and finds the few commits of the scope among many",
        arguments: [1, 3, 100])
    func sparseFeed(_ size: Int) async throws {
        let base = ContestedStore(isContested: false)
        var expected: [UInt64] = []
        for number in 1...1_000 as ClosedRange<UInt64> {
            let tenant = number % 190 < 2 ? "a" : "b"
            let commit = try await base.base.commit(
                [.create(key("\(number)"), document(tenant))], note: ["tenant": .string(tenant)])
            if tenant == "a" { expected.append(commit.sequence) }
        }
        var found: [StoreCommit] = []
        for try await batch in try await scoped(base, "a").changes(after: 0).batches(ofAtMost: size) {
            #expect(batch.count <= size)
            found += batch
            if found.count >= expected.count { break }
        }
        #expect(found.map(\.sequence) == expected)
        #expect(found.allSatisfy { $0.note == ["tenant": "a"] })
        #expect(base.feeds.withLock { $0 } == 1)
    }

    @Test("The feed tells of what enters and leaves the scope, and of no commit of others")
    func feed() async throws {
        try await base.commit([.create(key("1"), document("a"))])
        try await base.commit([.create(key("2"), document("b"))])
        try await base.commit([.replace(key("2"), document("a", 1), revision: nil)])
        try await base.commit([.replace(key("1"), document("b"), revision: nil), .create(key("3"), document("b"))])
        try await base.commit([.replace(key("2"), document("a", 2), revision: nil)])
        try await base.commit([.delete(key("3"), revision: nil)])
        try await base.commit([.delete(key("2"), revision: nil)])
        var iterator = try await first.changes(after: 0).makeAsyncIterator()
        var found: [String] = []
        for _ in 0..<5 {
            let commit = try #require(try await iterator.next())
            for change in commit.changes {
                let kind = change.previous == nil ? "created" : change.document == nil ? "deleted" : "replaced"
                found.append("\(commit.sequence) \(change.key.id) \(kind)")
                for document in [change.document, change.previous?.document].compactMap({ $0 }) {
                    #expect(document.root["tenant"]?.stringValue == "a")
                }
            }
        }
        #expect(found == ["1 1 created", "3 2 created", "4 1 deleted", "5 2 replaced", "7 2 deleted"])
        async let next = try await first.changes(after: 7).first { _ in true }
        try await base.commit([.create(key("8"), document("b"))])
        try await base.commit([.create(key("9"), document("a"))])
        #expect(try await next?.sequence == 9)
    }

    @Test("A condition beyond its limits is an error, and nothing is changed")
    func limits() async throws {
        let query = try ResourceQuery(parsing: "filter=$..missing")
        let store = ScopedStore(base, to: ["things": query.filter], limits: QueryLimits(visitedNodes: 5))
        let list = (0..<50).map { _ in #"{"x":2}"# }.joined(separator: ",")
        let large = try JSONDocument(parsing: #"{"list":[\#(list),{"x":1}]}"#)
        let error = await #expect(throws: QueryError.self) { try await store.commit([.create(key("1"), large)]) }
        #expect(error?.code == .limitExceeded)
        #expect(await base.resource(for: key("1")) == nil)
        try await base.commit([.create(key("1"), large)])
        await #expect(throws: QueryError.self) { try await store.resource(for: key("1")) }
        await #expect(throws: QueryError.self) { try await store.commit([.delete(key("1"), revision: nil)]) }
        #expect(await base.resource(for: key("1")) != nil)
    }
}
