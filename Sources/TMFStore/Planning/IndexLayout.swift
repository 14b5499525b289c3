public import TMFJSON
public import TMFQuery

/// The layout of the indexes of a collection in a database: sets of terms, each of which is a resource under a key of
/// bytes.
///
/// A driver stores ``terms(of:)`` with every document and finds resources by them: ``access(to:)`` returns the terms to
/// look up for a filter, and ``order(by:)`` the terms to follow for a sorted page.
///
/// ```swift
/// let layout = IndexLayout([.equality("status"), .order("creationDate")])
/// for term in layout.terms(of: document) {
///     insert(term.set, term.key.bytes, resource)
/// }
/// ```
///
/// The numbers of the sets depend only on the list of indexes, and keys never change, so processes with the same list
/// can share terms. If the list changes, the terms must be created again.
public struct IndexLayout: Sendable {
    /// A term whose key is bytes.
    public typealias Term = IndexTerm<IndexKey>
    /// An access by keys that are bytes.
    public typealias Access = IndexAccess<IndexKey>

    private let planner: IndexPlanner<StableKeys>

    /// Creates a layout.
    ///
    /// - Parameter indexes: The indexes. Repeated indexes and those with an empty path are ignored.
    public init(_ indexes: [StoreIndex]) { planner = IndexPlanner(indexes) }

    /// The number of sets.
    public var setCount: Int { planner.setCount }

    /// Returns the terms of a document.
    ///
    /// - Parameter document: The document.
    /// - Returns: The terms without repetitions, sorted by set and key.
    public func terms(of document: JSONDocument) -> [Term] { planner.terms(of: document) }

    /// Returns an access to all resources that can satisfy a filter.
    ///
    /// - Parameter filter: The filter.
    /// - Returns: The access, or `nil` if the indexes do not support the filter, so that all resources are candidates.
    public func access(to filter: Filter) -> Access? { planner.access(to: filter) }

    /// Returns the terms to follow for the resources in an order.
    ///
    /// - Parameter keys: The keys of the order.
    /// - Returns: The order of the terms, or `nil` if no index has that order.
    public func order(by keys: [SortKey]) -> IndexOrder? { planner.order(by: keys) }
}
