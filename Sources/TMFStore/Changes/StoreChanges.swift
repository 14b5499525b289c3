/// The commits of a store as they are made.
///
/// Nothing is kept for a reader: each step asks the store for the next commit. Every iterator starts at the beginning.
public struct StoreChanges: AsyncSequence, Sendable {
    private let sequence: UInt64
    /// Returns the first commit after a number, as for ``init(after:next:)``.
    let next: @Sendable (UInt64) async throws -> StoreCommit?

    /// Creates a feed.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit that is known.
    ///   - next: Returns the first commit of the feed behind a number, waits for it where there is none yet, and returns
    ///     `nil` when its task is cancelled.
    public init(after sequence: UInt64, next: @escaping @Sendable (UInt64) async throws -> StoreCommit?) {
        self.sequence = sequence
        self.next = next
    }

    /// Returns an iterator over the commits.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator { Iterator(sequence: sequence, next: next) }

    /// A reader of a feed.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate var sequence: UInt64
        fileprivate let next: @Sendable (UInt64) async throws -> StoreCommit?

        /// Returns the next commit, and waits for it if need be.
        ///
        /// - Returns: The commit, or `nil` if the task was cancelled.
        /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
        public mutating func next() async throws -> StoreCommit? {
            guard let commit = try await next(sequence) else { return nil }
            sequence = commit.sequence
            return commit
        }
    }
}
