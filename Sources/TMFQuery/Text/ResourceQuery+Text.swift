public import TMFModels

extension ResourceQuery {
    /// Creates a query by parsing the query string of a request.
    ///
    /// The string is accepted as it appears in the URL, in any spelling that HTTP clients use: the query means the same
    /// regardless of how a client encodes it. Only an encoded `&` always belongs to its value. `;` separates
    /// alternatives, each of which consists of conditions joined by `&`. A name that is repeated with `=`, or a value
    /// with commas or semicolons, gives alternatives. Because free text may contain these characters too, the complete
    /// value is one of the alternatives, unless each of them is preceded by a backslash. A `+` represents both itself
    /// and a blank.
    ///
    /// Without a model, an attribute whose name is `date` or ends with `Date` or `DateTime` is assumed to be a date,
    /// and the last name of a path is assumed to be an operator if it looks like one.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The limits that the query must not exceed.
    /// - Throws: ``QueryError`` if a parameter is malformed or not supported, has two interpretations that exclude each
    ///   other, or exceeds a limit. An unknown attribute matches nothing, but is not an error.
    public init(parsing text: String, limits: QueryLimits = .default) throws(QueryError) {
        self = try QueryParser.query(text, limits, nil)
    }

    /// Creates a query by parsing the query string of a request for resources of a model, and accepts unknown
    /// attributes.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The limits that the query must not exceed.
    ///   - model: The model, which distinguishes dates and operators from other values and names.
    /// - Throws: ``QueryError`` as for ``init(parsing:limits:)``. ``unknownAttributes(of:)`` returns the attributes
    ///   that match nothing.
    public init<Resource: Model>(
        parsing text: String, limits: QueryLimits = .default, for model: Resource.Type
    ) throws(QueryError) {
        self = try QueryParser.query(text, limits, AttributeVocabulary(model, isStrict: false))
    }

    /// Creates a query by parsing the query string of a request strictly: rejects attributes that a model does not
    /// define, and all operators that TMF630 does not define, except `ne`.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The limits that the query must not exceed.
    ///   - model: The model that defines the attributes that the query may use.
    /// - Throws: ``QueryError`` as for ``init(parsing:limits:)``, and also with the code `unknownAttribute`.
    public init<Resource: Model>(
        parsing text: String, limits: QueryLimits = .default, onlyAttributesOf model: Resource.Type
    ) throws(QueryError) {
        self = try QueryParser.query(text, limits, AttributeVocabulary(model, isStrict: true))
    }

    /// The text of the query, which parses to an equal query.
    public var text: String { QueryPrinter.text(of: self) }
}
