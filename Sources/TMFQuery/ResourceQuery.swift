/// What a list request asks for: which resources, in which order, which of their attributes, and which page of them.
///
/// ```swift
/// let query = try ResourceQuery(parsing: "status=open&relatedParty.id=42&sort=-creationDate&fields=id,reason&limit=20")
/// ```
///
/// The text is the query string of TMF630 part 1, with the JSON paths of part 6. ``Query`` builds the same in Swift.
public struct ResourceQuery: Sendable, Hashable {
    /// The condition that a resource must satisfy, in the form that ``text`` writes.
    ///
    /// Setting it brings it into that form, which means the same.
    public var filter: Filter {
        get { storedFilter }
        set { storedFilter = newValue.normalized }
    }
    /// The attributes to return, or `nil` for all.
    public var fields: FieldSelection?
    /// What to sort by, the first key first; resources that are alike follow their `id`.
    ///
    /// Without keys the order is that of the collection.
    public var sort: [SortKey]
    /// The part of the matches to return.
    public var page: Page

    private var storedFilter: Filter

    /// Creates a query.
    ///
    /// - Parameters:
    ///   - filter: The condition that a resource must satisfy.
    ///   - fields: The attributes to return, or `nil` for all.
    ///   - sort: What to sort by.
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
