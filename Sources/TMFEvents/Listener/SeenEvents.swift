public import TMFStore

/// A memory of the events that were handled, by which a listener recognizes those that arrive again.
///
/// ``InMemorySeenEvents`` keeps the last events of this process. ``StoredSeenEvents`` keeps them in a store, together
/// with the changes of the handlers.
///
/// ## Implementation guidance
///
/// Identifiers are compared byte by byte in UTF-8. A listener never asks about the same event at the same time, but
/// other processes may.
public protocol SeenEvents: Sendable {
    /// Returns whether an event was handled.
    ///
    /// - Parameter id: The identifier of the event.
    /// - Returns: `true` if the event was inserted earlier and is still known.
    /// - Throws: Any error, after which the sender of the event tries again.
    func contains(_ id: String) async throws -> Bool

    /// Inserts an event that was handled, and makes the changes of its handlers: both or neither.
    ///
    /// - Parameters:
    ///   - id: The identifier of the event.
    ///   - changes: The changes, in order.
    /// - Returns: `true`, or `false` without any change if the event was inserted meanwhile.
    /// - Throws: Any error, after which the sender of the event tries again.
    func insert(_ id: String, with changes: [StoreChange]) async throws -> Bool
}
