public import TMFJSON

/// The most that one query may ask for.
public struct QueryLimits: Sendable, Hashable {
    /// The limits used where none are given: 8,192 bytes, 100 terms, 20 names, 100,000 nodes of a resource, 1,000,000 in all,
    /// regular expressions of 2,000 instructions.
    public static let `default` = QueryLimits()

    /// The length of the query string in bytes.
    public var length: Int
    /// The number of parameters and of their values, all together.
    public var terms: Int
    /// The number of names in the path to an attribute.
    public var pathDepth: Int
    /// The number of nodes of one resource that a condition, a sort key or the selection may visit, and other work of that
    /// size.
    ///
    /// A resource that takes more is judged by itself: it does not match, or has no value to sort by, or is answered with no more
    /// than its identity; the result tells which these are.
    public var visitedNodes: Int
    /// The number of nodes that the query may visit in all resources together, and other work of that size; beyond it, the query
    /// is refused.
    ///
    /// What resources of usual sizes take does not count, however many there are, nor does what is done on resources that take
    /// more than they may: the more there was of it, the sooner a further one is given up. Sixteen steps of a regular expression
    /// take as long as a node, as do the comparison of some elements of an array and that of long texts and numbers.
    public var work: Int
    /// The limits of regular expressions; their size, 2,000 instructions by default, is that of all of them together.
    public var pattern: RegularExpression.Limits

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - length: The length of the query string in bytes.
    ///   - terms: The number of parameters and of their values, all together.
    ///   - pathDepth: The number of names in the path to an attribute.
    ///   - visitedNodes: The number of nodes of one resource that a condition, a sort key or the selection may visit.
    ///   - work: The number of nodes that the query may visit in all resources together.
    ///   - pattern: The limits of regular expressions.
    public init(
        length: Int = 8_192,
        terms: Int = 100,
        pathDepth: Int = 20,
        visitedNodes: Int = 100_000,
        work: Int = 1_000_000,
        pattern: RegularExpression.Limits = RegularExpression.Limits(programSize: 2_000)
    ) {
        self.length = length
        self.terms = terms
        self.pathDepth = pathDepth
        self.visitedNodes = visitedNodes
        self.work = work
        self.pattern = pattern
    }

    var path: JSONPath.Limits { JSONPath.Limits(length: length, visitedNodes: visitedNodes, pattern: pattern) }
}
