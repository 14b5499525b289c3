/// A query of a JSON value (RFC 9535), such as `$.relatedParty[?(@.role=='customer')].id`.
///
/// ```swift
/// let path = try JSONPath("$.note[?@.author == 'Jane']")
/// for node in path.nodes(in: interaction) {
///     print(node.location, node.value)     // $['note'][0] {…}
/// }
/// ```
///
/// All of RFC 9535 is supported: names, wildcards, indices, slices, filters, descendants, and the functions `length`,
/// `count`, `match`, `search` and `value`, whose patterns are a ``RegularExpression``. The dialect
/// ``Dialect-swift.enum/tmf630`` adds the extensions that TMF630 part 6 uses. Two paths are equal if they take the same
/// steps, however they are spelled.
public struct JSONPath: Sendable {
    /// A language for writing paths.
    @nonexhaustive
    public enum Dialect: Sendable, Hashable {
        /// RFC 9535 without extensions.
        case rfc9535
        /// The dialect of TMF630 part 6 and its users.
        ///
        /// In addition to RFC 9535: The leading `$` may be missing. Names may contain any characters but punctuation
        /// (`@.@type`), or be enclosed in backticks. A name applied to an array is applied to its elements. A filter
        /// applied to an object tests the object itself, so that `$[?(@.status=='open')]` works on a resource. Either
        /// side of a comparison may select several nodes, any of which may satisfy it; `!=` means that none is equal,
        /// and array elements count as nodes if the other side is a literal. Numbers compare with strings that contain
        /// a number, and date-times compare as instants. There are also `=~ /pattern/i`, `[(@.length-1)]`, and the
        /// methods `length()`, `min()`, `max()`, `avg()` and `stddev()` at the end of either side of a comparison.
        case tmf630
    }

    /// A value that a path selected, and its location.
    public struct Node: Sendable, Hashable {
        /// The location as a normalized path (RFC 9535 section 2.7), such as `$['note'][0]`.
        public var location: String
        /// The value.
        public var value: JSONValue

        /// Creates a node.
        ///
        /// - Parameters:
        ///   - location: The location as a normalized path.
        ///   - value: The value.
        public init(location: String, value: JSONValue) {
            self.location = location
            self.value = value
        }
    }

    /// The path as it was written.
    public let text: String
    /// The language that the path is written in.
    public let dialect: Dialect

    /// The names that the path follows, or `nil` if it has a step that is not a name.
    ///
    /// In the dialect ``Dialect-swift.enum/tmf630``, a name leads to the elements of an array.
    public var names: [String]? { query.names }

    package let query: PathQuery
    /// The size of all regular expressions in the path, in instructions.
    package let patternSize: Int

    /// Parses a path.
    ///
    /// - Parameters:
    ///   - text: The path.
    ///   - dialect: The language that the path is written in.
    ///   - limits: The limits that the path must not exceed.
    /// - Throws: ``JSONPathError`` with the location of the first problem.
    public init(
        _ text: String, dialect: Dialect = .rfc9535, limits: Limits = .default
    ) throws(JSONPathError) {
        (query, patternSize) = try PathParser.query(text, dialect, limits)
        self.text = text
        self.dialect = dialect
    }

    /// Creates a path of the TMF630 dialect from a parsed query.
    package init(_ query: PathQuery) {
        self.query = query
        patternSize = 0
        text = PathPrinter.text(of: query)
        dialect = .tmf630
    }

    /// Returns the nodes that the path selects, in the order that RFC 9535 defines.
    ///
    /// The work may grow with a power of the size of the value. For a path from an untrusted source, use
    /// ``nodes(in:visitingAtMost:)``. This method returns no nodes for a value deeper than a document may be, 1,024
    /// levels; the other method throws an error.
    ///
    /// - Parameter value: The value.
    /// - Returns: The nodes; a node appears several times if several steps lead to it.
    public func nodes(in value: JSONValue) -> [Node] {
        (try? nodes(in: value, visitingAtMost: .max)) ?? []
    }

    /// Returns the nodes that the path selects, in the order that RFC 9535 defines, within a limit on the work.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - limit: The maximum number of nodes to visit.
    /// - Returns: The nodes; a node appears several times if several steps lead to it.
    /// - Throws: ``JSONPathError`` with the code `limitExceeded` if more nodes must be visited.
    public func nodes(
        in value: JSONValue, visitingAtMost limit: Int = Limits.default.visitedNodes
    ) throws(JSONPathError) -> [Node] {
        let document: JSONDocument
        do {
            document = try JSONDocument(
                value, limits: JSONLimits.highest)
        } catch {
            throw JSONPathError(
                .limitExceeded, offset: 0,
                expectation: "a value of at most \(JSONLimits.highestDepth) levels and 1 GiB")
        }
        let indices = try indices(in: document, limit)
        let locations = PathLocations(of: indices, in: document)
        return indices.map { index in
            Node(location: locations[index], value: JSONValue(JSONElement(document: document, index: index)))
        }
    }

    /// Returns the elements of a document that the path selects, in the order that RFC 9535 defines.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - limit: The maximum number of nodes to visit.
    /// - Returns: The elements; an element appears several times if several steps lead to it.
    /// - Throws: ``JSONPathError`` with the code `limitExceeded` if more nodes must be visited.
    public func elements(
        in document: JSONDocument, visitingAtMost limit: Int = Limits.default.visitedNodes
    ) throws(JSONPathError) -> [JSONElement] {
        try indices(in: document, limit).map { JSONElement(document: document, index: $0) }
    }

    package func indices(in document: JSONDocument, _ limit: Int) throws(JSONPathError) -> [Int] {
        var budget = limit
        return try indices(in: document, budget: &budget)
    }

    /// Returns the nodes' positions on the tape, for several paths that share a limit.
    package func indices(in document: JSONDocument, budget: inout Int) throws(JSONPathError) -> [Int] {
        let limit = budget
        var evaluator = PathEvaluator(document, dialect, budget: limit)
        let indices = evaluator.nodes(of: query, at: 0)
        budget = evaluator.budget
        guard budget >= 0 else {
            throw JSONPathError(.limitExceeded, offset: 0, expectation: "a path that visits at most \(limit) nodes")
        }
        return indices
    }
}

extension JSONPath: Hashable {
    /// Returns whether two paths take the same steps in the same dialect.
    public static func == (first: Self, second: Self) -> Bool {
        first.dialect == second.dialect && first.query == second.query
    }

    /// Hashes the steps.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(dialect)
        hasher.combine(query)
    }
}

extension JSONPath: CustomStringConvertible {
    /// The path as it was written.
    public var description: String { text }
}
