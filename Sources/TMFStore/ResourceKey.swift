/// The name of a collection of resources in a store; any name makes a collection.
public struct CollectionName: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible
{
    /// The name.
    public let rawValue: String

    /// Creates a name.
    ///
    /// - Parameter rawValue: The name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates a name.
    ///
    /// - Parameter value: The name.
    public init(stringLiteral value: String) { rawValue = value }

    /// The name.
    public var description: String { rawValue }
}

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
