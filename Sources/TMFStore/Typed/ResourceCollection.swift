import TMFJSON
public import TMFModels
public import TMFQuery

/// The resources of one type in a store, as values of their model.
///
/// ``ResourceStore/collection(of:describedBy:makeIdentifier:)`` creates a collection from any store, including a
/// ``ScopedStore``, which only shows and accepts resources in its scope.
///
/// ```swift
/// let interactions = store.collection(of: PartyInteraction.self)
/// let open = try await interactions.fetch(Query().filter { $0.status == .open }.page(limit: 20))
/// for interaction in open { print(interaction.id, interaction.reason ?? "", interaction.revision) }
/// try await interactions.update(id: "42") { $0.status = .completed }
/// ```
///
/// Writing a resource back loses nothing: members that the model does not know are kept in its `additionalMembers`.
///
/// A collection does not apply the rules of the API, which belong to the service: it checks no attributes, and sets no
/// `href`, no `@type`, no dates and no defaults. Use `Model.findings(for:options:)` to check a resource as a service
/// would.
public struct ResourceCollection<Resource: ResourceModel>: Sendable {
    /// The store that contains the collection.
    public let store: any ResourceStore
    /// The name of the collection in the store, for transactions and scopes.
    public let name: CollectionName

    private let makeIdentifier: @Sendable () -> String

    init(store: any ResourceStore, name: CollectionName, makeIdentifier: @escaping @Sendable () -> String) {
        (self.store, self.name, self.makeIdentifier) = (store, name, makeIdentifier)
    }

    // MARK: - Reading

    /// Returns a resource.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The resource, or `nil` if it does not exist.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notAnObject`` if the stored document is not a JSON object, or
    ///   with another code if the store cannot be used.
    public func fetch(id: String) async throws -> Stored<Resource>? {
        try await store.resource(for: ResourceKey(name, id)).map { try Stored($0) }
    }

    /// Returns one page of the resources that match a query.
    ///
    /// A query without a limit returns all matches on one page. Use ``pages(_:size:)`` to read many matches piece by
    /// piece.
    ///
    /// - Parameter query: The query. Its selection of attributes is ignored, because resources are always complete.
    /// - Returns: The page, with the total number of matches.
    /// - Throws: ``StoreError`` as for ``fetch(id:)``, or `QueryError` if the query exceeds a limit.
    public func fetch(_ query: Query<Resource> = Query()) async throws -> StoredPage<Resource> {
        try await StoredPage(store.resources(in: name, matching: query.resourceQuery))
    }

    /// Returns a page of the collection as it was when the first page was fetched, regardless of later changes.
    ///
    /// - Parameters:
    ///   - query: The query. Its selection of attributes is ignored, because resources are always complete.
    ///   - cursor: The ``StoredPage/cursor`` of an earlier page, or `nil` for the first page.
    /// - Returns: The page, with a cursor for further pages if the store supports cursors.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the store no longer keeps the resources of
    ///   that moment; otherwise as for ``fetch(_:)``.
    public func fetch(
        _ query: Query<Resource> = Query(), cursor: StoreCursor?
    ) async throws -> StoredPage<Resource> {
        try await StoredPage(store.resources(in: name, matching: query.resourceQuery, cursor: cursor))
    }

    /// Returns the resources that match a query, page by page.
    ///
    /// ```swift
    /// for try await page in interactions.pages(Query().filter { $0.status == .open }) {
    ///     for interaction in page { print(interaction.id) }
    /// }
    /// ```
    ///
    /// If the store supports cursors, all pages are as of the moment of the first one. Otherwise, as with a driver that
    /// uses the default implementation, each page reflects the time at which it is read, so that changes in the
    /// meantime can repeat or omit resources.
    ///
    /// - Parameters:
    ///   - query: The query. Its offset and limit apply to all pages together. Its selection of attributes is ignored,
    ///     because resources are always complete.
    ///   - size: The maximum number of resources on a page. A number less than 1 counts as 1.
    /// - Returns: A sequence of pages that are never empty. It throws ``StoreError`` with
    ///   ``StoreError/Code/cursorExpired`` if reading takes longer than the lifetime of a cursor, `CancellationError`
    ///   if the task is cancelled, and otherwise the errors of ``fetch(_:)``.
    public func pages(
        _ query: Query<Resource> = Query(), size: Int = 200
    ) -> some AsyncSequence<StoredPage<Resource>, any Error> & Sendable {
        StoredPages<Resource>(store: store, collection: name, query: query.resourceQuery, size: size)
    }

    // MARK: - Writing

