/// An error of a Redis server, or of the connection to it.
public struct RedisError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text of the error.
    public let description: String

    init(_ description: String) { self.description = description }
}
