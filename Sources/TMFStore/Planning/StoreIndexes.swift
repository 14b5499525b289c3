import TMFJSON
public import TMFModels
import TMFQuery

/// The indexes of each collection of a store.
public struct StoreIndexes: Sendable, Hashable {
    /// The indexes of the collections that have no entry in ``own``.
    public var shared: [StoreIndex]
    /// The indexes of individual collections, in place of the shared ones.
    public var own: [CollectionName: [StoreIndex]]

    /// Creates a set of indexes.
    ///
    /// - Parameters:
    ///   - shared: The indexes of the collections that have no entry in `own`.
    ///   - own: The indexes of individual collections, in place of the shared ones.
    public init(shared: [StoreIndex], own: [CollectionName: [StoreIndex]] = [:]) {
        self.shared = shared
        self.own = own
    }

    /// Creates the indexes for the filters and orders that clients use most, according to the descriptions of
    /// resources.
    ///
    /// Every collection has all of these indexes. An index costs nothing in a collection whose resources lack its
    /// attribute.
    ///
    /// - Parameter resources: The descriptions.
    public init(for resources: [ResourceDescription]) {
        let lookups: [FieldPath] = ["id", "href", "@type"] + resources.flatMap(\.lookups)
        shared = lookups.unique.map { .equality($0) } + resources.flatMap(\.orders).unique.map { .order($0) }
        own = [:]
    }

    /// The indexes for the resources of TMF683 and TMF629.
    public static let `default` = StoreIndexes(for: .standard)

    /// No indexes; every query examines all resources of its collection.
    public static let none = StoreIndexes(shared: [])

    /// Returns the indexes of a collection.
    ///
    /// - Parameter collection: The collection.
    /// - Returns: The indexes.
    public func indexes(of collection: CollectionName) -> [StoreIndex] { own[collection] ?? shared }
}
