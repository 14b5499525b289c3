/// A query of a JSON path as it was parsed: where it starts and the steps it takes.
package struct PathQuery: Sendable, Hashable {
    /// Whether it starts at the root (`$`) rather than at the current node (`@`).
    package var isAbsolute: Bool
    package var segments: [PathSegment]

    package init(isAbsolute: Bool, segments: [PathSegment] = []) {
        self.isAbsolute = isAbsolute
        self.segments = segments
    }

    /// A path along names only.
    package init(isAbsolute: Bool = false, names: [String]) {
        self.init(isAbsolute: isAbsolute, segments: names.map { PathSegment([.name(PathName($0))]) })
    }

    /// Whether it can select one node at most (RFC 9535 section 2.3.5.1).
    var isSingular: Bool {
        segments.allSatisfy { segment in
            guard !segment.isDescendant, segment.selectors.count == 1 else { return false }
            return switch segment.selectors[0] {
            case .name, .index: true
            case .wildcard, .slice, .filter: false
            }
        }
    }

    /// The names, if the query follows nothing else.
    package var names: [String]? {
        var names: [String] = []
        for segment in segments {
            guard let name = segment.name else { return nil }
            names.append(name)
        }
        return names
    }
}

/// One step of a query: from every node to its children, or to all below it.
package struct PathSegment: Sendable, Hashable {
    package var isDescendant: Bool
    package var selectors: [PathSelector]

    package init(isDescendant: Bool = false, _ selectors: [PathSelector]) {
        self.isDescendant = isDescendant
        self.selectors = selectors
    }

    /// The name, if the step leads to members of one name and nothing else.
    package var name: String? {
        guard !isDescendant, selectors.count == 1, case .name(let name) = selectors[0] else { return nil }
        return name.text
    }
}

/// What a step selects among the children of a node.
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

    /// The positions in an array, in the order they are selected in (RFC 9535 section 2.3.4.2).
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
    /// `=~`.
    case pattern(PathOperand, RegularExpression)
    /// `match` and `search`, with the compiled pattern where that is a literal; one that is malformed matches nothing.
    case match(PathOperand, PathOperand, RegularExpression?, isWhole: Bool)
}

/// The sign between two sides of a comparison.
package enum PathOperator: String, Sendable, Hashable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The operator with its sides exchanged.
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

/// A value that stands in a path.
package enum PathLiteral: Sendable, Hashable {
    case string(PathName)
    case number(JSONNumber)
    case bool(Bool)
    case null
}
