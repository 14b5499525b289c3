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
}
