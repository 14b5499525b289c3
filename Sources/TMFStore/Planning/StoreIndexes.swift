import TMFJSON
public import TMFModels
import TMFQuery

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
    public init(shared: [StoreIndex], own: [CollectionName: [StoreIndex]] = [:]) {
        self.shared = shared
        self.own = own
    }

    /// Creates the indexes that serve the filters and orders which clients use most, by what the descriptions of resources say.
    ///
    /// Every collection has all of them: one whose resources lack an attribute pays nothing for its index.
    ///
    /// - Parameter resources: The descriptions.
    public init(for resources: [ResourceDescription]) {
        let lookups: [FieldPath] = ["id", "href", "@type"] + resources.flatMap(\.lookups)
        shared = lookups.unique.map { .equality($0) } + resources.flatMap(\.orders).unique.map { .order($0) }
        own = [:]
    }

    /// The indexes for the resources of TMF683 and TMF629.
    public static let `default` = StoreIndexes(for: .standard)

    /// No indexes: every query looks at all resources of its collection.
    public static let none = StoreIndexes(shared: [])

    /// Returns the indexes of a collection.
    ///
    /// - Parameter collection: The collection.
    /// - Returns: The indexes.
    public func indexes(of collection: CollectionName) -> [StoreIndex] { own[collection] ?? shared }
}
