/// Changes that were made together.
public struct StoreCommit: Sendable, Hashable {
    /// The number of the commit; it grows by one with every commit of a store, and is the revision of what it wrote.
    public var sequence: UInt64
    /// The changes in the order they were given.
    public var changes: [StoreChange]

    /// Creates a commit.
    ///
    /// - Parameters:
    ///   - sequence: The number of the commit.
    ///   - changes: The changes in the order they were given.
    public init(sequence: UInt64, changes: [StoreChange]) {
        self.sequence = sequence
        self.changes = changes
    }
}
