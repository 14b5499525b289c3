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
    /// The string is taken as it stands in the URL, in any spelling that HTTP clients use: whatever a client encodes, the
    /// query means the same. Only an encoded `&` belongs to its value for sure. `;` separates alternatives of what `&` joins. A
    /// name that is repeated with `=`, or a value with commas or semicolons, gives alternatives; as free text may hold these
    /// too, the whole value is one of them, unless a backslash stands before each. A `+` stands for itself and for a blank.
    ///
    /// Without a model, an attribute whose name is `date` or ends with `Date` or `DateTime` is taken for a date, and the last
    /// name of a path for an operator if it looks like one.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The most that the query may ask for.
    /// - Throws: ``QueryError`` if a parameter is malformed, is not supported, can be read in two ways that exclude each other,
    ///   or goes beyond a limit. An attribute that is not known matches nothing, which is no error.
    public init(parsing text: String, limits: QueryLimits = .default) throws(QueryError) {
        self = try QueryParser.query(text, limits, nil)
    }

    /// Parses the query string of a request for resources of a model, which may have attributes that the model does not.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The most that the query may ask for.
    ///   - model: The model, which tells dates and operators from other values and names.
    /// - Throws: ``QueryError`` as for ``init(parsing:limits:)``. ``unknownAttributes(of:)`` tells what matches nothing.
    public init<Resource: Model>(
        parsing text: String, limits: QueryLimits = .default, for model: Resource.Type
    ) throws(QueryError) {
        self = try QueryParser.query(text, limits, AttributeVocabulary(model, isStrict: false))
    }

    /// Parses the query string of a request, and refuses attributes that a model does not have, and operators that TMF630
    /// does not have but `ne`.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The most that the query may ask for.
    ///   - model: The model whose attributes the query may name.
    /// - Throws: ``QueryError`` as for ``init(parsing:limits:)``, and also with the code `unknownAttribute`.
    public init<Resource: Model>(
        parsing text: String, limits: QueryLimits = .default, onlyAttributesOf model: Resource.Type
    ) throws(QueryError) {
        self = try QueryParser.query(text, limits, AttributeVocabulary(model, isStrict: true))
    }

    /// The query as text that parses to an equal query.
    public var text: String { QueryPrinter.text(of: self) }
}
