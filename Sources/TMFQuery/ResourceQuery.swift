/// What a list request asks for: which resources, which of their attributes, and which page of them.
///
/// ```swift
/// let query = try ResourceQuery(parsing: "status=open&fields=id,reason&limit=20")
/// ```
///
/// This version knows equality filters on the attributes of the first level, `fields`, `offset` and `limit`. Any other
/// form of TMF630, such as `relatedParty.id=42`, `creationDate.gt=…` or `sort=`, is refused with a ``QueryError`` rather
/// than ignored, since ignoring a filter answers a question nobody asked.
public struct ResourceQuery: Sendable, Hashable {
    /// The filters, all of which a resource must satisfy.
    public var filters: [EqualityFilter]
    /// The attributes to return, or `nil` for all.
    public var fields: FieldSelection?
    /// The part of the matches to return.
    public var page: Page

    /// Creates a query.
    ///
    /// - Parameters:
    ///   - filters: The filters, all of which a resource must satisfy.
    ///   - fields: The attributes to return, or `nil` for all.
    ///   - page: The part of the matches to return.
    public init(filters: [EqualityFilter] = [], fields: FieldSelection? = nil, page: Page = Page()) {
        self.filters = filters
        self.fields = fields
        self.page = page
    }
}
