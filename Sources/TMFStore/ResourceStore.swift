public import TMFJSON
public import TMFQuery

/// A store of resources.
///
/// A store manages collections, keys and JSON documents, independently of any API. Collections need not be created: any
/// name refers to one. ``collection(of:describedBy:makeIdentifier:)`` returns the resources of one type as values of
/// their model.
///
/// Calls run on the caller's executor. The stores in memory and in files answer reads without suspending, so a query
/// that no index supports occupies that executor until it has read its collection. If the collection is large, do not
/// run such a query on the main actor.
///
/// ## Implementation guidance
///
/// A driver implements five requirements: ``resource(for:)``, ``resources(in:matching:)``, ``commit(_:)``,
/// ``changes(after:)`` and ``feedRange()``. All others have default implementations. `StoreContract` in `TMFTesting` tests the rules that
/// every driver must follow:
///
/// - A commit is made completely or not at all: if one change cannot be made, none is, and no reader ever sees only a
///   part of it.
/// - Commits are ordered. Their numbers increase by one, and the number of a commit is the revision of the resources
///   that it wrote. A refused commit takes up no number.
/// - After a commit returns, every read reflects it.
/// - Identifiers and names of collections are compared byte by byte in UTF-8, never by canonical equivalence.
/// - Documents are returned byte for byte.
/// - In a database, keys therefore need a binary column, because they may contain U+0000, and commits need a counter
///   that is incremented in the transaction, because database sequences leave gaps.
/// - Without a sort order, a list is in the order in which the resources were created, so that pages are stable;
///   replacing a resource does not move it. With a sort order, equal resources are sorted by the `id` in their
///   documents and then by the order of creation.
/// - ``StorePage/total`` counts all matches on all pages, and ``StorePage/sequence`` is the number of the last commit
///   that the page reflects. `CompiledQuery` evaluates the conditions that a database cannot.
/// - The range of the feed tells exactly from which numbers a feed can start, and ends with the last commit.
/// - A feed of changes contains every commit once and in order, with the documents that it replaced or deleted, and
///   with its note.
/// - An error is a ``StoreError``, or a `QueryError` if a query exceeds a limit. After an error, nothing has changed.
public protocol ResourceStore: Sendable {
    /// Returns a resource.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if it does not exist.
    /// - Throws: ``StoreError`` if the store cannot be used.
    func resource(for key: ResourceKey) async throws -> StoredResource?

    /// Returns several resources.
    ///
    /// The default implementation reads one resource after the other. A store should read all of them as of the same
    /// moment, with one request to its database, if it can.
    ///
    /// - Parameter keys: The keys, in any order. Repeated keys count once.
    /// - Returns: The resources that exist, keyed by their keys.
    /// - Throws: ``StoreError`` if the store cannot be used.
    func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource]

    /// Returns one page of the resources of a collection that match a query.
    ///
    /// - Parameters:
    ///   - collection: The collection. A collection to which nothing was ever added is empty.
    ///   - query: The query. The store ignores its selection of fields.
    /// - Returns: The page, with the total number of matches.
    /// - Throws: ``StoreError`` if the store cannot be used, or `QueryError` if the query exceeds a limit.
    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage

    /// Returns a page of a collection as it was when the first page was requested, regardless of later changes.
    ///
    /// The default implementation returns the current resources without a cursor, and treats every cursor as expired.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The ``StorePage/cursor`` of an earlier page, or `nil` for the current resources.
    ///   - client: The client, or `nil` if it is unknown. A store with a limit of cursors applies it to each client
    ///     separately, so that no client ends the cursors of another.
    /// - Returns: The page, with the total number of matches and a cursor for further pages if the store supports
    ///   cursors.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the store no longer keeps the resources of
    ///   that moment; otherwise as for ``resources(in:matching:)``.
    func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage

    /// Makes changes, either all or none.
    ///
    /// - Parameter transaction: The changes, each of which sees the effects of those before it, and the note.
    /// - Returns: The commit, with the note and with its number, which is the revision of all resources that it wrote.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made, or with ``StoreError/Code/invalidNote``.
    @discardableResult
    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit

    /// Returns the commits after a sequence number and keeps delivering new ones, in order and without a gap.
    ///
    /// - Parameter sequence: The number of the last known commit, or 0 for all commits.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled. It throws ``StoreError`` with
    ///   ``StoreError/Code/changesExpired`` if the reader misses commits that the store no longer keeps.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next commit.
    func changes(after sequence: UInt64) async throws -> StoreChanges

    /// Returns how far the feed of changes reaches.
    ///
    /// ``changes(after:)`` accepts every number of the range and every greater one. A store that discards commits in the
    /// meantime may raise the lower bound at any time.
    ///
    /// - Returns: The range of sequence numbers from the one before the oldest commit that the store keeps, which is 0
    ///   if it keeps all, to that of the last commit.
    /// - Throws: ``StoreError`` if the store cannot be used.
    func feedRange() async throws -> ClosedRange<UInt64>
}

