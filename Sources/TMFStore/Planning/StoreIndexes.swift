/// The indexes of a store, collection by collection.
public struct StoreIndexes: Sendable, Hashable {
    /// The indexes of the collections that have none of their own.
    public var shared: [StoreIndex]
    /// The indexes of collections by name, in place of the shared ones.
    public var own: [CollectionName: [StoreIndex]]

    /// Creates a choice of indexes.
    ///
    /// - Parameters:
    ///   - shared: The indexes of the collections that have none of their own.
    ///   - own: The indexes of collections by name.
    public init(shared: [StoreIndex] = StoreIndex.defaults, own: [CollectionName: [StoreIndex]] = [:]) {
        self.shared = shared
        self.own = own
    }

    /// The indexes that are used where no others are asked for.
    public static let `default` = StoreIndexes()

    /// No indexes: every query looks at all resources of its collection.
    public static let none = StoreIndexes(shared: [])

    /// Returns the indexes of a collection.
    ///
    /// - Parameter collection: The collection.
    /// - Returns: The indexes.
    public func indexes(of collection: CollectionName) -> [StoreIndex] { own[collection] ?? shared }
}
