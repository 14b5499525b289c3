/// A way to all resources that can satisfy a filter, through the terms of indexes.
///
/// It yields candidates. If ``isExact`` is true and the sets of ``others`` are empty, they are the matches; otherwise
/// `CompiledQuery` tells which of them match. Each part may be replaced by one that yields more candidates, such as all
/// resources, as long as the access does not count as exact then.
@nonexhaustive
public enum IndexAccess<Key: Hashable & Comparable & Sendable>: Sendable, Hashable {
    /// A search for the resources with a term in some ranges of one set.
    public struct Lookup: Sendable, Hashable {
        /// The set whose terms are looked up.
        public internal(set) var set: Int
        /// The ranges of keys, which may overlap: a resource with a term in any of them is a candidate.
        public internal(set) var ranges: [Range<Key>]
        /// Further sets of the index, all resources of which are candidates, as their terms do not tell.
        public internal(set) var others: [Int] = []
        /// Whether every resource with a term in the ranges satisfies the condition.
        public internal(set) var isExact = true
        /// Whether a resource has no more than one term in the set and in those of ``others``, so that no candidate repeats in
        /// ranges that do not overlap.
        public internal(set) var isUnique = false
    }

    /// The candidates of a lookup.
    case lookup(Lookup)
    /// The candidates that all of some accesses yield; there is at least one.
    case all([IndexAccess])
    /// The candidates that any of some accesses yields; none of them yields no candidates.
    case any([IndexAccess])

    /// Whether every candidate satisfies the filter, if the sets of ``others`` are empty and no part is left out.
    public var isExact: Bool {
        switch self {
        case .lookup(let lookup): lookup.isExact
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isExact)
        }
    }

    /// The sets all resources of which are candidates of some lookup; they are empty unless an attribute for order has several
    /// values, or values of several kinds.
    public var others: Set<Int> {
        switch self {
        case .lookup(let lookup): Set(lookup.others)
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.others) }
        }
    }

    /// The same candidates, without the claim that they are no more than the matches.
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
