import TMFJSON
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("The number of cursors")
struct CursorLimitTests {
    /// The cursors that are good, from the oldest to the youngest, as simply as can be.
    private struct Model {
        var pins: [(client: String?, cursor: StoreCursor)] = []
        let limit: Int
        let totalLimit: Int

        mutating func pin(_ client: String?, _ cursor: StoreCursor) {
            func count(_ client: String?) -> Int { pins.count { $0.client == client } }
            if count(client) >= limit {
                let oldest = pins.firstIndex { $0.client == client }
                if let oldest { pins.remove(at: oldest) }
            } else if pins.count >= totalLimit {
                let most = pins.map { count($0.client) }.max() ?? 0
                let oldest = pins.firstIndex { count($0.client) == most }
                if let oldest { pins.remove(at: oldest) }
            }
            pins.append((client, cursor))
        }
    }

    private static func isGood(_ cursor: StoreCursor, in store: InMemoryStore) async throws -> Bool {
        do {
            _ = try await store.resources(in: "things", matching: ResourceQuery(), cursor: cursor)
            return true
        } catch let error as StoreError where error.code == .cursorExpired {
            return false
        }
    }

    private static func cursor(_ store: InMemoryStore, _ client: String?) async throws -> StoreCursor {
        let page = try await store.resources(in: "things", matching: ResourceQuery(), cursor: nil, for: client)
        return try #require(page.cursor)
    }

    @Test("One client ends its own cursors only, and beyond the total the client that has most loses one")
    func example() async throws {
        let store = InMemoryStore(options: StoreOptions(cursorLimit: 3, totalCursorLimit: 5))
        let patient = try await Self.cursor(store, "patient")
        var greedy: [StoreCursor] = []
        for _ in 0..<10 { greedy.append(try await Self.cursor(store, "greedy")) }
        #expect(try await Self.isGood(patient, in: store))
        for cursor in greedy.suffix(3) { #expect(try await Self.isGood(cursor, in: store)) }
        #expect(try await !Self.isGood(greedy[6], in: store))
        let unknown = [try await Self.cursor(store, nil), try await Self.cursor(store, nil)]
        #expect(try await !Self.isGood(greedy[7], in: store))
        for cursor in [patient] + greedy.suffix(2) + unknown { #expect(try await Self.isGood(cursor, in: store)) }
    }

    @Test("It is that of a simple model, whatever the clients do", arguments: [UInt64](1...8))
    func model(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        var model = Model(limit: 1 + random.below(6), totalLimit: 1 + random.below(12))
        let store = InMemoryStore(
            options: StoreOptions(cursorLimit: model.limit, totalCursorLimit: model.totalLimit))
        let clients = [nil, "", "a", "b", "c"]
        var all: [StoreCursor] = []
        for _ in 0..<60 {
            let client = clients[min(random.below(9), random.below(clients.count))]
            let cursor = try await Self.cursor(store, client)
            model.pin(client, cursor)
            all.append(cursor)
            let good = Set(model.pins.map(\.cursor))
            for cursor in all {
                #expect(try await Self.isGood(cursor, in: store) == good.contains(cursor), "seed \(seed)")
            }
        }
    }

    @Test("What was replaced or deleted since ends a cursor once it is too much, and what is new does not")
    func bytes() async throws {
        let store = InMemoryStore(options: StoreOptions(cursorBytes: 100_000))
        let text = String(repeating: "x", count: 10_000)
        let key = ResourceKey("things", "1")
        let document = try JSONDocument(parsing: "{\"text\":\"\(text)\"}")
        try await store.commit([.create(key, document)])
        let first = try await Self.cursor(store, nil)
        for number in 2...50 {
            try await store.commit([.create(ResourceKey("things", "\(number)"), document)])
        }
        #expect(try await Self.isGood(first, in: store))
        for _ in 0..<5 { try await store.commit([.replace(key, document, revision: nil)]) }
        let second = try await Self.cursor(store, nil)
        #expect(try await Self.isGood(first, in: store))
        for _ in 0..<4 { try await store.commit([.replace(key, document, revision: nil)]) }
        try await store.commit([.delete(key, revision: nil)])
        #expect(try await !Self.isGood(first, in: store))
        #expect(try await Self.isGood(second, in: store))
        for number in 2...6 {
            try await store.commit([.delete(ResourceKey("things", "\(number)"), revision: nil)])
        }
        #expect(try await !Self.isGood(second, in: store))
    }

    @Test("No number is too great or too small", arguments: [Int.min, -1, 0, 1, Int.max])
    func extremes(_ number: Int) async throws {
        for options in [
            StoreOptions(cursorLimit: number), StoreOptions(totalCursorLimit: number),
            StoreOptions(cursorBytes: number),
        ] {
            let store = InMemoryStore(options: options)
            for client in [nil, "a", "b"] {
                let cursor = try await Self.cursor(store, client)
                #expect(try await Self.isGood(cursor, in: store))
            }
        }
    }
}
