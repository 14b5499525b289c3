import TMFJSON
import TMFQuery
import Testing

@testable import TMFStore

@Suite("Rows that are numbered anew")
struct RenumberingTests {
    @Test("Order, identifiers and indexes are the same however many resources came and went")
    func churn() async throws {
        var collection = InMemoryCollection(IndexPlanner(StoreIndexes.default.shared), leastRenumbering: 100)
        var expected: [String] = []
        for number in 0..<3_000 {
            let document = try JSONDocument(parsing: #"{"id":"\#(number)","status":"s\#(number % 3)"}"#)
            let key = ResourceKey("things", "\(number)")
            collection.put(StoredResource(key: key, revision: UInt64(number), document: document))
            expected.append("\(number)")
            if expected.count > 5 { collection.remove(expected.remove(at: number % 5)) }
            guard number % 50 == 0 else { continue }
            let query = try ResourceQuery(parsing: "status=s1")
            let answer = try await collection.answer(to: query, limits: .default)
            let found = answer.rows.map { collection.rows[$0].identity.id }
            #expect(found == expected.filter { (Int($0) ?? 0) % 3 == 1 })
            #expect(expected.allSatisfy { collection.row(of: $0) != nil } && collection.count == expected.count)
        }
        #expect(collection.rows.end < 500)
    }
}
