public import TMFJSON

/// A set of changes that were made together.
public struct StoreCommit: Sendable, Hashable {
    /// A change to one resource.
    public struct Change: Sendable, Hashable {
        /// The key of the resource.
        public var key: ResourceKey
        /// The resource after the change, or `nil` if it was deleted.
        public var document: JSONDocument?
        /// The resource before the change, or `nil` if it was created.
        public var previous: StoredResource?

        /// Creates a change.
        ///
        /// - Parameters:
        ///   - key: The key of the resource.
        ///   - document: The resource after the change, or `nil` if it was deleted.
        ///   - previous: The resource before the change, or `nil` if it was created.
        public init(key: ResourceKey, document: JSONDocument?, previous: StoredResource?) {
            self.key = key
            self.document = document
            self.previous = previous
        }
    }

    /// The number of the commit, which increases by one with every commit of a store and is the revision of the
    /// resources that it wrote.
    public var sequence: UInt64
    /// The changes, in the order of the transaction.
    public var changes: [Change]
    /// The note of the transaction, or `nil` if it had none.
    public var note: JSONObject?

    /// Creates a commit.
    ///
    /// - Parameters:
    ///   - sequence: The number of the commit.
    ///   - changes: The changes, in the order of the transaction.
    ///   - note: The note of the transaction, or `nil` if it had none.
    public init(sequence: UInt64, changes: [Change], note: JSONObject? = nil) {
        self.sequence = sequence
        self.changes = changes
        self.note = note
    }
}
