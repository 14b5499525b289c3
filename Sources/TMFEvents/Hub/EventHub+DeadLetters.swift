import TMFJSON
import TMFModels
import TMFQuery
public import TMFStore

extension EventHub {
    /// Returns the events that a listener refused, in order.
    ///
    /// - Parameter id: The identifier of the subscription.
    /// - Returns: The events, as they were sent.
    /// - Throws: `StoreError` if the store cannot be used.
    public func deadLetters(of id: String) async throws -> [DeadLetter] {
        try await deadLetterPage(.equals("subscription", .text(id))).compactMap { DeadLetter($0.document) }
            .sorted { $0.cursor < $1.cursor }
    }

    func deadLetterKeys(of id: String) async throws -> [ResourceKey] {
        try await deadLetterPage(.equals("subscription", .text(id))).map(\.key)
    }

    private func deadLetterPage(_ filter: Filter) async throws -> [StoredResource] {
        try await store.resources(in: DeadLetter.collection, matching: ResourceQuery(filter: filter)).resources
    }

    /// Delivers an event that its listener refused once more, before further events of the listener.
    ///
    /// If the listener takes it, it is no longer kept.
    ///
    /// - Parameters:
    ///   - cursor: The position of the event.
    ///   - id: The identifier of the subscription.
    /// - Throws: ``HubError/notFound`` if there is no such event, or `StoreError` if the store cannot be used.
    public func retryDeadLetter(at cursor: EventCursor, of id: String) async throws {
        let key = DeadLetter.key(id, cursor)
        guard let stored = try await store.resource(for: key), var letter = DeadLetter(stored.document) else {
            throw HubError.notFound
        }
        letter.retries += 1
        try await store.replace(key, with: JSONObject.document(letter.json))
    }

    /// Removes an event that its listener refused.
    ///
    /// - Parameters:
    ///   - cursor: The position of the event.
    ///   - id: The identifier of the subscription.
    /// - Throws: ``HubError/notFound`` if there is no such event, or `StoreError` if the store cannot be used.
    public func dropDeadLetter(at cursor: EventCursor, of id: String) async throws {
        do {
            try await store.delete(DeadLetter.key(id, cursor))
        } catch let error as StoreError where error.code == .notFound {
            throw HubError.notFound
        }
    }

    /// Removes all refused events about a resource, because their bodies contain it.
    ///
    /// The commits that the store keeps for the feed contain the resource as well, as long as the store keeps them.
    ///
    /// - Parameter resource: The key of the resource.
    /// - Throws: `StoreError` if the store cannot be used.
    public func eraseDeadLetters(about resource: ResourceKey) async throws {
        let filter = Filter.all([
            .equals("resource.collection", .text(resource.collection.rawValue)),
            .equals("resource.id", .text(resource.id)),
        ])
        for letter in try await deadLetterPage(filter) {
            do { try await store.delete(letter.key) } catch let error as StoreError where error.code == .notFound {}
        }
    }
}
