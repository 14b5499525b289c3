import Synchronization
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Options and commits at their limits")
struct LimitTests {
    private func key(_ id: String) -> ResourceKey { ResourceKey("things", id) }

    private static let extremes = [
        Duration(secondsComponent: .max, attosecondsComponent: 0), Duration(attoseconds: .max),
        Duration(attoseconds: .min), .zero,
    ]

    @Test("No history is too long or too short", arguments: [Int.min, -5, 0, 1, .max])
    func history(limit: Int) async throws {
        let store = InMemoryStore(options: StoreOptions(history: limit))
        for id in 0..<40 { try await store.create(JSONDocument(parsing: "{}"), at: key("\(id)")) }
        let feed = try? await store.changes(after: 0)
        #expect((feed != nil) == (limit == .max))
    }

    @Test("No lifetime of cursors is too long or too short", arguments: extremes)
    func cursorLifetime(_ lifetime: Duration) async throws {
        let store = InMemoryStore(options: StoreOptions(cursorLifetime: lifetime, cursorLimit: .min))
        try await store.create(JSONDocument(parsing: "{}"), at: key("1"))
        #expect(try await store.resources(in: "things", matching: ResourceQuery(), cursor: nil).cursor != nil)
        try await store.create(JSONDocument(parsing: "{}"), at: key("2"))
    }

    @Test("No interval of synchronization and no size of files is too great or too small", arguments: extremes)
    func files(_ interval: Duration) async throws {
        for size in [Int.min, 0, .max] {
            let directory = try TemporaryDirectory()
            let store = try FileStore(
                at: directory.path, durability: .interval(interval), options: StoreOptions(history: size),
                maintenance: FileStoreMaintenance(
                    segmentSize: size, compactionThreshold: size, feedAge: interval, feedSize: size))
            for id in 0..<20 { try await store.create(JSONDocument(parsing: "{}"), at: key("\(id)")) }
            try await store.compact()
            try await store.create(JSONDocument(parsing: "{}"), at: key("last"))
            try await store.close()
            #expect(try FileStore(at: directory.path).recovery.resources == 21)
        }
    }

    @Test("A query that is refused pins nothing")
    func refusedQuery() async throws {
        let options = StoreOptions(cursorLimit: 1, queryLimits: QueryLimits(work: 0))
        let store = InMemoryStore(options: options)
        let elements = Array(repeating: "1", count: 1_000).joined(separator: ",")
        try await store.create(JSONDocument(parsing: "{\"a\":[\(elements)]}"), at: key("1"))
        let cursor = try await store.resources(in: "things", matching: ResourceQuery(), cursor: nil).cursor
        let refused = ResourceQuery(filter: .path(try JSONPath("$..[?(@.x==1)]", dialect: .tmf630)))
        await #expect(throws: QueryError.self) {
            try await store.resources(in: "things", matching: refused, cursor: nil)
        }
        #expect(try await store.resources(in: "things", matching: ResourceQuery(), cursor: cursor).total == 1)
    }

    @Test("Many alternatives on one attribute make no more ranges than can be looked up")
    func manyRanges() async throws {
        let (indexed, plain) = (InMemoryStore(), InMemoryStore(options: StoreOptions(indexes: .none)))
        for store in [indexed, plain] {
            for day in 10..<28 {
                try await store.create(JSONDocument(parsing: #"{"creationDate":"2026-01-\#(day)"}"#), at: key("\(day)"))
            }
        }
        let alternatives = (0..<40).map { number in
            Filter.equals("creationDate", anyOf: [.text("2026-01-15"), .text("2025-01-01T00:00:\(10 + number)Z")])
        }
        for count in 1...40 {
            let query = ResourceQuery(filter: .all(Array(alternatives.prefix(count))))
            let found = try await indexed.resources(in: "things", matching: query)
            #expect(found == (try await plain.resources(in: "things", matching: query)))
            #expect(found.total == 1)
        }
    }

    @Test("Resources that are alike and have no id are in the order of the collection, in both directions")
    func alike() async throws {
        for order in ["sort=creationDate", "sort=-creationDate"] {
            let store = InMemoryStore()
            for id in 0..<9 {
                try await store.create(JSONDocument(parsing: #"{"creationDate":"2026-01-01"}"#), at: key("\(id)"))
            }
            let query = try ResourceQuery(parsing: order + "&limit=3&offset=2")
            let page = try await store.resources(in: "things", matching: query)
            #expect(page.resources.map(\.key.id) == ["2", "3", "4"], "\(order)")
        }
    }

    @Test("Every value of a long array is found, before and after it is replaced")
    func longArray() async throws {
        let store = InMemoryStore()
        func document(_ prefix: String, _ range: Range<Int>) throws -> JSONDocument {
            let parties = range.map { #"{"id":"\#(prefix)\#($0)"}"# }.joined(separator: ",")
            return try JSONDocument(parsing: #"{"relatedParty":[\#(parties)]}"#)
        }
        func total(_ id: String) async throws -> Int {
            try await store.resources(in: "things", matching: ResourceQuery(parsing: "relatedParty.id=\(id)")).total
        }
        try await store.create(document("party-", 0..<30_000), at: key("1"))
        try await store.replace(key("1"), with: document("party-", 15_000..<45_000))
        for (id, count) in [("party-0", 0), ("party-14999", 0), ("party-15000", 1), ("party-44999", 1)] {
            #expect(try await total(id) == count, "\(id)")
        }
        try await store.delete(key("1"))
        #expect(try await total("party-20000") == 0)
    }

    @Test("Nobody is told of a duplicate of what was never written")
    func phantom() async throws {
        let disk = SimulatedDisk()
        let store = try FileStore(
            at: "/s", durability: .everyCommit, options: StoreOptions(), maintenance: FileStoreMaintenance(),
            clock: ContinuousClock(), fileSystem: disk)
        try await store.commit([])
        disk.set { $0.broken = [.write] }
        let codes = await withTaskGroup(of: StoreError.Code?.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    let error = await #expect(throws: StoreError.self) {
                        try await store.create(JSONDocument(parsing: "{}"), at: key("x"))
                    }
                    return error?.code
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.allSatisfy { $0 == .unavailable || $0 == .full })
    }

    @Test("A reader of a feed whose store is gone is told so")
    func storeGone() async throws {
        var store: InMemoryStore? = InMemoryStore()
        let feed = try #require(try await store?.changes(after: 0))
        let reader = Task { for try await _ in feed {} }
        await Task.yield()
        store = nil
        await #expect(throws: StoreError.self) { try await reader.value }
    }
}
