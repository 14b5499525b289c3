public import TMFQuery

/// A store that can report how it answers a query.
public protocol PlanningStore: ResourceStore {
    /// Returns the plan by which the store would answer a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - collection: The collection.
    /// - Returns: The plan.
    func plan(for query: ResourceQuery, in collection: CollectionName) -> QueryPlan
}

extension ScopedStore: PlanningStore where Base: PlanningStore {
    /// Returns the plan by which the store would answer a query, including the condition of the scope.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - collection: The collection.
    /// - Returns: The plan.
    public func plan(for query: ResourceQuery, in collection: CollectionName) -> QueryPlan {
        base.plan(for: narrowed(query, collection), in: collection)
    }
}
