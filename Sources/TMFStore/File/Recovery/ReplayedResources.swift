import TMFJSON

/// The resources that result from a snapshot and a journal.
struct ReplayedResources {
    private struct Collection {
        var documents: [JSONDocument?] = []
        var identities: [RowTable.Identity] = []
        var places: [PathName: Int] = [:]

        mutating func append(_ document: JSONDocument, identity: RowTable.Identity, name: PathName) {
            places[name] = documents.count
            documents.append(document)
            identities.append(identity)
        }
    }

    private var collections: [CollectionName: Collection] = [:]

    /// The number of resources.
    var count: Int { collections.values.reduce(0) { $0 + $1.places.count } }

    /// Adds a resource after all others, or replaces it at its position.
    ///
    /// - Returns: Whether the resource existed before.
    @discardableResult
    mutating func put(_ key: ResourceKey, _ document: JSONDocument, revision: UInt64) -> Bool {
        let name = PathName(key.id)
        let identity = RowTable.Identity(id: key.id, revision: revision)
        if let place = collections[key.collection]?.places[name] {
            collections[key.collection]?.documents[place] = document
            collections[key.collection]?.identities[place] = identity
            return true
        }
        collections[key.collection, default: Collection()].append(document, identity: identity, name: name)
        return false
    }

    /// Removes a resource.
    ///
    /// - Returns: Whether the resource existed.
    mutating func remove(_ key: ResourceKey) -> Bool {
        guard let place = collections[key.collection]?.places.removeValue(forKey: PathName(key.id)) else {
            return false
        }
        collections[key.collection]?.documents[place] = nil
        return true
    }

    /// Returns the resources with indexes.
    func contents(sequence: UInt64, indexes: StoreIndexes) -> StoreContents {
        var built: [CollectionName: InMemoryCollection] = [:]
        for (name, collection) in collections {
            var builder = CollectionBuilder(
                IndexPlanner(indexes.indexes(of: name)), capacity: collection.places.count)
            for (place, document) in collection.documents.enumerated() {
                if let document { builder.append(document, collection.identities[place]) }
            }
            built[name] = builder.collection()
        }
        return StoreContents(built, sequence: sequence, indexes: indexes)
    }
}
