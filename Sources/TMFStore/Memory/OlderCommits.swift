/// Where one feed of changes finds the commits that are no longer in memory.
protocol OlderCommits: Sendable {
    /// Whether the commit after a number is not known to be gone.
    func reaches(_ sequence: UInt64) -> Bool

    /// Returns some commits after a number, of which the next was made.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit that the reader knows.
    ///   - count: The number of commits to return at most.
    /// - Returns: The commits, of which there is one at least.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if it is gone, or with another code if it cannot be
    ///   read.
    func commits(after sequence: UInt64, atMost count: Int) async throws -> [StoreCommit]

    /// Lets go of what is only needed for reading on: the reader has come to what is in memory.
    func pause()
}
