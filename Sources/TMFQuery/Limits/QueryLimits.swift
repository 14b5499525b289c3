public import TMFJSON

/// The limits on the resources that a query may use.
public struct QueryLimits: Sendable, Hashable {
    /// The default limits: 8,192 bytes, 100 terms, 20 names, 100,000 nodes of a resource, 1,000,000 nodes in total,
    /// regular expressions of 2,000 instructions.
    public static let `default` = QueryLimits()

    /// The maximum length of the query string in bytes.
    public var length: Int
    /// The maximum total number of parameters and their values.
    public var terms: Int
    /// The maximum number of names in the path to an attribute.
    public var pathDepth: Int
    /// The maximum number of nodes of one resource that a condition, a sort key or the selection may visit, including
    /// other work of the same size.
    ///
    /// A resource that exceeds the limit is handled individually, and the result lists it: it does not match, or sorts
    /// as if it had no value, or is returned with only its identity.
    public var visitedNodes: Int
    /// The maximum number of nodes that the query may visit in all resources together, including other work of the same
    /// size.
    ///
    /// A query that exceeds the limit is rejected.
    ///
    /// Work on resources of typical size does not count, however many there are. Neither does work on resources that
    /// exceed their own limit; the more of it there was, the sooner further resources are given up. Sixteen steps of a
    /// regular expression count as one node, as do comparisons of several array elements and of long texts and numbers.
    public var work: Int
    /// The limits of regular expressions; the size, 2,000 instructions by default, applies to all of them together.
    public var pattern: RegularExpression.Limits

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - length: The maximum length of the query string in bytes.
    ///   - terms: The maximum total number of parameters and their values.
    ///   - pathDepth: The maximum number of names in the path to an attribute.
    ///   - visitedNodes: The maximum number of nodes of one resource that a condition, a sort key or the selection may
    ///     visit.
    ///   - work: The maximum number of nodes that the query may visit in all resources together.
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
