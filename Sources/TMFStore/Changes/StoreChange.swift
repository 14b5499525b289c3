public import TMFJSON

/// A change to one resource, with what must hold for it to be made.
///
/// A driver refuses with ``StoreError/Code/unavailable`` a change that it does not know, as of a later version.
@nonexhaustive
public enum StoreChange: Sendable, Hashable {
    /// Adds a resource; its key must be free.
    case create(ResourceKey, JSONDocument)
    /// Replaces a resource, which must exist and, if a revision is given, have it.
    case replace(ResourceKey, JSONDocument, revision: UInt64?)
    /// Removes a resource, which must exist and, if a revision is given, have it.
    case delete(ResourceKey, revision: UInt64?)

    /// The resource that changes.
    public var key: ResourceKey {
        switch self {
        case .create(let key, _), .replace(let key, _, _), .delete(let key, _): key
        }
    }
}
