import TMFJSON
public import TMFModels
public import TMFQuery

/// The resources of one type in a store, as values of their model.
///
/// ``ResourceStore/collection(of:describedBy:makeIdentifier:)`` makes one from any store, also from a ``ScopedStore``, which
/// shows and takes only what is in its scope.
///
/// ```swift
/// let interactions = store.collection(of: PartyInteraction.self)
/// let open = try await interactions.fetch(Query().filter { $0.status == .open }.page(limit: 20))
/// for interaction in open { print(interaction.id, interaction.reason ?? "", interaction.revision) }
/// try await interactions.update(id: "42") { $0.status = .completed }
/// ```
///
/// Nothing of a resource is lost: members that the model does not know are kept in its `additionalMembers` and written back.
///
/// The rules of the API are the service's, not the collection's: it checks no attributes, and sets no `href`, no `@type`, no
/// dates and no defaults. ``Model/findings(for:options:)`` tells what a service would refuse.
public struct ResourceCollection<Resource: ResourceModel>: Sendable {
    /// The store that has the collection.
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
    /// - Throws: ``StoreError`` with ``StoreError/Code/notAnObject`` if something other than a JSON object is stored, or with
    ///   another code if the store cannot be used.
    public func fetch(id: String) async throws -> Stored<Resource>? {
        try await store.resource(for: ResourceKey(name, id)).map { try Stored($0) }
    }

    /// Returns the resources that match a query, one page of them.
    ///
    /// A query without a limit returns all matches on one page; ``pages(_:size:)`` reads many of them piece by piece.
    ///
    /// - Parameter query: The query. Resources are always complete: a selection of attributes is ignored.
    /// - Returns: The page, with the number of all matches.
    /// - Throws: ``StoreError`` as ``fetch(id:)`` does, `QueryError` if the query goes beyond a limit.
    public func fetch(_ query: Query<Resource> = Query()) async throws -> StoredPage<Resource> {
        try await StoredPage(store.resources(in: name, matching: query.resourceQuery))
    }

    /// Returns a page of the collection as it was when its first page was fetched, whatever has been written since.
    ///
    /// - Parameters:
    ///   - query: The query. Resources are always complete: a selection of attributes is ignored.
    ///   - cursor: The ``StoredPage/cursor`` of an earlier page, or `nil` for the first page.
    /// - Returns: The page, with a cursor for further pages if the store can keep one.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the store no longer keeps the resources of that
    ///   moment; otherwise as ``fetch(_:)`` does.
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
    /// All pages are from the moment of the first one where the store keeps cursors. A store without them, such as a driver
    /// that takes the default, reads each page as it is then, so that changes in between can repeat or leave out resources.
    ///
    /// - Parameters:
    ///   - query: The query; its offset and limit bound all pages together. Resources are always complete: a selection of
    ///     attributes is ignored.
    ///   - size: The number of resources on a page at most; a number less than 1 counts as 1.
    /// - Returns: A sequence of pages, none of which is empty. It throws ``StoreError`` with
    ///   ``StoreError/Code/cursorExpired`` if reading takes longer than the store keeps the moment, `CancellationError` if the
    ///   task is cancelled, and otherwise as ``fetch(_:)`` does.
    public func pages(
        _ query: Query<Resource> = Query(), size: Int = 200
    ) -> some AsyncSequence<StoredPage<Resource>, any Error> & Sendable {
        StoredPages<Resource>(store: store, collection: name, query: query.resourceQuery, size: size)
    }

    // MARK: - Writing

    /// Adds a resource.
    ///
    /// - Parameter resource: The resource. If its `id` is `nil`, it gets a new one.
    /// - Returns: The resource with its identifier and revision.
    /// - Throws: ``StoreError`` with ``StoreError/Code/duplicateID`` if the identifier is taken, or with another code if the store
    ///   cannot be used; `JSONParsingError` if the resource is deeper or longer than a document may be.
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
    /// The change is stored only if the resource is still the one that was read. If others have changed it in the meantime, it is
    /// read and changed again, with growing pauses, 20 times at most; if a revision is given, the first conflict is the
    /// caller's. A change that changes nothing stores nothing.
    ///
    /// - Parameters:
    ///   - id: The identifier.
    ///   - revision: The revision that the resource must have, or `nil` for any.
    ///   - change: Changes the resource, but not its `id`. It is called again for every attempt.
    /// - Returns: The resource after the change.
    /// - Throws: ``StoreError`` with ``StoreError/Code/notFound`` if the resource does not exist, with
    ///   ``StoreError/Code/revisionMismatch`` if others have changed it, with ``StoreError/Code/changedID`` if the change sets
    ///   another `id`, or with another code if the store cannot be used; the error of `change`; `JSONParsingError` as
    ///   ``create(_:)`` does.
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
            // Equal values may be written in another way, and what the caller writes counts.
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

    /// Returns the changes of the collection after a commit, and waits for new ones.
    ///
    /// ```swift
    /// for try await change in try await interactions.changes() {
    ///     print(change.id, change.before?.status, change.after?.status)
    /// }
    /// ```
    ///
    /// - Parameter sequence: The number of the last commit that is known, such as ``StoredPage/sequence`` or
    ///   ``CollectionChange/sequence``; 0 for all changes, `nil` for those after the present moment.
    /// - Returns: A sequence in the order of the changes that ends only when the task that reads it is cancelled. It throws
    ///   ``StoreError`` with ``StoreError/Code/changesExpired`` if its reader misses commits that the store no longer keeps, and
    ///   with ``StoreError/Code/notAnObject`` if something other than a JSON object was stored.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
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
    /// The value of `id`, of whatever kind it is.
    fileprivate var identifier: JSONValue? { self["id"].map { JSONValue($0) } }
}
