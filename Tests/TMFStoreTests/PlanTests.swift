import TMFJSON
import TMFQuery
import TMFStore
import TestSupport
import Testing

@Suite("Plans")
struct PlanTests {
    @Test("Indexes change the time of an answer, never the answer", arguments: [11, 12, 13, 14] as [UInt64])
    func indexesAgainstScan(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let (indexed, plain) = (InMemoryStore(), InMemoryStore(options: StoreOptions(indexes: .none)))
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
}
