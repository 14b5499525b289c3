public import TMFQuery

/// A place that keeps resources.
///
/// ## Implementation guidance
///
/// - A commit is all or nothing: if one change cannot be made, none is, and no reader ever sees a part of it.
/// - Commits are ordered. The numbers grow by one; what a commit wrote has its number as its revision.
/// - Without a sort order, a list is in the order in which the resources were created, so that pages are stable.
/// - ``StorePage/total`` counts all matches, whatever the page.
public protocol ResourceStore: Sendable {
    /// Returns a resource.
    ///
    /// - Parameter key: What tells it from all others.
    /// - Returns: The resource, or `nil` if there is none.
    /// - Throws: ``StoreError`` if the store cannot be used.
    func resource(for key: ResourceKey) async throws -> StoredResource?

    /// Returns the resources of a collection that match a query, one page of them.
    ///
    /// - Parameters:
    ///   - collection: The collection; one that nothing was ever put into is empty.
    ///   - query: The query; its fields are the caller's business.
    /// - Returns: The page and the number of all matches.
    /// - Throws: ``StoreError`` if the store cannot be used, `QueryError` if the query goes beyond a limit.
    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage

    /// Makes changes, all of them or none.
    ///
    /// - Parameter changes: The changes; each sees what those before it did.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made.
    @discardableResult
    func commit(_ changes: [StoreChange]) async throws -> StoreCommit

    /// Returns the commits behind a number, those to come included, in order and without a gap.
    ///
    /// - Parameter sequence: The number of the last commit that is known; 0 for all.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
    func changes(after sequence: UInt64) async throws -> StoreChanges
}
