import Foundation
import TMFSQLite
import TMFTesting
import TMForum
import Testing

@Suite("The store in SQLite")
struct SQLiteStoreTests {
    /// A database in a directory that is removed with it.
    private final class Directory: Sendable {
        let url = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(at: url) }

        var database: String { url.appending(path: "store").path }
    }

    @Test("It keeps the contract of stores", arguments: StoreContract.allCases)
    func contract(_ behaviour: StoreContract) async throws {
        let directory = try Directory()
        try await behaviour.verify { try SQLiteStore(at: directory.database) }
    }

    @Test("It keeps the contract with indexes on all that the contract asks for", arguments: StoreContract.allCases)
    func indexed(_ behaviour: StoreContract) async throws {
        let paths: [FieldPath] = ["a", "b", "d", "n", "v", "p.x", "id", "absent", "x", "status", "list", "item.id"]
        let indexes = paths.flatMap { [StoreIndex.equality($0), .order($0)] }
        let directory = try Directory()
        try await behaviour.verify { try SQLiteStore(at: directory.database, indexes: indexes, isDurable: false) }
    }

    @Test("A part of it keeps the contract", arguments: StoreContract.allCases)
    func scoped(_ behaviour: StoreContract) async throws {
        let directory = try Directory()
        try await behaviour.verify {
            ScopedStore(
                try SQLiteStore(at: directory.database, isDurable: false), to: [:],
                elsewhere: .notEquals("tenant", .text("another")))
        }
    }

    private let key = ResourceKey("things", "a\u{0}b")

    private func document(_ text: String) throws -> JSONDocument { try JSONDocument(parsing: text) }

    @Test("Resources, commits and notes are there again when the database is opened again")
    func reopened() async throws {
        let directory = try Directory()
        var store = try SQLiteStore(at: directory.database)
        try await store.commit([.create(key, document(#"{"n": 1.50}"#))], note: ["why": "first"])
        try await store.replace(key, with: document("[1 ]"))
        store = try SQLiteStore(at: directory.database)
        #expect(try await store.resource(for: key)?.document.bytes == Array("[1 ]".utf8))
        var iterator = try await store.changes(after: 0).batches(ofAtMost: 5).makeAsyncIterator()
        let commits = try #require(try await iterator.next())
        #expect(commits.map(\.note) == [["why": "first"], nil])
        #expect(commits[1].changes[0].previous?.document == commits[0].changes[0].document)
        #expect(try await store.commit([]).sequence == 3)
    }

    @Test("A feed reaches as far back as was asked for, and says so beyond")
    func history() async throws {
        let directory = try Directory()
        let store = try SQLiteStore(at: directory.database, history: 3, isDurable: false)
        for _ in 0..<8 { try await store.commit([]) }
        let error = await #expect(throws: StoreError.self) { try await store.changes(after: 4) }
        #expect(error?.code == .changesExpired)
        var iterator = try await store.changes(after: 5).makeAsyncIterator()
        #expect(try await iterator.next()?.sequence == 6)
        for _ in 0..<4 { try await store.commit([]) }
        let late = await #expect(throws: StoreError.self) { try await iterator.next() }
        #expect(late?.code == .changesExpired)
    }

    @Test("Two objects on one database see what each other does, and lose no change")
    func together() async throws {
        let directory = try Directory()
        let stores = [try SQLiteStore(at: directory.database), try SQLiteStore(at: directory.database)]
        try await stores[0].create(document(#"{"n":0}"#), at: key)
        try await withThrowingTaskGroup(of: Void.self) { [key] group in
            for store in stores {
                group.addTask {
                    var made = 0
                    while made < 50 {
                        let found = try #require(try await store.resource(for: key))
                        let count = found.document.root["n"]?.numberValue?.int64Value ?? 0
                        let next = try JSONDocument(parsing: #"{"n":\#(count + 1)}"#)
                        do {
                            try await store.replace(key, with: next, revision: found.revision)
                            made += 1
                        } catch let error as StoreError where error.code == .revisionMismatch {}
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await stores[1].resource(for: key)?.document.root["n"]?.numberValue == 100)
        #expect(try await stores[0].commit([]).sequence == 102)
    }

    @Test("A store whose database was opened with other indexes meanwhile refuses to go on")
    func otherIndexes() async throws {
        let directory = try Directory()
        let first = try SQLiteStore(at: directory.database, indexes: [.equality("n")])
        try await first.create(document(#"{"n":0}"#), at: key)
        let second = try SQLiteStore(at: directory.database, indexes: [.equality("m")])
        let query = ResourceQuery(filter: .equals("n", .text("0")))
        #expect(try await second.resources(in: key.collection, matching: query).total == 1)
        let refused = await #expect(throws: StoreError.self) {
            try await first.resources(in: key.collection, matching: query)
        }
        #expect(refused?.code == .unavailable)
        await #expect(throws: StoreError.self) { try await first.replace(key, with: document("{}")) }
        #expect(try await second.resource(for: key)?.revision == 1)
    }

    @Test("A file that cannot be opened or is no database is an error of the store")
    func errors() throws {
        let directory = try Directory()
        let missing = #expect(throws: StoreError.self) { try SQLiteStore(at: directory.url.path + "/none/store") }
        #expect(missing?.code == .unavailable)
        try Data(repeating: 7, count: 10_000).write(to: URL(filePath: directory.database))
        let damaged = #expect(throws: StoreError.self) { try SQLiteStore(at: directory.database) }
        #expect(damaged?.code == .corrupted)
    }

    @Test("It answers filters of more levels or more values than SQLite takes at once")
    func size() async throws {
        let directory = try Directory()
        let store = try SQLiteStore(
            at: directory.database, indexes: [.equality("s"), .order("d"), .order("n")], isDurable: false)
        try await store.create(document(#"{"s":"open","d":"2026-01-05T00:00:00Z","n":7}"#), at: key)
        var filters: [Filter] = [.equals("n", anyOf: (0..<40_000).map { .number(JSONNumber($0)) })]
        filters.append(.equals("d", anyOf: (1...1_000).map { .text("\(1_500 + $0)-01-05") }))
        var filter = Filter.equals("s", .text("open"))
        for level in 0..<20 {
            filter = .all([
                .any([filter, .equals("s", .text("level \(level)"))]),
                .equals("n", .number(7)),
            ])
            filters.append(filter)
        }
        for filter in filters {
            let page = try await store.resources(in: "things", matching: ResourceQuery(filter: filter))
            #expect(page.total == 1)
        }
    }

    @Test("Whatever is indexed, it answers as a store in memory does", arguments: 0..<12 as Range<Int>)
    func comparison(_ seed: Int) async throws {
        let directory = try Directory()
        let plain = InMemoryStore(options: StoreOptions(indexes: .none))
        let path: FieldPath = "v.x"
        var store = try SQLiteStore(at: directory.database, indexes: [], isDurable: false)
        var generator = QueryGenerator(seed: UInt64(seed))
        for number in 0..<120 {
            let key = ResourceKey("things", "\(number)")
            let document = try document(generator.document(number))
            for store in [store, plain] as [any ResourceStore] { try await store.create(document, at: key) }
        }
        // The values of what is there already are indexed as well.
        var indexes: [StoreIndex] = [.order(path), .equality("g"), .equality("s"), .order("d")]
        if seed % 2 == 0 { indexes += [.equality(path), .order("g")] }
        store = try SQLiteStore(at: directory.database, indexes: indexes, isDurable: false)
        for number in 0..<60 {
            let key = ResourceKey("things", "\(number * 2)")
            let document = try document(generator.document(number))
            for store in [store, plain] as [any ResourceStore] {
                if number % 3 == 0 {
                    try await store.delete(key)
                } else {
                    try await store.replace(key, with: document)
                }
            }
        }
        for turn in 0..<500 {
            let query = turn % 2 == 0 ? generator.query(path) : generator.exactQuery()
            let (found, expected) = (
                try await store.resources(in: "things", matching: query),
                try await plain.resources(in: "things", matching: query)
            )
            #expect(found == expected, "seed \(seed): \(query.text)")
        }
    }
}
