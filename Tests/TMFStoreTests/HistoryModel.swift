import TMFJSON
import TMFQuery
import TMFStore

/// What a store must hold after a history, kept in the plainest way: a dictionary and an order.
struct HistoryModel {
    /// A key by its bytes: strings are equal by canonical equivalence, and keys are not.
    struct Name: Hashable {
        var collection: [UInt8]
        var id: [UInt8]

        init(_ key: ResourceKey) {
            collection = Array(key.collection.rawValue.utf8)
            id = Array(key.id.utf8)
        }
    }

    private(set) var resources: [Name: StoredResource] = [:]
    /// The keys in the order of creation.
    private(set) var order: [Name] = []
    private(set) var commits: [StoreCommit] = []

    /// The number of the last commit.
    var sequence: UInt64 { UInt64(commits.count) }

    func resource(for key: ResourceKey) -> StoredResource? { resources[Name(key)] }

    /// The resources of a collection in the order of creation.
    func resources(in collection: CollectionName) -> [StoredResource] {
        let name = Array(collection.rawValue.utf8)
        return order.compactMap { $0.collection == name ? resources[$0] : nil }
    }

    /// The page of a query, and the number of all matches.
    func page(_ collection: CollectionName, _ query: ResourceQuery) throws -> ([StoredResource], Int) {
        let all = resources(in: collection)
        let found = try CompiledQuery(query).positions(in: all.map(\.document))
        return (found.page.map { all[$0] }, found.total)
    }

    /// Makes changes, all of them or none.
    @discardableResult
    mutating func commit(_ changes: [StoreChange], note: JSONObject? = nil) throws(StoreError) -> StoreCommit {
        var next = self
        let number = sequence + 1
        var made: [StoreCommit.Change] = []
        for change in changes { made.append(try next.make(change, number)) }
        let commit = StoreCommit(sequence: number, changes: made, note: note)
        next.commits.append(commit)
        self = next
        return commit
    }

    /// Takes resources over as they are, in the order of their creation.
    mutating func restore(_ restored: [StoredResource]) {
        for resource in restored {
            order.append(Name(resource.key))
            resources[Name(resource.key)] = resource
        }
    }

    private mutating func make(_ change: StoreChange, _ number: UInt64) throws(StoreError) -> StoreCommit.Change {
        let key = change.key
        let name = Name(key)
        let previous = resources[name]
        switch change {
        case .create(_, let document):
            guard previous == nil else { throw StoreError(.duplicateID, key: key) }
            resources[name] = StoredResource(key: key, revision: number, document: document)
            order.append(name)
            return .init(key: key, document: document, previous: nil)
        case .replace(_, let document, let revision):
            try check(revision, previous, key)
            resources[name] = StoredResource(key: key, revision: number, document: document)
            return .init(key: key, document: document, previous: previous)
        case .delete(_, let revision):
            try check(revision, previous, key)
            resources[name] = nil
            order.removeAll { $0 == name }
            return .init(key: key, document: nil, previous: previous)
        }
    }

    private func check(_ expected: UInt64?, _ found: StoredResource?, _ key: ResourceKey) throws(StoreError) {
        guard let found else { throw StoreError(.notFound, key: key) }
        guard let expected else { return }
        guard expected == found.revision else { throw StoreError(.revisionMismatch, key: key) }
    }
}
