extension StoreChanges {
    /// The commits of a store in batches, delivered as they are made.
    public struct Batches: AsyncSequence, Sendable {
        let sequence: UInt64
        let count: Int
        let next: @Sendable (UInt64, Int) async throws -> [StoreCommit]

        /// Returns an iterator over the batches.
        ///
        /// - Returns: The iterator.
        public func makeAsyncIterator() -> Iterator { Iterator(sequence: sequence, count: count, next: next) }

        /// A reader of a feed in batches.
        public struct Iterator: AsyncIteratorProtocol, Sendable {
            fileprivate var sequence: UInt64
            fileprivate let count: Int
            fileprivate let next: @Sendable (UInt64, Int) async throws -> [StoreCommit]

            /// Returns the next commits, and waits for one if necessary.
            ///
            /// - Returns: The commits, or `nil` if the task was cancelled.
            /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next
            ///   commit.
            public mutating func next() async throws -> [StoreCommit]? {
                let commits = try await next(sequence, count)
                guard let last = commits.last else { return nil }
                sequence = last.sequence
                return commits
            }
        }
    }
}
