/// The commits of a store, delivered as they are made.
///
/// A reader takes up no memory in the store: each step asks the store for the next commit. Every iterator starts from
/// the beginning. ``batches(ofAtMost:)`` delivers several commits in one step, for readers that catch up and for remote
/// stores.
public struct StoreChanges: AsyncSequence, Sendable {
    private let sequence: UInt64
    /// Returns commits after a sequence number, as described for ``init(after:next:)``.
    let next: @Sendable (UInt64, Int) async throws -> [StoreCommit]

    /// Creates a feed.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last known commit.
    ///   - next: Takes the number of the last known commit and a maximum number of commits, which is at least one.
    ///     Returns the first commits after that number, in order and up to the maximum. If there are none, waits for
    ///     the next commit, and returns an empty array when its task is cancelled.
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

    /// Returns the commits as arrays that are never empty.
    ///
    /// A batch contains the commits that are available; it does not wait until it is full.
    ///
    /// - Parameter count: The maximum number of commits in a batch. A number less than 1 counts as 1.
    /// - Returns: The batches, in order and without gaps between them.
    public func batches(ofAtMost count: Int) -> Batches {
        Batches(sequence: sequence, count: Swift.max(count, 1), next: next)
    }

    /// A reader of a feed.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate var batches: Batches.Iterator

        /// Returns the next commit, and waits for it if necessary.
        ///
        /// - Returns: The commit, or `nil` if the task was cancelled.
        /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next
        ///   commit.
        public mutating func next() async throws -> StoreCommit? { try await batches.next()?.first }
    }
}
