public import TMFModels

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

    /// Parses the query string of a request.
    ///
    /// The string is taken as it stands in the URL, since an encoded `&`, `;` or `,` belongs to a value. `;` separates
    /// alternatives of what `&` joins. A name that is repeated with `=`, or a value with commas, gives alternatives; as free text may
    /// hold a comma too, the whole value is one of them. A `+` stands for itself and for a blank.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The most that the query may ask for.
    /// - Throws: ``QueryError`` if a parameter is malformed, is not supported, or goes beyond a limit. An attribute that is
    ///   not known matches nothing, which is no error.
    public init(parsing text: String, limits: QueryLimits = .default) throws(QueryError) {
        self = try QueryParser.query(text, limits, nil)
    }

    /// Parses the query string of a request, and refuses attributes that a model does not have.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The most that the query may ask for.
    ///   - model: The model whose attributes the query may name.
    /// - Throws: ``QueryError`` as for ``init(parsing:limits:)``, and also with the code `unknownAttribute`.
    public init<Resource: Model>(
        parsing text: String, limits: QueryLimits = .default, onlyAttributesOf model: Resource.Type
    ) throws(QueryError) {
        self = try QueryParser.query(text, limits, AttributeVocabulary(model))
    }

    /// The query as text that parses to an equal query.
    public var text: String { QueryPrinter.text(of: self) }
}
