/// The commits of a store as they are made.
///
/// Nothing is kept for a reader: each step asks the store for the next commit. Every iterator starts at the beginning.
/// ``batches(ofAtMost:)`` gives several commits in a step, for readers that catch up and for remote stores.
public struct StoreChanges: AsyncSequence, Sendable {
    private let sequence: UInt64
    /// Returns some commits after a number, as for ``init(after:next:)``.
    let next: @Sendable (UInt64, Int) async throws -> [StoreCommit]

    /// Creates a feed.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit that is known.
    ///   - next: Takes the number of the last commit that is known and a number of commits, one at least. Returns the first
    ///     commits of the feed after the former, in order and no more than the latter; waits for the next commit if it has them all, and returns
    ///     none when its task is cancelled.
    public init(
        after sequence: UInt64,
        next: @escaping @Sendable (_ sequence: UInt64, _ count: Int) async throws -> [StoreCommit]
    ) {
        self.sequence = sequence
        self.next = next
    }

    /// Returns an iterator over the commits.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator { Iterator(batches: batches(ofAtMost: 1).makeAsyncIterator()) }

    /// Returns the commits as arrays, none of which is empty.
    ///
    /// A batch has the commits that are there, and is not waited for to become full.
    ///
    /// - Parameter count: The number of commits in a batch at most; a number less than 1 counts as 1.
    /// - Returns: The batches, in order and without a gap between them.
    public func batches(ofAtMost count: Int) -> Batches {
        Batches(sequence: sequence, count: Swift.max(count, 1), next: next)
    }

    /// A reader of a feed.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate var batches: Batches.Iterator

        /// Returns the next commit, and waits for it if need be.
        ///
        /// - Returns: The commit, or `nil` if the task was cancelled.
        /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
        public mutating func next() async throws -> StoreCommit? { try await batches.next()?.first }
    }
}
