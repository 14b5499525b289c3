public import TMFQuery

/// A store that can tell how it would answer a query.
public protocol PlanningStore: ResourceStore {
    /// Returns how a query would be answered.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - collection: The collection.
    /// - Returns: The plan.
    func plan(for query: ResourceQuery, in collection: CollectionName) -> QueryPlan
}

extension ScopedStore: PlanningStore where Base: PlanningStore {
    /// Returns how a query would be answered, the condition of the scope included.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - collection: The collection.
    /// - Returns: The plan.
    public func plan(for query: ResourceQuery, in collection: CollectionName) -> QueryPlan {
        base.plan(for: narrowed(query, collection), in: collection)
    }
}
