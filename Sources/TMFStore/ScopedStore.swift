import TMFJSON
public import TMFQuery

/// A part of a store: the resources that satisfy a condition, as if there were no others.
///
/// It is what a tenant or a party may see and change. Resources outside the scope are not found and not counted, and no change
/// can put one there.
///
/// ```swift
/// let scoped = ScopedStore(store, to: ["partyInteraction": .equals("relatedParty.id", .text("42"))])
/// ```
///
/// Identifiers are those of the entire store: to create a resource whose identifier is taken outside the scope is a
/// ``StoreError/Code/duplicateID``. The feed of changes leaves out the commits that change something outside the scope only, so
/// its numbers have gaps; a resource that enters the scope is created there, one that leaves it is deleted.
public struct ScopedStore<Base: ResourceStore>: ResourceStore {
    /// The number of commits that are looked at together at most, in search of one that changes something in the scope.
    private static var greatestBatch: Int { 256 }

    let base: Base
    private let scope: [CollectionName: CompiledQuery]
    private let elsewhere: CompiledQuery

    /// Creates a view of a store.
    ///
    /// - Parameters:
    ///   - base: The entire store.
    ///   - scope: The condition on the resources of each collection.
    ///   - elsewhere: The condition on those of all other collections; no resource satisfies it unless another is given.
    ///   - limits: The most that the conditions may ask for.
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
    /// - Returns: The resource, or `nil` if there is none in the scope.
    /// - Throws: ``StoreError`` if the store cannot be used, `QueryError` if the condition goes beyond a limit.
    public func resource(for key: ResourceKey) async throws -> StoredResource? {
        guard let found = try await base.resource(for: key), try holds(found.document, key.collection) else {
            return nil
        }
        return found
    }

    /// Returns several resources of the scope, with one question to the store.
    ///
    /// - Parameter keys: The keys, in any order; one that is repeated counts once.
    /// - Returns: The resources that are there and in the scope, by their keys.
    /// - Throws: ``StoreError`` if the store cannot be used, `QueryError` if the condition goes beyond a limit.
    public func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        try await base.resources(for: keys).filter { try holds($0.value.document, $0.key.collection) }
    }

    /// Returns the resources of the scope that match a query, one page of them.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page and the number of all matches in the scope.
    /// - Throws: ``StoreError`` if the store cannot be used, `QueryError` if the query or the condition goes beyond a limit.
    public func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        try await visible(base.resources(in: collection, matching: narrowed(query, collection)))
    }

    /// Returns a page of the scope as it was when its first page was asked for.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The cursor of an earlier page, or `nil` for the present resources.
    ///   - client: The client, or `nil` if it is unknown. Cursors are counted for each client.
    /// - Returns: The page, the number of all matches in the scope, and a cursor, if the store can keep one.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` as the store does; otherwise as for a page without a
    ///   cursor.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        try await visible(
            base.resources(in: collection, matching: narrowed(query, collection), cursor: cursor, for: client))
    }

    /// The page without the names of resources outside the scope, or of those whose scope is unknown.
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

    /// Makes changes in the scope, all of them or none.
    ///
    /// The store is asked again, with growing pauses, if others change the resources meanwhile; after 20 times the error is
    /// the caller's.
    ///
    /// - Parameter transaction: The changes, each of which sees what those before it did, and a note.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made; with ``StoreError/Code/notFound`` also for
    ///   what is outside the scope, and with ``StoreError/Code/outOfScope`` for a document that does not belong there.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        let keys = Array(Set(transaction.changes.map(\.key)))
        var backoff = Backoff()
        while true {
            // Also what is outside the scope.
            let found = try await base.resources(for: keys)
            let checked = StoreTransaction(try check(transaction.changes, found), note: transaction.note)
            do {
                return try await base.commit(checked)
            } catch let error as StoreError where Self.isConflict(error) {
                // The check may be out of date; if it is not, the error is the caller's.
                guard try await base.resources(for: keys) != found, await backoff.pause() else { throw error }
            }
        }
    }

    private static func isConflict(_ error: StoreError) -> Bool {
        error.code == .duplicateID || error.code == .notFound || error.code == .revisionMismatch
    }

    /// Returns the changes with the revisions that were checked, so that nothing can leave the scope in between.
    private func check(_ changes: [StoreChange], _ found: [ResourceKey: StoredResource]) throws -> [StoreChange] {
        var checked: [StoreChange] = []
        /// Whether there is a resource after the changes so far, for the keys of these.
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

    /// The revision that a resource must have for a change of it.
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

    /// Returns the commits after a number that change something in the scope, those to come included.
    ///
    /// The note of a commit is told as it is, whatever else the commit has changed.
    ///
    /// - Parameter sequence: The number of the last commit that is known; 0 for all.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
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

    /// The first of some commits that change something in the scope, as those see them who see the scope only.
    private func visible(_ commits: [StoreCommit], atMost count: Int) throws -> [StoreCommit] {
        var found: [StoreCommit] = []
        for var commit in commits where found.count < count {
            let isEmpty = commit.changes.isEmpty
            do {
                commit.changes = try commit.changes.compactMap(visible)
            } catch {
                // The error comes again when the reader has come to the commit.
                guard found.isEmpty else { break }
                throw error
            }
            if isEmpty || !commit.changes.isEmpty { found.append(commit) }
        }
        return found
    }

    /// Returns a change as seen through the scope; `nil` if it is not visible.
    private func visible(_ change: StoreCommit.Change) throws -> StoreCommit.Change? {
        let collection = change.key.collection
        var change = change
        if let document = change.document, try !holds(document, collection) { change.document = nil }
        if let previous = change.previous, try !holds(previous.document, collection) { change.previous = nil }
        return change.document == nil && change.previous == nil ? nil : change
    }
}
