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
/// Every step returns a changed copy. ``resourceQuery`` is the same query without types, which stores and services take.
public struct Query<Resource: Model>: Sendable, Hashable {
    /// The query without its types.
    public private(set) var resourceQuery = ResourceQuery()

    /// Creates a query for all resources.
    public init() {}

    /// Returns a query for the resources that also satisfy a condition.
    ///
    /// - Parameter condition: The condition, given the attributes of the resource.
    /// - Returns: The query.
    /// - Throws: What the closure throws.
    public func filter(
        _ condition: (AttributeSet<Resource>) throws -> Condition<Resource>
    ) rethrows -> Self {
        let condition = try condition(Resource.attributes)
        return changed { $0.filter = Filter.all([$0.filter, condition.filter]).stated }
    }

    /// Returns a query with another order.
    ///
    /// - Parameter keys: What to sort by, given the attributes of the resource: `[$0.creationDate.descending]`.
    /// - Returns: The query.
    public func sorted(_ keys: (AttributeSet<Resource>) -> [SortKey]) -> Self {
        changed { $0.sort = keys(Resource.attributes) }
    }

    /// Returns a query for some attributes only; `id`, `href` and `@type` always come with them.
    ///
    /// - Parameter attributes: What to return, given the attributes of the resource.
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
    ///   - limit: The number of matches to return at most, or `nil` for all.
    /// - Returns: The query.
    public func page(offset: Int = 0, limit: Int? = nil) -> Self {
        changed { $0.page = Page(offset: offset, limit: limit) }
    }

    /// The query as the text that a server understands; see ``ResourceQuery/text``.
    public var text: String { resourceQuery.text }

    /// Returns the page of the documents that match.
    ///
    /// - Parameters:
    ///   - documents: The documents, in the order of the collection.
    ///   - limits: The most that the query may ask for.
    /// - Returns: The page and the number of all that match.
    /// - Throws: ``QueryError`` if the query goes beyond a limit.
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
