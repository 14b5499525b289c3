import TMFJSON
public import TMFQuery

/// A view of a store that is limited to the resources that satisfy a condition, as if there were no others.
///
/// A scope contains the resources that a tenant or a party may see and change. Resources outside the scope are neither
/// found nor counted, and no change can move a resource there.
///
/// ```swift
/// let scoped = ScopedStore(store, to: ["partyInteraction": .equals("relatedParty.id", .text("42"))])
/// ```
///
/// Identifiers are unique in the entire store: creating a resource whose identifier is in use outside the scope fails
/// with ``StoreError/Code/duplicateID``. The feed of changes omits commits that only affect resources outside the
/// scope, so its numbers have gaps. In the feed, a resource that enters the scope is created, and one that leaves it is
/// deleted.
public struct ScopedStore<Base: ResourceStore>: ResourceStore {
    /// The maximum number of commits to examine together in search of one that affects the scope.
    private static var greatestBatch: Int { 256 }

    let base: Base
    private let scope: [CollectionName: CompiledQuery]
    private let elsewhere: CompiledQuery

    /// Creates a view of a store.
    ///
    /// - Parameters:
    ///   - base: The entire store.
    ///   - scope: The condition on the resources of each collection.
    ///   - elsewhere: The condition on the resources of all other collections; by default, no resource satisfies it.
    ///   - limits: The limits of the conditions.
    public init(
        _ base: Base, to scope: [CollectionName: Filter], elsewhere: Filter = .any([]), limits: QueryLimits = .default
    ) {
        self.base = base
        self.scope = scope.mapValues { CompiledQuery(ResourceQuery(filter: $0), limits: limits) }
        self.elsewhere = CompiledQuery(ResourceQuery(filter: elsewhere), limits: limits)
    }

    private func condition(_ collection: CollectionName) -> CompiledQuery { scope[collection] ?? elsewhere }

    private func holds(_ document: JSONDocument, _ collection: CollectionName) throws(QueryError) -> Bool {
        try condition(collection).matches(document)
    }

    func narrowed(_ query: ResourceQuery, _ collection: CollectionName) -> ResourceQuery {
        var query = query
        query.filter = .all([condition(collection).query.filter, query.filter])
        return query
    }

    // MARK: - Reading

    /// Returns a resource of the scope.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if it does not exist in the scope.
    /// - Throws: ``StoreError`` if the store cannot be used, or `QueryError` if the condition exceeds a limit.
    public func resource(for key: ResourceKey) async throws -> StoredResource? {
        guard let found = try await base.resource(for: key), try holds(found.document, key.collection) else {
            return nil
        }
        return found
    }

