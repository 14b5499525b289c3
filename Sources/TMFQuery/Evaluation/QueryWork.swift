import TMFJSON

/// The remaining work of a query, in addition to a small allowance for every resource.
///
/// It is counted in steps of a few nanoseconds each: an instruction of a regular expression, an element of an array, or
/// eight bytes of copied text. A visit of a JSON path to a node counts as many steps.
///
/// Work on resources that exceed their limit is counted separately: it does not end the query, but the more of it there
/// was, the sooner further resources are given up.
package struct QueryWork: Sendable {
    /// The number of steps that take as long as a visit to a node.
    static let stepsPerNode = PathEvaluator.stepsPerNode
    /// The number of steps on one resource that do not count.
    ///
    /// Typical resources need no more, so the limit does not restrict their number.
    private static let allowance = 8_192

    /// The share of the allowance for each condition and each sort key.
    private let share: Int
    private var rest: Int
    private var restForExceeding: Int

    /// Creates the work of a query.
    ///
    /// - Parameters:
    ///   - limits: The limits of the query.
    ///   - parts: The number of conditions and sort keys that are evaluated independently for a resource.
    package init(_ limits: QueryLimits, parts: Int) {
        rest = Self.steps(limits.work)
        restForExceeding = Self.steps(max(limits.work, limits.visitedNodes))
        share = max(Self.allowance / max(parts, 1), 64)
    }

    /// Returns the steps for a number of nodes.
    static func steps(_ nodes: Int) -> Int {
        let (steps, isBeyond) = max(nodes, 0).multipliedReportingOverflow(by: stepsPerNode)
        return isBeyond ? .max : steps
    }

    /// A Boolean value that indicates whether the work exceeded its limit.
    package var isSpent: Bool { rest < 0 }

    /// Returns the number of steps that one condition or sort key may take on the next resource.
    ///
    /// - Parameter most: The maximum number of steps on any resource.
    /// - Returns: The number of steps.
    @inline(__always)
    func steps(atMost most: Int) -> Int { min(most, max(restForExceeding, share)) }

    /// Counts the cost of one condition or sort key on a resource.
    ///
    /// - Parameters:
    ///   - steps: The number of steps.
    ///   - isExceeding: Whether the resource exceeded its limit.
    @inline(__always)
    mutating func spend(_ steps: Int, isExceeding: Bool) {
        guard steps > share else { return }
        if isExceeding { restForExceeding = max(restForExceeding &- steps, 0) } else { spend(steps &- share) }
    }

    /// Counts steps that do not belong to a single resource.
    @inline(__always)
    mutating func spend(_ steps: Int) { rest = rest < steps ? -1 : rest &- steps }
}
