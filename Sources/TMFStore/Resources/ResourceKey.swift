import TMFJSON

/// The key that identifies a resource in a store.
///
/// Keys are compared byte by byte in UTF-8.
public struct ResourceKey: Sendable, CustomStringConvertible {
    /// The name of the collection.
    public var collection: CollectionName
    /// The identifier, unique in the collection.
    public var id: String

    /// Creates a key.
    ///
    /// - Parameters:
    ///   - collection: The name of the collection.
    ///   - id: The identifier.
    public init(_ collection: CollectionName, _ id: String) {
        self.collection = collection
        self.id = id
    }

    /// The collection and the identifier, joined by a slash.
    public var description: String { "\(collection)/\(id)" }
}

extension ResourceKey: Hashable {
    /// Returns whether two keys are equal, byte by byte.
    public static func == (first: Self, second: Self) -> Bool {
        JSONText.equal(first.id, second.id) && first.collection == second.collection
    }

    /// Hashes the key.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(collection)
        JSONText.hash(id, into: &hasher)
    }
}
