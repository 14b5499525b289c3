/// Where one feed of changes finds the commits that are no longer in memory.
protocol OlderCommits: Sendable {
    /// Whether the commit after a number is not known to be gone.
    func reaches(_ sequence: UInt64) -> Bool

    /// Returns the commit after a number, which was made.
    ///
    /// - Parameter sequence: The number of the last commit that the reader knows.
    /// - Returns: The commit.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if it is gone, or with another code if it cannot be
    ///   read.
    func commit(after sequence: UInt64) async throws -> StoreCommit

    /// Lets go of what is only needed for reading on: the reader has come to what is in memory.
    func pause()
}
