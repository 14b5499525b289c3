public import TMFJSON
public import TMFQuery

/// A place that keeps resources.
///
/// A store knows collections, keys and JSON documents, and nothing of any API. Collections need not be made: a name makes
/// one. ``collection(of:describedBy:makeIdentifier:)`` returns the resources of one type as values of their model.
///
/// Calls run on the executor of the caller. The stores in memory and in files answer reads without suspending, so a query
/// that no index helps with occupies that executor until it has read its collection: do not make it on the main actor if the
/// collection is large.
///
/// ## Implementation guidance
///
/// Four requirements make a driver: ``resource(for:)``, ``resources(in:matching:)``, ``commit(_:)`` and ``changes(after:)``; what
/// else is declared here has a default. `StoreContract` of `TMFTesting` runs what
/// every driver must show.
///
/// - A commit is all or nothing: if one change cannot be made, none is, and no reader ever sees a part of it.
/// - Commits are ordered. The numbers grow by one; what a commit wrote has its number as its revision. A commit that was
///   refused takes no number.
/// - After a commit returns, every read finds it.
/// - Identifiers and names of collections are compared byte by byte in UTF-8, never by canonical equivalence.
/// - Documents are given back byte for byte.
/// - In a database that is a column of bytes for keys, which may hold U+0000, and a counter of commits that is raised in the
///   transaction, as sequences leave gaps.
/// - Without a sort order, a list is in the order in which the resources were created, so that pages are stable; replacing
///   a resource leaves it at its place. With one, resources that are alike follow the `id` in their documents, and then the
///   order of creation.
/// - ``StorePage/total`` counts all matches, whatever the page, and ``StorePage/sequence`` is the number of the last commit that
///   the page reflects. `CompiledQuery` evaluates what a database cannot.
/// - A feed of changes holds every commit once, in order, with the documents that it replaced or deleted, and with its note.
/// - An error is a ``StoreError``, or the `QueryError` of a query that goes beyond a limit. After an error, nothing has
///   changed.
public protocol ResourceStore: Sendable {
    /// Returns a resource.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if it does not exist.
    /// - Throws: ``StoreError`` if the store cannot be used.
    func resource(for key: ResourceKey) async throws -> StoredResource?

    /// Returns several resources.
    ///
    /// The default reads one after the other. A store that can reads all at one moment and with one question to its database.
    ///
    /// - Parameter keys: The keys, in any order; one that is repeated counts once.
    /// - Returns: The resources that are there, by their keys.
    /// - Throws: ``StoreError`` if the store cannot be used.
    func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource]

    /// Returns the resources of a collection that match a query, one page of them.
    ///
    /// - Parameters:
    ///   - collection: The collection; one that nothing was ever put into is empty.
    ///   - query: The query; its fields are the caller's business.
    /// - Returns: The page and the number of all matches.
    /// - Throws: ``StoreError`` if the store cannot be used, `QueryError` if the query goes beyond a limit.
    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage

    /// Returns a page of a collection as it was when its first page was asked for, whatever was written since.
    ///
    /// The default gives the present resources and no cursor, and says of any cursor that it has expired.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The ``StorePage/cursor`` of an earlier page, or `nil` for the present resources.
    ///   - client: The client, or `nil` if it is unknown. A store that bounds its cursors counts them for each client, so that none
    ///     ends those of another.
    /// - Returns: The page, the number of all matches, and the cursor for further pages, if the store can keep one.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the resources of then are no longer kept, or as
    ///   ``resources(in:matching:)`` does.
    func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage

    /// Makes changes, all of them or none.
    ///
    /// - Parameter transaction: The changes, each of which sees what those before it did, and a note.
    /// - Returns: The commit with its number, which is the revision of all that it wrote, and with the note.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made, or with ``StoreError/Code/invalidNote``.
    @discardableResult
    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit

    /// Returns the commits after a sequence number and keeps delivering new ones, in order and without a gap.
    ///
    /// - Parameter sequence: The number of the last commit that is known; 0 for all.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled. It throws ``StoreError`` with
    ///   ``StoreError/Code/changesExpired`` if the reader misses commits that the store no longer keeps.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
    func changes(after sequence: UInt64) async throws -> StoreChanges
}

extension ResourceStore {
    /// Returns several resources, reading one after the other.
    public func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        var found: [ResourceKey: StoredResource] = [:]
        for key in Set(keys) { found[key] = try await resource(for: key) }
        return found
    }

    /// Returns the present resources and no cursor, or says that a cursor has expired.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        guard cursor == nil else { throw StoreError(.cursorExpired) }
        return try await resources(in: collection, matching: query)
    }

    /// Returns a page of a collection as it was when its first page was asked for, for an unknown client.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The ``StorePage/cursor`` of an earlier page, or `nil` for the present resources.
    /// - Returns: The page, the number of all matches, and the cursor for further pages, if the store can keep one.
    /// - Throws: ``StoreError`` or `QueryError`, as ``resources(in:matching:cursor:for:)`` does.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?
    ) async throws -> StorePage {
        try await resources(in: collection, matching: query, cursor: cursor, for: nil)
    }

    /// Makes changes, all of them or none.
    ///
    /// - Parameters:
    ///   - changes: The changes; each sees what those before it did.
    ///   - note: An explanation of the changes for the readers of the feed, or `nil` for none.
    /// - Returns: The commit with its number, which is the revision of all that it wrote.
    /// - Throws: ``StoreError`` as ``commit(_:)`` does.
    @discardableResult
    public func commit(_ changes: [StoreChange], note: JSONObject? = nil) async throws -> StoreCommit {
        try await commit(StoreTransaction(changes, note: note))
    }

    /// Adds a resource.
    ///
    /// - Parameters:
    ///   - document: The resource.
    ///   - key: Its key, which must be free.
    /// - Returns: The resource as it is stored.
    /// - Throws: ``StoreError`` with ``StoreError/Code/duplicateID`` if there is one, or another code if the store cannot be
    ///   used.
    @discardableResult
    public func create(_ document: JSONDocument, at key: ResourceKey) async throws -> StoredResource {
        let commit = try await commit([.create(key, document)])
        return StoredResource(key: key, revision: commit.sequence, document: document)
    }

    /// Replaces a resource.
    ///
    /// - Parameters:
    ///   - key: Its key.
    ///   - document: The new document.
    ///   - revision: The revision that it must have, or `nil` for any.
    /// - Returns: The resource as it is stored.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``, or another code if
    ///   the store cannot be used.
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
    ///   - key: Its key.
    ///   - revision: The revision that it must have, or `nil` for any.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``, or another code if
    ///   the store cannot be used.
    public func delete(_ key: ResourceKey, revision: UInt64? = nil) async throws {
        try await commit([.delete(key, revision: revision)])
    }
}
