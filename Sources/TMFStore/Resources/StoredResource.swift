public import TMFJSON

/// A resource as a store holds it.
public struct StoredResource: Sendable, Hashable {
    /// The key of the resource.
    public var key: ResourceKey
    /// The number of the commit that created or last replaced it.
    public var revision: UInt64
    /// The resource itself.
    public var document: JSONDocument

    /// Creates a stored resource.
    ///
    /// - Parameters:
    ///   - key: The key of the resource.
    ///   - revision: The number of the commit that created or last replaced it.
    ///   - document: The resource itself.
    public init(key: ResourceKey, revision: UInt64, document: JSONDocument) {
        self.key = key
        self.revision = revision
        self.document = document
    }
}
