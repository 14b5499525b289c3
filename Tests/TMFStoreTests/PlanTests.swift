import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Plans")
struct PlanTests {
    @Test("Indexes change the time of an answer, never the answer", arguments: [11, 12, 13, 14] as [UInt64])
    func indexesAgainstScan(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let indexes = StoreIndexes(shared: StoreIndexes.default.shared + [.order("name")])
        let indexed = InMemoryStore(options: StoreOptions(indexes: indexes))
        let plain = InMemoryStore(options: StoreOptions(indexes: .none))
        for _ in 0..<8 {
            for change in try RandomInteractions.changes(100, of: 300, &random) {
                for store in [indexed, plain] {
                    do { try await store.commit([change]) } catch is StoreError {}
                }
            }
            for _ in 0..<150 {
                let text = RandomInteractions.query(&random)
                let query = try ResourceQuery(parsing: text)
                let found = try await indexed.resources(in: "things", matching: query)
                let expected = try await plain.resources(in: "things", matching: query)
                #expect(
                    found.total == expected.total, "seed \(seed): \(text): \(indexed.plan(for: query, in: "things"))")
                #expect(
                    found.resources.map(\.key.id) == expected.resources.map(\.key.id),
                    "seed \(seed): \(text): \(indexed.plan(for: query, in: "things"))")
            }
        }
    }

    @Test(
        "A rare value beside a wide range finds what a scan finds",
        arguments: [
            "status=rare&creationDate.gte=2026-01-02", "status=rare&creationDate.gte=2026-01-02;name=7",
            "status=rare&creationDate.gte=2026-01-02;name=7&sort=-creationDate&limit=3",
            "status=common&creationDate.gte=2026-01-02&sort=creationDate&limit=3", "status=rare,common&name=7&limit=2",
            "creationDate.gte=2026-01-02&limit=3", "creationDate=2026-01-02&offset=2&limit=3",
            "creationDate=2026-01-01,2026-01-02&sort=-creationDate&limit=7",
        ])
    func rareAndWide(text: String) async throws {
        let (indexed, plain) = (InMemoryStore(), InMemoryStore(options: StoreOptions(indexes: .none)))
        let resources = try (0..<2_000).map { number in
            let document = try JSONDocument(
                parsing: """
                    {"id":"\(number)","status":"\(number % 151 == 0 ? "rare" : "common")","name":"\(number / 10)",
                    "creationDate":"2026-01-\(number % 5 == 0 ? "01" : "02")T00:00:\(10 + number % 50)Z"}
                    """)
            return StoreChange.create(ResourceKey("things", "\(number)"), document)
        }
        for store in [indexed, plain] { try await store.commit(resources) }
        let query = try ResourceQuery(parsing: text)
        let found = try await indexed.resources(in: "things", matching: query)
        let expected = try await plain.resources(in: "things", matching: query)
        #expect(found == expected)
        #expect(expected.total > 0)
    }

    @Test("An index for order finds texts by their start, and has their order")
    func texts() async throws {
        let store = InMemoryStore(options: StoreOptions(indexes: StoreIndexes(shared: [.order("name")])))
        for number in 0..<200 {
            try await store.create(
                JSONDocument(parsing: #"{"name":"name \#(number)"}"#), at: ResourceKey("things", "\(number)"))
        }
        for (text, count) in [
            ("name.startswith=name%2019", 11), ("name.regex=^name%2019.*", 11), ("name.gte=name%2099", 1),
        ] {
            let query = try ResourceQuery(parsing: text)
            #expect(store.plan(for: query, in: "things").access == .indexes(["name"]), "\(text)")
            #expect(try await store.resources(in: "things", matching: query).total == count)
        }
        // Only an expression that begins at the start of the text tells where texts lie.
        for text in ["name.contains=1", "name.startswithi=NAME%201", "name.regex=^(a|n)"] {
            #expect(store.plan(for: try ResourceQuery(parsing: text), in: "things").access == .scan)
        }
        let sorted = try ResourceQuery(parsing: "sort=-name&limit=2")
        #expect(store.plan(for: sorted, in: "things").order == .index("name"))
        #expect(try await store.resources(in: "things", matching: sorted).resources.map(\.key.id) == ["99", "98"])
    }

    @Test("A long search ends with the task that asks")
    func cancellation() async throws {
        let store = InMemoryStore()
        let changes = try (0..<10_000).map { number in
            StoreChange.create(ResourceKey("things", "\(number)"), try JSONDocument(parsing: #"{"a":1}"#))
        }
        try await store.commit(changes)
        let query = try ResourceQuery(parsing: "a=2")
        let search = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await store.resources(in: "things", matching: query).total
        }
        search.cancel()
        await #expect(throws: CancellationError.self) { try await search.value }
        #expect(try await store.resources(in: "things", matching: query).total == 0)
    }
}
