public import TMForum

/// A sink that adds events to a stream of Redis.
///
/// The position of an event is the identifier of its entry, so an event that comes again is not added twice. The order of
/// the stream is that of the store.
///
/// Redis has an event for good only if it writes every command to its disk: `appendonly yes`, `appendfsync always`.
public actor RedisSink: EventSink {
    private let executor = QueueExecutor()
    /// The executor of the actor: calls of the C library block, so they have a queue of their own.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let host: String
    private let port: Int
    private let stream: String
    private let shape: EventShape
    private let timeout: Duration
    private var connection: RedisConnection?

    /// Creates a sink.
    ///
    /// - Parameters:
    ///   - host: The name or address of the server.
    ///   - port: The port of the server.
    ///   - stream: The key of the stream.
    ///   - shape: The form of the events.
    ///   - timeout: The maximum time for connecting, and for each answer.
    public init(
        host: String = "127.0.0.1", port: Int = 6_379, stream: String, shape: EventShape = EventShape(),
        timeout: Duration = .seconds(5)
    ) {
        (self.host, self.port, self.stream, self.shape, self.timeout) = (host, port, stream, shape, timeout)
    }

    /// Adds events to the stream, all with one round trip.
    ///
    /// - Parameter events: The events in order.
    /// - Throws: ``RedisError`` if the server cannot be used, or the stream already has other events at their positions.
    public func publish(_ events: [PublishedEvent]) async throws {
        do {
            let connection = try connected()
            let replies = try connection.send(
                events.map { event in
                    [
                        "XADD", stream, event.cursor.description, "id", event.id, "type", event.type, "key",
                        "\(event.key.collection)/\(event.key.id)", "data",
                    ].map { Array($0.utf8) } + [event.serialized(shape)]
                })
            for (event, reply) in zip(events, replies) {
                if case .error(let message) = reply { try check(event, message, connection) }
            }
        } catch {
            // After a failure, answers may still be on their way; the next attempt has a connection of its own.
            connection = nil
            throw error
        }
    }

    private func connected() throws(RedisError) -> RedisConnection {
        if let connection { return connection }
        let connection = try RedisConnection(host: host, port: port, timeout: timeout)
        self.connection = connection
        return connection
    }

    /// Returns if the stream has an event already, which was then published before.
    private func check(_ event: PublishedEvent, _ message: String, _ connection: RedisConnection) throws(RedisError) {
        guard message.contains("equal or smaller") else { throw RedisError(message) }
        let position = event.cursor.description
        let found = try connection.send([["XRANGE", stream, position, position].map { Array($0.utf8) }]).first
        // An entry is an array of its identifier and its fields.
        guard case .array(let entries)? = found, case .array(let entry)? = entries.first,
            case .array(let fields)? = entry.last, fields.count > 1, fields[1] == .text(event.id)
        else {
            // After a backup of the store was restored, other events have the same positions.
            throw RedisError("the stream '\(stream)' has another event at \(position)")
        }
    }
}