    /// Returns several resources of the scope, with one request to the store.
    ///
    /// - Parameter keys: The keys, in any order. Repeated keys count once.
    /// - Returns: The resources that exist in the scope, keyed by their keys.
    /// - Throws: ``StoreError`` if the store cannot be used, or `QueryError` if the condition exceeds a limit.
    public func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        try await base.resources(for: keys).filter { try holds($0.value.document, $0.key.collection) }
    }

    /// Returns one page of the resources of the scope that match a query.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page, with the total number of matches in the scope.
    /// - Throws: ``StoreError`` if the store cannot be used, or `QueryError` if the query or the condition exceeds a
    ///   limit.
    public func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        try await visible(base.resources(in: collection, matching: narrowed(query, collection)))
    }

    /// Returns a page of the scope as it was when the first page was requested.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The cursor of an earlier page, or `nil` for the current resources.
    ///   - client: The client, or `nil` if it is unknown. The limit of cursors applies to each client separately.
    /// - Returns: The page, with the total number of matches in the scope and a cursor if the store supports cursors.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the store throws it; otherwise as for a page
    ///   without a cursor.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        try await visible(
            base.resources(in: collection, matching: narrowed(query, collection), cursor: cursor, for: client))
    }

    /// Returns the page without the names of resources outside the scope, or of those that may be outside.
    private func visible(_ page: StorePage) async throws -> StorePage {
        guard !page.exceeding.isEmpty else { return page }
        var page = page
        let found = try await base.resources(for: page.exceeding)
        page.exceeding.removeAll { key in
            found[key].map { (try? holds($0.document, key.collection)) != true } ?? true
        }
        return page
    }

    // MARK: - Writing

    /// Makes changes in the scope, either all or none.
    ///
    /// If others change the resources in the meantime, the commit is retried up to 20 times, with growing pauses. After
    /// that, this method throws the error of the store.
    ///
    /// - Parameter transaction: The changes, each of which sees the effects of those before it, and the note.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made; with ``StoreError/Code/notFound``
    ///   also for a resource outside the scope, and with ``StoreError/Code/outOfScope`` for a document that would be
    ///   outside it.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        let keys = Array(Set(transaction.changes.map(\.key)))
        var backoff = Backoff()
        while true {
            // This includes resources outside the scope.
            let found = try await base.resources(for: keys)
            let checked = StoreTransaction(try check(transaction.changes, found), note: transaction.note)
            do {
                return try await base.commit(checked)
            } catch let error as StoreError where error.isConflict {
                // The check may be out of date. If it is not, the caller gets the error.
                guard try await base.resources(for: keys) != found, await backoff.pause() else { throw error }
            }
        }
    }

    /// Returns the changes with the revisions that were checked, so that nothing can leave the scope in the meantime.
    private func check(_ changes: [StoreChange], _ found: [ResourceKey: StoredResource]) throws -> [StoreChange] {
        var checked: [StoreChange] = []
        /// Whether a resource exists after the previous changes, for the keys of these changes.
        var isThere: [ResourceKey: Bool] = [:]
        for change in changes {
            let key = change.key
            let known = isThere[key]
            let current = known == nil ? found[key] : nil
            switch change {
            case .create(_, let document):
                guard current == nil, known != true else { throw StoreError(.duplicateID, key: key) }
                guard try holds(document, key.collection) else { throw StoreError(.outOfScope, key: key) }
                checked.append(change)
                isThere[key] = true
            case .replace(_, let document, let revision):
                let revision = try self.revision(revision, of: key, current: current, known: known)
                guard try holds(document, key.collection) else { throw StoreError(.outOfScope, key: key) }
                checked.append(.replace(key, document, revision: revision))
                isThere[key] = true
            case .delete(_, let revision):
                checked.append(
                    .delete(key, revision: try self.revision(revision, of: key, current: current, known: known)))
                isThere[key] = false
            }
        }
        return checked
    }

    /// Returns the revision that a resource must have for a change to it.
    private func revision(
        _ revision: UInt64?, of key: ResourceKey, current: StoredResource?, known: Bool?
    ) throws -> UInt64? {
        if let known {
            guard known else { throw StoreError(.notFound, key: key) }
            return revision
        }
        guard let current, try holds(current.document, key.collection) else { throw StoreError(.notFound, key: key) }
        guard revision == nil || revision == current.revision else { throw StoreError(.revisionMismatch, key: key) }
        return current.revision
    }

    // MARK: - Changes

    /// Returns the commits after a sequence number that affect the scope, and keeps delivering new ones.
    ///
    /// The note of a commit is included unchanged, whatever else the commit has changed.
    ///
    /// - Parameter sequence: The number of the last known commit, or 0 for all commits.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next commit.
    public func changes(after sequence: UInt64) async throws -> StoreChanges {
        let feed = try await base.changes(after: sequence)
        return StoreChanges(after: sequence) { known, count in
            var (known, size) = (known, count)
            while true {
                let commits = try await feed.next(known, size)
                guard let last = commits.last else { return [] }
                let visible = try visible(commits, atMost: count)
                if !visible.isEmpty { return visible }
                known = last.sequence
                size = max(size, 2 * min(size, Self.greatestBatch / 2))
            }
        }
    }

    /// Returns how far the feed of changes of the entire store reaches.
    ///
    /// - Returns: The range of sequence numbers, whose bounds may be those of commits outside the scope.
    /// - Throws: ``StoreError`` if the store cannot be used.
    public func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }

    /// Returns the first of the given commits that affect the scope, as seen through the scope.
    private func visible(_ commits: [StoreCommit], atMost count: Int) throws -> [StoreCommit] {
        var found: [StoreCommit] = []
        for var commit in commits where found.count < count {
            let isEmpty = commit.changes.isEmpty
            do {
                commit.changes = try commit.changes.compactMap(visible)
            } catch {
                // The error occurs again when the reader reaches that commit.
                guard found.isEmpty else { break }
                throw error
            }
            if isEmpty || !commit.changes.isEmpty { found.append(commit) }
        }
        return found
    }

    /// Returns a change as seen through the scope, or `nil` if it is not visible.
    private func visible(_ change: StoreCommit.Change) throws -> StoreCommit.Change? {
        let collection = change.key.collection
        var change = change
        if let document = change.document, try !holds(document, collection) { change.document = nil }
        if let previous = change.previous, try !holds(previous.document, collection) { change.previous = nil }
        return change.document == nil && change.previous == nil ? nil : change
    }
}
