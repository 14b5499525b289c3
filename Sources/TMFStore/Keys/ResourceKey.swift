/// What tells one resource of a store from all others.
public struct ResourceKey: Sendable, Hashable, CustomStringConvertible {
    /// The collection.
    public var collection: CollectionName
    /// The identifier, unique in the collection.
    public var id: String

    /// Creates a key.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - id: The identifier.
    public init(_ collection: CollectionName, _ id: String) {
        self.collection = collection
        self.id = id
    }

    /// The collection and the identifier, joined by a slash.
    public var description: String { "\(collection)/\(id)" }
}
