/// The membership of a resource in a set of an index, under a key.
public struct IndexTerm<Key: Hashable & Comparable & Sendable>: Sendable, Hashable {
    /// The number of the set, counted from 0.
    public let set: Int
    /// The key of the resource's value, by which the set is sorted.
    public let key: Key
}

extension IndexTerm: Comparable {
    /// Returns whether a term comes before another, by set and then by key.
    public static func < (first: Self, second: Self) -> Bool {
        (first.set, first.key) < (second.set, second.key)
    }
}
