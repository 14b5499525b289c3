public import TMFQuery
public import TMFStore

/// The resources whose events a reader receives, and the attributes that it may see.
///
/// An event is derived from what the reader sees. A resource that enters its scope is created for it, one that leaves
/// is deleted, and a change of hidden attributes alone is no event.
public struct EventScope: Sendable, Hashable {
    /// The visible part of one collection.
    public struct Part: Sendable, Hashable {
        /// The condition that visible resources satisfy.
        public var rows: Filter
        /// The hidden attributes.
        public var mask: AttributeMask

        /// Creates a part; by default, everything is visible.
        ///
        /// - Parameters:
        ///   - rows: The condition that visible resources satisfy.
        ///   - mask: The hidden attributes.
        public init(rows: Filter = .all([]), mask: AttributeMask = .none) { (self.rows, self.mask) = (rows, mask) }
    }

    /// The visible parts of collections, or `nil` if everything is visible.
    ///
    /// Collections without a part are not visible.
    public var parts: [CollectionName: Part]?

    /// Creates a scope.
    ///
    /// - Parameter parts: The visible parts of collections.
    public init(_ parts: [CollectionName: Part]) { self.parts = parts }

    private init() {}

    /// A Boolean value that indicates whether nothing is visible.
    var isEmpty: Bool { parts?.isEmpty ?? false }

    /// The scope in which everything is visible.
    public static let everything = EventScope()
}
