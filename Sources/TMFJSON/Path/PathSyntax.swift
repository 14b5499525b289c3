/// A parsed query of a JSON path: its start and its steps.
package struct PathQuery: Sendable, Hashable {
    /// A Boolean value that indicates whether the query starts at the root (`$`) rather than at the current node (`@`).
    package var isAbsolute: Bool
    package var segments: [PathSegment]

    package init(isAbsolute: Bool, segments: [PathSegment] = []) {
        self.isAbsolute = isAbsolute
        self.segments = segments
    }

    /// Creates a path that follows only names.
    package init(isAbsolute: Bool = false, names: [String]) {
        self.init(isAbsolute: isAbsolute, segments: names.map { PathSegment([.name(PathName($0))]) })
    }

    /// A Boolean value that indicates whether the query selects at most one node (RFC 9535 section 2.3.5.1).
    var isSingular: Bool {
        segments.allSatisfy { segment in
            guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
            return switch segment.selectors[0] {
            case .name, .index: true
            case .wildcard, .slice, .filter: false
            }
        }
    }

    /// The names, if the query follows only names.
    package var names: [String]? {
        var names: [String] = []
        for segment in segments {
            guard let name = segment.name else { return nil }
            names.append(name)
        }
        return names
    }
}

/// A step of a query: from every node to its children, or to all its descendants.
package struct PathSegment: Sendable, Hashable {
    package var isDescendant: Bool
    package var selectors: [PathSelector]

    package init(isDescendant: Bool = false, _ selectors: [PathSelector]) {
        self.isDescendant = isDescendant
        self.selectors = selectors
    }

    /// The name, if the step leads only to members of one name.
    package var name: String? {
        guard !isDescendant, selectors.count == 1, case .name(let name) = selectors[0] else { return nil }
        return name.text
    }
}

/// A selection among the children of a node.
package indirect enum PathSelector: Sendable, Hashable {
    case name(PathName)
    case wildcard
    case index(Int)
    case slice(PathSlice)
    case filter(PathExpression)
}

/// The name of a member.
package struct PathName: Sendable, Hashable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (first: Self, second: Self) -> Bool { JSONText.equal(first.text, second.text) }

    package func hash(into hasher: inout Hasher) { JSONText.hash(text, into: &hasher) }
}

/// A range of elements: `[start:end:step]`.
package struct PathSlice: Sendable, Hashable {
    var start: Int?
    var end: Int?
    var step: Int

    /// Returns the positions in an array, in the order they are selected in (RFC 9535 section 2.3.4.2).
    func positions(in count: Int) -> StrideTo<Int> {
        func bound(_ index: Int, _ low: Int, _ high: Int) -> Int {
            min(max(index >= 0 ? index : count + index, low), high)
        }
        guard step != 0 else { return stride(from: 0, to: 0, by: 1) }
        return step > 0
            ? stride(from: bound(start ?? 0, 0, count), to: bound(end ?? count, 0, count), by: step)
            : stride(
                from: bound(start ?? count - 1, -1, count - 1), to: end.map { bound($0, -1, count - 1) } ?? -1, by: step
            )
    }
}

/// A condition.
package indirect enum PathExpression: Sendable, Hashable {
    case or([PathExpression])
    case and([PathExpression])
    case not(PathExpression)
    case exists(PathQuery)
    case comparison(PathOperand, PathOperator, PathOperand)
    /// The operator `=~`.
    case pattern(PathOperand, RegularExpression)
    /// The functions `match` and `search`, with the compiled pattern if it is a literal; a malformed pattern matches
    /// nothing.
    case match(PathOperand, PathOperand, RegularExpression?, isWhole: Bool)
}

/// The operator between two sides of a comparison.
package enum PathOperator: String, Sendable, Hashable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The operator for exchanged sides.
    package var mirrored: Self {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

/// A side of a comparison, or an argument of a function.
package indirect enum PathOperand: Sendable, Hashable {
    case literal(PathLiteral)
    case query(PathQuery)
    /// `length`, of a value.
    case length(PathOperand)
    /// `count`, of nodes.
    case count(PathQuery)
    /// `value`, of one node.
    case value(PathQuery)
    /// A method of the TMF630 dialect.
    case method(PathQuery, PathMethod)
}

/// A function at the end of a path of the TMF630 dialect.
package enum PathMethod: String, Sendable, Hashable {
    case length
    case min
    case max
    case avg
    case stddev
}

/// A literal value in a path.
package enum PathLiteral: Sendable, Hashable {
    case string(PathName)
    case number(JSONNumber)
    case bool(Bool)
    case null
}
