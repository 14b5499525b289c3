/// Follows a path through a document.
///
/// Nodes are indices into the document's tape, in the order in which RFC 9535 selects them.
package struct PathEvaluator {
    let document: JSONDocument
    let isTMF: Bool
    /// The number of nodes that may still be visited; below zero after the evaluation was stopped.
    package internal(set) var budget: Int
    /// The number of steps of a regular expression that count as one visit.
    package static let stepsPerNode = 16
    /// The matchers of the patterns encountered so far.
    var matchers: [RegularExpression: RegularExpressionMatcher] = [:]
    /// The last pattern that came from the document, and the expression it was compiled to.
    var lastPattern: (text: String, expression: RegularExpression?)?

    package init(_ document: JSONDocument, _ dialect: JSONPath.Dialect, budget: Int) {
        self.document = document
        isTMF = dialect == .tmf630
        self.budget = budget
    }

    /// Returns the nodes that a query selects, starting at the current node.
    package mutating func nodes(of query: PathQuery, at current: Int) -> [Int] {
        var nodes = [query.isAbsolute ? 0 : current]
        for segment in query.segments {
            var selected: [Int] = []
            for node in nodes {
                if segment.isDescendant {
                    descend(from: node, segment, into: &selected)
                } else {
                    for selector in segment.selectors { select(selector, of: node, into: &selected) }
                }
                guard budget >= 0 else { return [] }
            }
            nodes = selected
        }
        return nodes
    }

    /// Counts visited nodes, or an equal amount of other work; returns `false` when the limit is exceeded.
    @discardableResult
    mutating func visit(_ count: Int = 1) -> Bool {
        budget = budget < count ? -1 : budget - count
        return budget >= 0
    }

    /// Selects from a node and everything below it, a node before its descendants.
    private mutating func descend(from node: Int, _ segment: PathSegment, into selected: inout [Int]) {
        var pending = [node]
        while let node = pending.popLast() {
            guard visit() else { return }
            for selector in segment.selectors { select(selector, of: node, isBelow: true, into: &selected) }
            pending += children(of: node).reversed()
        }
    }

    private mutating func select(
        _ selector: PathSelector, of node: Int, isBelow: Bool = false, into selected: inout [Int]
    ) {
        guard visit() else { return }
        let kind = document.token(at: node).kind
        switch selector {
        case .name(let name):
            if kind == .object {
                // Finding a member takes time proportional to the size of its object.
                guard visit(document.token(at: node).span / 8) else { return }
                if let member = document.value(named: name.text, in: node) { selected.append(member) }
            } else if isTMF, !isBelow, kind == .array {
                for element in children(of: node) { select(selector, of: element, into: &selected) }
            }
        case .wildcard: selected += children(of: node)
        case .index(let index):
            guard kind == .array else { return }
            let elements = children(of: node)
            let position = index >= 0 ? index : elements.count &+ index
            if elements.indices.contains(position) { selected.append(elements[position]) }
        case .slice(let slice):
            guard kind == .array else { return }
            let elements = children(of: node)
            for position in slice.positions(in: elements.count) { selected.append(elements[position]) }
        case .filter(let condition):
            // In TMF630 a filter on an object is a condition on the object itself.
            if isTMF, kind == .object {
                if holds(condition, at: node) { selected.append(node) }
                return
            }
            for child in children(of: node) {
                // Below this level, the objects of an array are tested when they are visited themselves.
                if isTMF, isBelow, document.token(at: child).kind == .object { continue }
                guard visit() else { return }
                if holds(condition, at: child) { selected.append(child) }
            }
        }
    }

    /// Returns the elements or the members' values, and for a repeated name only the last; each counts as a visit.
    mutating func children(of node: Int) -> [Int] {
        let token = document.token(at: node)
        guard token.kind == .array || token.kind == .object else { return [] }
        let isObject = token.kind == .object
        let end = document.end(of: node)
        var children: [Int] = []
        var index = node + 1
        while index < end {
            guard visit() else { return [] }
            let value = isObject ? index + 1 : index
            children.append(value)
            index = document.end(of: value)
        }
        guard isObject, token.flag else { return children }
        guard visit(children.reduce(0) { $0 + document.token(at: $1 - 1).length } / 64) else { return [] }
        var names: Set<PathName> = []
        return children.reversed().filter { names.insert(PathName(document.string(at: $0 - 1))).inserted }.reversed()
    }
}
