import TMFJSON

/// The work that a query may still do, beyond a little that every resource is entitled to.
///
/// It is counted in steps, which take a few nanoseconds each: an instruction of a regular expression, an element of an array,
/// eight bytes of a text that is copied. A node that a JSON path visits is many of them.
///
/// Work on resources that take more than they may is counted apart: it ends no query, but the more there was of it, the less is
/// done for a further resource before that is given up as well.
package struct QueryWork: Sendable {
    /// The number of steps that take as long as a visit to a node.
    static let stepsPerNode = PathEvaluator.stepsPerNode
    /// The steps on one resource that do not count: what usual resources take, so that the limit says nothing about their
    /// number.
    private static let allowance = 8_192

    /// The share of the allowance that each condition and each sort key has.
    private let share: Int
    private var rest: Int
    private var restForExceeding: Int

    /// Starts the work of a query.
    ///
    /// - Parameters:
    ///   - limits: The limits of the query.
    ///   - parts: The number of conditions and sort keys that are asked of a resource, each for itself.
    package init(_ limits: QueryLimits, parts: Int) {
        rest = Self.steps(limits.work)
        restForExceeding = Self.steps(max(limits.work, limits.visitedNodes))
        share = max(Self.allowance / max(parts, 1), 64)
    }

    /// The steps of a number of nodes.
    static func steps(_ nodes: Int) -> Int {
        let (steps, isBeyond) = max(nodes, 0).multipliedReportingOverflow(by: stepsPerNode)
        return isBeyond ? .max : steps
    }

    /// Whether there was more work than there may be.
    package var isSpent: Bool { rest < 0 }

    /// Returns the steps that one condition or sort key may take on the next resource.
    ///
    /// - Parameter most: The steps that it may take on any.
    /// - Returns: The steps.
    @inline(__always)
    func steps(atMost most: Int) -> Int { min(most, max(restForExceeding, share)) }

    /// Counts what one condition or sort key has cost on a resource.
    ///
    /// - Parameters:
    ///   - steps: The steps.
    ///   - isExceeding: Whether there was more to do than there may be on one resource.
    @inline(__always)
    mutating func spend(_ steps: Int, isExceeding: Bool) {
        guard steps > share else { return }
        if isExceeding { restForExceeding = max(restForExceeding &- steps, 0) } else { spend(steps &- share) }
    }

    /// Counts steps that belong to no resource alone.
    @inline(__always)
    mutating func spend(_ steps: Int) { rest = rest < steps ? -1 : rest &- steps }
}