    /// Adds a resource.
    ///
    /// - Parameter resource: The resource. If its `id` is `nil`, it gets a new identifier.
    /// - Returns: The resource with its identifier and revision.
    /// - Throws: ``StoreError`` with ``StoreError/Code/duplicateID`` if the identifier is in use, or with another code
    ///   if the store cannot be used; `JSONParsingError` if the resource exceeds the depth or the length of a document.
    @discardableResult
    public func create(_ resource: Resource) async throws -> Stored<Resource> {
        var resource = resource
        let chosen = resource.id
        var backoff = Backoff()
        while true {
            let id = chosen ?? makeIdentifier()
            resource.id = id
            do {
                let stored = try await store.create(resource.document(), at: ResourceKey(name, id))
                return Stored(resource, id: id, revision: stored.revision)
            } catch let error as StoreError where error.code == .duplicateID && chosen == nil {
                guard await backoff.pause() else { throw error }
            }
        }
    }

    /// Changes a resource in place.
    ///
    /// ```swift
    /// try await interactions.update(id: "42") { $0.note.append(Note(text: "Called back")) }
    /// ```
    ///
    /// The change is stored only if the resource has not changed since it was read. If others have changed it in the
    /// meantime, it is read and changed again, up to 20 times and with growing pauses. If a revision is given, the
    /// first conflict throws an error. A change that has no effect is not stored.
    ///
    /// - Parameters:
    ///   - id: The identifier.
    ///   - revision: The revision that the resource must have, or `nil` for any.
    ///   - change: Changes the resource, but not its `id`. It is called again for every attempt.
    /// - Returns: The resource after the change.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` if the resource does not exist, with
    ///   ``StoreError/Code/revisionMismatch`` if others have changed it, with ``StoreError/Code/changedID`` if the
    ///   change sets another `id`, or with another code if the store cannot be used; the error of `change`; or
    ///   `JSONParsingError` as for ``create(_:)``.
    @discardableResult
    public func update(
        id: String, revision: UInt64? = nil, _ change: (inout Resource) throws -> Void
    ) async throws -> Stored<Resource> {
        let key = ResourceKey(name, id)
        var backoff = Backoff()
        while true {
            guard let row = try await store.resource(for: key) else { throw StoreError(.notFound, key: key) }
            guard revision == nil || revision == row.revision else { throw StoreError(.revisionMismatch, key: key) }
            let found = try Stored<Resource>(row)
            var resource = found.value
            try change(&resource)
            let document = try resource.document()
            // Equal values can have different texts, and the text that the caller writes is kept.
            guard document.bytes != found.value.serialized() else { return found }
            guard document.root.identifier == row.document.root.identifier else {
                throw StoreError(.changedID, key: key)
            }
            do {
                let stored = try await store.replace(key, with: document, revision: row.revision)
                return Stored(resource, id: id, revision: stored.revision)
            } catch let error as StoreError where error.code == .revisionMismatch && revision == nil {
                guard await backoff.pause() else { throw error }
            }
        }
    }

    /// Removes a resource.
    ///
    /// - Parameters:
    ///   - id: The identifier.
    ///   - revision: The revision that the resource must have, or `nil` for any.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``, or with another code
    ///   if the store cannot be used.
    public func delete(id: String, revision: UInt64? = nil) async throws {
        try await store.delete(ResourceKey(name, id), revision: revision)
    }

    // MARK: - Changes

    /// Returns the changes of the collection after a commit and keeps delivering new ones.
    ///
    /// ```swift
    /// for try await change in try await interactions.changes() {
    ///     print(change.id, change.before?.status, change.after?.status)
    /// }
    /// ```
    ///
    /// - Parameter sequence: The number of the last known commit, such as ``StoredPage/sequence`` or
    ///   ``CollectionChange/sequence``; 0 for all changes, or `nil` for changes from now on.
    /// - Returns: A sequence in the order of the changes that ends only when the task that reads it is cancelled. It
    ///   throws ``StoreError`` with ``StoreError/Code/changesExpired`` if its reader misses commits that the store no
    ///   longer keeps, or with ``StoreError/Code/notAnObject`` if a stored document is not a JSON object.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next commit.
    public func changes(
        after sequence: UInt64? = nil
    ) async throws -> some AsyncSequence<CollectionChange<Resource>, any Error> & Sendable {
        let known: UInt64
        if let sequence {
            known = sequence
        } else {
            let nothing = ResourceQuery(filter: .any([]), page: Page(limit: 0))
            known = try await store.resources(in: name, matching: nothing).sequence
        }
        return CollectionChanges<Resource>(collection: name, feed: try await store.changes(after: known))
    }
}

extension JSONElement {
    /// The value of `id`, of any kind.
    fileprivate var identifier: JSONValue? { self["id"].map { JSONValue($0) } }
}
