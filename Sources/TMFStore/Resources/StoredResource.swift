public import TMFJSON

/// A resource in a store, with its key and revision.
public struct StoredResource: Sendable, Hashable {
    /// The key of the resource.
    public var key: ResourceKey
    /// The number of the commit that created or last replaced the resource.
    public var revision: UInt64
    /// The document of the resource.
    public var document: JSONDocument

    /// Creates a stored resource.
    ///
    /// - Parameters:
    ///   - key: The key of the resource.
    ///   - revision: The number of the commit that created or last replaced the resource.
    ///   - document: The document of the resource.
    public init(key: ResourceKey, revision: UInt64, document: JSONDocument) {
        self.key = key
        self.revision = revision
        self.document = document
    }
}
