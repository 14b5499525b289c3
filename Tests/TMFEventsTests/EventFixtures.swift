import Foundation
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@testable import TMFEvents

/// A note with a fixed time.
let noteOfTests = EventNote(id: "n", time: try? Timestamp("2024-03-01T10:00:00Z"), correlationID: "request-1")

func document(_ value: JSONValue) throws -> JSONDocument { try JSONDocument(parsing: value.serialized()) }

func corpus(_ name: String) throws -> JSONValue {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Corpora"))
    return try JSONValue(parsing: Array(Data(contentsOf: url)))
}

extension ResourceStore {
    /// The events of all commits so far.
    func allEvents(
        matching query: EventQuery? = nil, in scope: EventScope = .everything, rules: EventRules = EventRules()
    ) async throws -> [PublishedEvent] {
        let last = try await commit([]).sequence
        let view = EventView(scope, rules)
        var found: [PublishedEvent] = []
        for try await commit in try await changes(after: 0) {
            found += try view.events(of: commit).filter { query?.matches($0) ?? true }
            if commit.sequence == last { break }
        }
        return found
    }
}
