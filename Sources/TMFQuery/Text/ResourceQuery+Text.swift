public import TMFModels

extension ResourceQuery {
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
