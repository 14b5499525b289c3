import TMFJSON
import TMFQuery
import TMFStore

/// A store that is being tested, and the deviations that were found.
final class StoreTrial: Trial {
    let store: any ResourceStore
    let log = FailureLog()

    init(store: any ResourceStore) { self.store = store }
}

// MARK: - Making things

/// Returns the key of a resource.
func key(_ id: String, in collection: CollectionName = "things") -> ResourceKey { ResourceKey(collection, id) }

/// Returns the document of a text.
func document(_ text: String) throws -> JSONDocument {
    try JSONDocument(parsing: text, limits: .highest)
}

extension StoreTrial {
    /// Creates resources in the collection `things`, each in a separate commit.
    @discardableResult
    func create(_ documents: KeyValuePairs<String, String>) async throws -> [StoredResource] {
        var resources: [StoredResource] = []
        for (id, text) in documents { resources.append(try await store.create(document(text), at: key(id))) }
        return resources
    }

    /// Creates a number of resources in one commit; the document of each is its number.
    @discardableResult
    func createMany(_ ids: some Sequence<Int>, in collection: CollectionName = "things") async throws -> StoreCommit {
        try await store.commit(
            ids.map { .create(key("\($0)", in: collection), try document(#"{"id":"\#($0)","n":\#($0)}"#)) })
    }

    /// Returns the current resources of a collection.
    func list(_ collection: CollectionName = "things", _ query: String = "") async throws -> StorePage {
        try await store.resources(in: collection, matching: ResourceQuery(parsing: query))
    }
}

// MARK: - Telling things apart

extension StoreTrial {
    /// Returns whether two texts are equal, byte by byte, unlike strings, which are equal by canonical equivalence.
    static func isSame(_ first: String, _ second: String) -> Bool { first.utf8.elementsEqual(second.utf8) }

    static func isSame(_ first: ResourceKey, _ second: ResourceKey) -> Bool {
        isSame(first.id, second.id) && isSame(first.collection.rawValue, second.collection.rawValue)
    }

    static func isSame(_ first: JSONDocument?, _ second: JSONDocument?) -> Bool { first?.bytes == second?.bytes }

    static func isSame(_ first: StoredResource?, _ second: StoredResource?) -> Bool {
        guard let first, let second else { return first == nil && second == nil }
        return first.revision == second.revision && isSame(first.key, second.key)
            && isSame(first.document, second.document)
    }

    static func isSame(_ first: StoreCommit.Change, _ second: StoreCommit.Change) -> Bool {
        isSame(first.key, second.key) && isSame(first.document, second.document)
            && isSame(first.previous, second.previous)
    }

    static func isSame(_ first: JSONObject?, _ second: JSONObject?) -> Bool {
        first.map { JSONValue.object($0).serialized() } == second.map { JSONValue.object($0).serialized() }
    }

    static func isSame(_ first: StoreCommit, _ second: StoreCommit) -> Bool {
        first.sequence == second.sequence && isSame(first.note, second.note)
            && first.changes.count == second.changes.count
            && zip(first.changes, second.changes).allSatisfy { isSame($0, $1) }
    }

    // MARK: - Words

    static func text(_ value: some Any) -> String {
        switch value {
        case let error as StoreError: shortened("StoreError.\(error.code) (\(error))")
        case let error as QueryError: shortened("QueryError.\(error.code) (\(error))")
        case let resource as StoredResource:
            "\(shortened("\(resource.key)")) revision \(resource.revision) \(shortened(resource.document.description))"
        case let commit as StoreCommit:
            "commit \(commit.sequence) of \(commit.changes.count) changes"
                + (commit.changes.count > 5 ? "" : " [\(commit.changes.map { text($0) }.joined(separator: "; "))]")
                + (commit.note.map { " with the note \(shortened($0.description))" } ?? "")
        case let change as StoreCommit.Change:
            shortened("\(change.key)") + " is " + (change.document.map { shortened($0.description) } ?? "deleted")
                + ", was " + (change.previous.map { text($0) } ?? "absent")
        default: shortened("\(value)")
        }
    }

    static func text(_ resource: StoredResource?) -> String { resource.map { text($0) as String } ?? "none" }

    private static func shortened(_ text: String) -> String {
        text.utf8.count > 200 ? "\(text.prefix(160))… (\(text.utf8.count) bytes)" : text
    }
}
