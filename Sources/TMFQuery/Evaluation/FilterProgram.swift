import TMFJSON
import TMFModels

/// A filter that is prepared for evaluation over very many documents.
///
/// It is a list of plain nodes, each followed by its children, so that evaluating it counts no references and allocates
/// nothing. Only JSON paths that no filter can express use the path evaluator.
struct FilterProgram: Sendable {
    enum Kind: Sendable {
        case all
        case any
        case not
        case equals
        case compare
        case matches
        case exists
        case anyElement
        case path
    }

    struct Node: Sendable {
        var kind: Kind
        /// The names that lead from the current value to the values that the node tests.
        var names: Range<Int> = 0..<0
        /// The operands of a comparison, or the index of a pattern or a JSON path.
        var operands: Range<Int> = 0..<0
        var sign: PathOperator = .equal
        /// The index after the node and its children.
        var end = 0
    }

    private(set) var nodes: [Node] = []
    private(set) var pool = NamePool()
    private(set) var names: [NamePool.Text] = []
    private(set) var operands: [ScalarOperand] = []
    private(set) var patterns: [RegularExpression] = []
    private(set) var paths: [JSONPath] = []

    /// The nodes that must all hold, ordered by the work they take.
    ///
    /// If one of them is the scope of a client, resources outside it cost no further work.
    private(set) var conditions: [Int] = []

    init(_ filter: Filter) {
        add(filter)
        guard nodes[0].kind == .all else {
            conditions = [0]
            return
        }
        var child = 1
        while child < nodes[0].end {
            conditions.append(child)
            child = nodes[child].end
        }
        let ranks = conditions.map(rank)
        conditions = conditions.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { conditions[$0] }
    }

    /// Returns the relative cost of a condition: comparisons are cheaper than regular expressions, which are cheaper
    /// than JSON paths.
    private func rank(of condition: Int) -> Int {
        nodes[condition..<nodes[condition].end].map { $0.kind == .path ? 2 : $0.kind == .matches ? 1 : 0 }.max() ?? 0
    }

    private mutating func add(_ filter: Filter) {
        let index = nodes.count
        switch filter {
        case .all(let filters):
            nodes.append(Node(kind: .all))
            for filter in filters { add(filter) }
        case .any(let filters):
            nodes.append(Node(kind: .any))
            for filter in filters { add(filter) }
        case .not(let filter):
            nodes.append(Node(kind: .not))
            add(filter)
        case .equals(let path, let operands):
            let first = self.operands.count
            for operand in operands { self.operands.append(ScalarOperand(operand, &pool)) }
            nodes.append(Node(kind: .equals, names: add(path), operands: first..<self.operands.count))
        case .compare(let path, let order, let operand):
            operands.append(ScalarOperand(operand, &pool))
            nodes.append(
                Node(
                    kind: .compare, names: add(path), operands: operands.count - 1..<operands.count, sign: order.sign))
        case .matches(let path, let pattern):
            patterns.append(pattern)
            nodes.append(Node(kind: .matches, names: add(path), operands: patterns.count - 1..<patterns.count))
        case .exists(let path): nodes.append(Node(kind: .exists, names: add(path)))
        case .anyElement(let path, let filter):
            nodes.append(Node(kind: .anyElement, names: add(path)))
            add(filter)
        case .path(let path):
            paths.append(path)
            nodes.append(Node(kind: .path, operands: paths.count - 1..<paths.count))
        }
        nodes[index].end = nodes.count
    }

    private mutating func add(_ path: FieldPath) -> Range<Int> {
        let first = names.count
        for name in path.names { names.append(pool.add(name)) }
        return first..<names.count
    }
}
