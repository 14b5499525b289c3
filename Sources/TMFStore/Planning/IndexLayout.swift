public import TMFJSON
public import TMFQuery

/// The indexes of a collection as a database keeps them: sets of terms, each of which is a resource under a key of bytes.
///
/// A driver writes ``terms(of:)`` of every document next to it, and finds resources by them: ``access(to:)`` says which terms to
/// look up for a filter, and ``order(by:)`` which to follow for a sorted page.
///
/// ```swift
/// let layout = IndexLayout([.equality("status"), .order("creationDate")])
/// for term in layout.terms(of: document) {
///     insert(term.set, term.key.bytes, resource)
/// }
/// ```
///
/// The sets are numbered by the list of indexes, and keys never change, so that processes with the same list share terms. Where the
/// list changes, terms have to be made again.
public struct IndexLayout: Sendable {
    /// A term whose key is bytes.
    public typealias Term = IndexTerm<IndexKey>
    /// An access by keys that are bytes.
    public typealias Access = IndexAccess<IndexKey>

    private let planner: IndexPlanner<StableKeys>

    /// Makes indexes ready.
    ///
    /// - Parameter indexes: The indexes; those that are repeated or have an empty path count for nothing.
    public init(_ indexes: [StoreIndex]) { planner = IndexPlanner(indexes) }

    /// The number of sets.
    public var setCount: Int { planner.setCount }

    /// Returns the terms of a document.
    ///
    /// - Parameter document: The document.
    /// - Returns: The terms, each once, by set and then by key.
    public func terms(of document: JSONDocument) -> [Term] { planner.terms(of: document) }

    /// Returns a way to all resources that can satisfy a filter.
    ///
    /// - Parameter filter: The filter.
    /// - Returns: The way, or `nil` if the indexes do not tell, so that all resources are candidates.
    public func access(to filter: Filter) -> Access? { planner.access(to: filter) }

    /// Returns the terms to follow for the resources in an order.
    ///
    /// - Parameter keys: The keys of the order.
    /// - Returns: The order of the terms, or `nil` if no index has it.
    public func order(by keys: [SortKey]) -> IndexOrder? { planner.order(by: keys) }
}
