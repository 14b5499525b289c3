/// The commits of a store as they are made.
public struct StoreChanges: AsyncSequence, Sendable {
    private let stream: AsyncStream<StoreCommit>

    /// Creates a feed from a stream of commits.
    ///
    /// - Parameter stream: The commits in order.
    public init(_ stream: AsyncStream<StoreCommit>) { self.stream = stream }

    /// Returns an iterator over the commits; a feed has one reader.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> AsyncStream<StoreCommit>.Iterator { stream.makeAsyncIterator() }
}
