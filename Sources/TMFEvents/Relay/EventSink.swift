/// A destination for events, such as a broker.
///
/// ```swift
/// struct Console: EventSink {
///     func publish(_ events: [PublishedEvent]) async throws {
///         for event in events { print(event.type, event.key.id) }
///     }
/// }
/// ```
///
/// ## Implementation guidance
///
/// - Return when the destination has the events for good: they are not published again, except after a crash.
/// - Throw an error if it is not certain that it has all of them. The same events come again after a pause.
/// - Use ``PublishedEvent/id`` to recognize events that come again, or as the identifier by which the destination does.
/// - Use ``PublishedEvent/key`` as the key of a partition: the events of one resource then stay in order.
public protocol EventSink: Sendable {
    /// Publishes events.
    ///
    /// - Parameter events: The events in order, at least one.
    /// - Throws: An error if the destination does not have all events.
    func publish(_ events: [PublishedEvent]) async throws
}
