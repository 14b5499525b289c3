public import TMFJSON

/// The most that one query may ask for.
public struct QueryLimits: Sendable, Hashable {
    /// The limits used where none are given: 8,192 bytes, 100 terms, 20 names, 100,000 nodes,
    /// regular expressions of 2,000 instructions.
    public static let `default` = QueryLimits()

    /// The length of the query string in bytes.
    public var length: Int
    /// The number of parameters and of their values, all together.
    public var terms: Int
    /// The number of names in the path to an attribute.
    public var pathDepth: Int
    /// The number of nodes of one resource that the JSON paths of a condition, of the order or of the selection may visit.
    public var visitedNodes: Int
    /// The limits of regular expressions; their size, 2,000 instructions by default, is that of all of them together.
    public var pattern: RegularExpression.Limits

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - length: The length of the query string in bytes.
    ///   - terms: The number of parameters and of their values, all together.
    ///   - pathDepth: The number of names in the path to an attribute.
    ///   - visitedNodes: The number of nodes of one resource that a JSON path may visit.
    ///   - pattern: The limits of regular expressions.
    public init(
        length: Int = 8_192,
        terms: Int = 100,
        pathDepth: Int = 20,
        visitedNodes: Int = 100_000,
        pattern: RegularExpression.Limits = RegularExpression.Limits(programSize: 2_000)
    ) {
        self.length = length
        self.terms = terms
        self.pathDepth = pathDepth
        self.visitedNodes = visitedNodes
        self.pattern = pattern
    }

    var path: JSONPath.Limits { JSONPath.Limits(length: length, visitedNodes: visitedNodes, pattern: pattern) }
}
