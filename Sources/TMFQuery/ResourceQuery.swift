/// A query for a list of resources: its filter, its sort order, the attributes to return, and the page.
///
/// ```swift
/// let query = try ResourceQuery(parsing: "status=open&relatedParty.id=42&sort=-creationDate&fields=id,reason&limit=20")
/// ```
///
/// The text is the query string of TMF630 part 1, with the JSON paths of part 6. ``Query`` builds the same query in
/// Swift.
public struct ResourceQuery: Sendable, Hashable {
    /// The condition that a resource must satisfy, in the form that ``text`` writes.
    ///
    /// Setting the filter converts it to that form, without changing its meaning.
    public var filter: Filter {
        get { storedFilter }
        set { storedFilter = newValue.normalized }
    }
    /// The attributes to return, or `nil` for all.
    public var fields: FieldSelection?
    /// The keys to sort by, in order of priority; resources with equal keys are sorted by `id`.
    ///
    /// Without keys, resources are in the order of the collection.
    public var sort: [SortKey]
    /// The part of the matches to return.
    public var page: Page

    private var storedFilter: Filter

    /// Creates a query.
    ///
    /// - Parameters:
    ///   - filter: The condition that a resource must satisfy.
    ///   - fields: The attributes to return, or `nil` for all.
    ///   - sort: The keys to sort by.
    ///   - page: The part of the matches to return.
    public init(
        filter: Filter = .all([]), fields: FieldSelection? = nil, sort: [SortKey] = [], page: Page = Page()
    ) {
        storedFilter = filter.normalized
        self.fields = fields
        self.sort = sort
        self.page = page
    }
}
