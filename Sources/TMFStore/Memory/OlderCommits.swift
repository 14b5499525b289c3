/// The source of the commits for one feed of changes that are no longer in memory.
protocol OlderCommits: Sendable {
    /// Returns whether the commit after a sequence number may still exist.
    func reaches(_ sequence: UInt64) -> Bool

    /// Returns commits after a sequence number, which is not that of the last commit.
    ///
    /// - Parameters:
    ///   - sequence: The number of the last commit that the reader knows.
    ///   - count: The maximum number of commits to return.
    /// - Returns: The commits, at least one.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the next commit no longer exists, or with
    ///   another code if it cannot be read.
    func commits(after sequence: UInt64, atMost count: Int) async throws -> [StoreCommit]

    /// Releases the resources for reading on, because the reader has reached the commits in memory.
    func pause()
}