extension ResourceStore {
    /// Returns several resources, which it reads one after the other.
    public func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        var found: [ResourceKey: StoredResource] = [:]
        for key in Set(keys) { found[key] = try await resource(for: key) }
        return found
    }

    /// Returns the current resources without a cursor, and treats every cursor as expired.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        guard cursor == nil else { throw StoreError(.cursorExpired) }
        return try await resources(in: collection, matching: query)
    }

    /// Returns a page of a collection as it was when the first page was requested, for an unknown client.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The ``StorePage/cursor`` of an earlier page, or `nil` for the current resources.
    /// - Returns: The page, with the total number of matches and a cursor for further pages if the store supports
    ///   cursors.
    /// - Throws: ``StoreError`` or `QueryError`, as for ``resources(in:matching:cursor:for:)``.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?
    ) async throws -> StorePage {
        try await resources(in: collection, matching: query, cursor: cursor, for: nil)
    }

    /// Makes changes, either all or none.
    ///
    /// - Parameters:
    ///   - changes: The changes, each of which sees the effects of those before it.
    ///   - note: An explanation of the changes for the readers of the feed, or `nil` for none.
    /// - Returns: The commit with its number, which is the revision of all resources that it wrote.
    /// - Throws: ``StoreError`` as for ``commit(_:)``.
    @discardableResult
    public func commit(_ changes: [StoreChange], note: JSONObject? = nil) async throws -> StoreCommit {
        try await commit(StoreTransaction(changes, note: note))
    }

    /// Adds a resource.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - key: The key of the resource, which must not be in use.
    /// - Returns: The resource as it is stored.
    /// - Throws: ``StoreError`` with ``StoreError/Code/duplicateID`` if the key is in use, or with another code if the
    ///   store cannot be used.
    @discardableResult
    public func create(_ document: JSONDocument, at key: ResourceKey) async throws -> StoredResource {
        let commit = try await commit([.create(key, document)])
        return StoredResource(key: key, revision: commit.sequence, document: document)
    }

    /// Replaces a resource.
    ///
    /// - Parameters:
    ///   - key: The key of the resource.
    ///   - document: The new document.
    ///   - revision: The revision that the resource must have, or `nil` for any.
    /// - Returns: The resource as it is stored.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``, or with
    ///   another code if the store cannot be used.
    @discardableResult
    public func replace(
        _ key: ResourceKey, with document: JSONDocument, revision: UInt64? = nil
    ) async throws -> StoredResource {
        let commit = try await commit([.replace(key, document, revision: revision)])
        return StoredResource(key: key, revision: commit.sequence, document: document)
    }

    /// Removes a resource.
    ///
    /// - Parameters:
    ///   - key: The key of the resource.
    ///   - revision: The revision that the resource must have, or `nil` for any.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``, or with
    ///   another code if the store cannot be used.
    public func delete(_ key: ResourceKey, revision: UInt64? = nil) async throws {
        try await commit([.delete(key, revision: revision)])
    }
}
