public import TMFJSON

/// A change to one resource, with the preconditions that must hold for it.
///
/// A driver refuses a change that it does not know, from a later version of the library, with
/// ``StoreError/Code/unavailable``.
@nonexhaustive
public enum StoreChange: Sendable, Hashable {
    /// Adds a resource, whose key must not be in use.
    case create(ResourceKey, JSONDocument)
    /// Replaces a resource, which must exist and, if a revision is given, have that revision.
    case replace(ResourceKey, JSONDocument, revision: UInt64?)
    /// Removes a resource, which must exist and, if a revision is given, have that revision.
    case delete(ResourceKey, revision: UInt64?)

    /// The key of the resource that changes.
    public var key: ResourceKey {
        switch self {
        case .create(let key, _), .replace(let key, _, _), .delete(let key, _): key
        }
    }
}
