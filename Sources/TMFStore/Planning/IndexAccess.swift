/// An access to all resources that can satisfy a filter, through the terms of indexes.
///
/// An access yields candidates. If ``isExact`` is `true` and the sets of ``others`` are empty, the candidates are the
/// matches; otherwise `CompiledQuery` determines which of them match. Any part may be replaced by one that yields more
/// candidates, such as all resources, if the access is then not treated as exact.
@nonexhaustive
public enum IndexAccess<Key: Hashable & Comparable & Sendable>: Sendable, Hashable {
    /// A search for the resources with a term in some ranges of one set.
    public struct Lookup: Sendable, Hashable {
        /// The set whose terms are looked up.
        public internal(set) var set: Int
        /// The ranges of keys, which may overlap: a resource with a term in any of them is a candidate.
        public internal(set) var ranges: [Range<Key>]
        /// Additional sets of the index whose resources are all candidates, because their terms do not decide.
        public internal(set) var others: [Int] = []
        /// A Boolean value that indicates whether every resource with a term in the ranges satisfies the condition.
        public internal(set) var isExact = true
        /// A Boolean value that indicates whether a resource has at most one term in the set and in those of
        /// ``others``, so that no candidate repeats in ranges that do not overlap.
        public internal(set) var isUnique = false
    }

    /// The candidates of a lookup.
    case lookup(Lookup)
    /// The candidates that all of several accesses yield; there is at least one access.
    case all([IndexAccess])
    /// The candidates that any of several accesses yields; without accesses, there are no candidates.
    case any([IndexAccess])

    /// A Boolean value that indicates whether every candidate satisfies the filter, if the sets of ``others`` are empty
    /// and no part is left out.
    public var isExact: Bool {
        switch self {
        case .lookup(let lookup): lookup.isExact
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isExact)
        }
    }

    /// The sets whose resources are all candidates of some lookup.
    ///
    /// They are empty unless an attribute with an index for order has several values, or values of several kinds.
    public var others: Set<Int> {
        switch self {
        case .lookup(let lookup): Set(lookup.others)
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.others) }
        }
    }

    /// The same candidates, but marked as not exact.
    var inexact: IndexAccess {
        switch self {
        case .lookup(var lookup):
            lookup.isExact = false
            return .lookup(lookup)
        case .all(let parts): return .all(parts.map(\.inexact))
        case .any(let parts): return .any(parts.map(\.inexact))
        }
    }
}
