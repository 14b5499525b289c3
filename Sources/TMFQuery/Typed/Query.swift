public import TMFJSON
public import TMFModels

/// A query built in Swift, whose attributes and values the compiler checks.
///
/// ```swift
/// let query = Query<PartyInteraction>()
///     .filter { $0.status == .open && $0.relatedParty.any { $0.id == "42" && $0.role == "user" } }
///     .sorted { [$0.creationDate.descending] }
///     .selecting { [$0.id, $0.reason] }
///     .page(offset: 0, limit: 20)
/// query.text    // status=open&filter=relatedParty[?(@.id=='42'…)]&fields=id,reason&sort=-creationDate&limit=20
/// ```
///
/// Every method returns a changed copy. ``resourceQuery`` is the same query without static types, as stores and
/// services take it.
public struct Query<Resource: Model>: Sendable, Hashable {
    /// The query without static types.
    public private(set) var resourceQuery = ResourceQuery()

    /// Creates a query for all resources.
    public init() {}

    /// Returns a query for the resources that also satisfy a condition.
    ///
    /// - Parameter condition: A closure that receives the attributes of the resource and returns the condition.
    /// - Returns: The query.
    /// - Throws: Any error that the closure throws.
    public func filter(
        _ condition: (AttributeSet<Resource>) throws -> Condition<Resource>
    ) rethrows -> Self {
        let condition = try condition(Resource.attributes)
        return changed { $0.filter = Filter.all([$0.filter, condition.filter]).stated }
    }

    /// Returns a query with another sort order.
    ///
    /// - Parameter keys: A closure that receives the attributes of the resource and returns the keys:
    ///   `[$0.creationDate.descending]`.
    /// - Returns: The query.
    public func sorted(_ keys: (AttributeSet<Resource>) -> [SortKey]) -> Self {
        changed { $0.sort = keys(Resource.attributes) }
    }

    /// Returns a query for some attributes only; `id`, `href` and `@type` are always included.
    ///
    /// - Parameter attributes: A closure that receives the attributes of the resource and returns those to select.
    /// - Returns: The query.
    public func selecting(
        _ attributes: (AttributeSet<Resource>) -> [any AttributeReference<Resource>]
    ) -> Self {
        changed { query in
            query.fields = FieldSelection(attributes(Resource.attributes).map(\.fieldPath))
        }
    }

    /// Returns a query for a part of the matches.
    ///
    /// - Parameters:
    ///   - offset: The number of matches to skip.
    ///   - limit: The maximum number of matches to return, or `nil` for all.
    /// - Returns: The query.
    public func page(offset: Int = 0, limit: Int? = nil) -> Self {
        changed { $0.page = Page(offset: offset, limit: limit) }
    }

    /// The query as text for a server; see ``ResourceQuery/text``.
    public var text: String { resourceQuery.text }

    /// Returns the page of matching documents.
    ///
    /// - Parameters:
    ///   - documents: The documents, in the order of the collection.
    ///   - limits: The limits that the query must not exceed.
    /// - Returns: The page and the total number of matches.
    /// - Throws: ``QueryError`` if the query exceeds a limit.
    public func evaluate(
        over documents: [JSONDocument], limits: QueryLimits = .default
    ) throws(QueryError) -> QueryResult {
        try resourceQuery.evaluate(over: documents, limits: limits)
    }

    private func changed(_ change: (inout ResourceQuery) -> Void) -> Self {
        var copy = self
        change(&copy.resourceQuery)
        return copy
    }
}
