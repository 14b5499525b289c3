import TMFJSON
import TMFModels

/// Conversions between filters and JSON paths.
extension Filter {
    /// The filter as a condition on the current node.
    var expression: PathExpression {
        switch self {
        // A comparison of two literals expresses a constant.
        case .all(let filters) where filters.isEmpty: .comparison(.literal(.bool(true)), .equal, .literal(.bool(true)))
        case .any(let filters) where filters.isEmpty: .comparison(.literal(.bool(true)), .equal, .literal(.bool(false)))
        case .all(let filters): .and(filters.map(\.expression))
        case .any(let filters): .or(filters.map(\.expression))
        case .not(.equals(let path, let operands)) where operands.count == 1:
            .comparison(.query(path.query), .notEqual, .literal(operands[0].literal))
        case .not(let filter): .not(filter.expression)
        case .equals(let path, let operands) where operands.count == 1:
            .comparison(.query(path.query), .equal, .literal(operands[0].literal))
        case .equals(let path, let operands): Filter.any(operands.map { .equals(path, $0) }).expression
        case .compare(let path, let order, let operand):
            .comparison(.query(path.query), order.sign, .literal(operand.literal))
        case .matches(let path, let pattern): .pattern(.query(path.query), pattern)
        case .exists(let path): .exists(path.query)
        case .anyElement(let path, let filter): .exists(path.query(filteredBy: filter))
        case .path(let path): .exists(path.query)
        }
    }

    /// Creates the filter for the resources in which a path selects a value.
    ///
    /// Conditions that a filter can express are converted; all others remain a path.
    init(_ path: JSONPath) {
        switch Self(selectedBy: path.query.segments, isRoot: true) {
        // A condition on the resource itself.
        case .anyElement(let path, let filter) where path.names.isEmpty: self = filter
        case .some(let filter): self = filter
        case .none: self = .path(path)
        }
    }

    /// Creates the filter that is satisfied if a path from the current node selects a value.
    private init?(selectedBy segments: [PathSegment], isRoot: Bool) {
        var names: [String] = []
        for (position, segment) in segments.enumerated() {
            if let name = segment.name {
                names.append(name)
                continue
            }
            guard position == segments.count - 1, !segment.isDescendant, segment.selectors.count == 1,
                case .filter(let condition) = segment.selectors[0],
                let filter = Filter(condition, isRoot: isRoot && names.isEmpty)
            else { return nil }
            self = .anyElement(FieldPath(names), filter)
            return
        }
        self = .exists(FieldPath(names))
    }

    /// Creates a filter from a condition on the current node, which may be the root, or returns `nil` if filters cannot
    /// express the condition.
    private init?(_ condition: PathExpression, isRoot: Bool) {
        switch condition {
        case .and(let terms):
            guard let filters = Self.filters(terms, isRoot) else { return nil }
            self = .all(filters)
        case .or(let terms):
            guard let filters = Self.filters(terms, isRoot) else { return nil }
            self = .any(filters)
        case .not(let term):
            guard let filter = Filter(term, isRoot: isRoot) else { return nil }
            self = .not(filter)
        case .exists(let query) where query.isAbsolute && !isRoot: self = .path(JSONPath(query))
        case .exists(let query) where query.isAbsolute: self.init(JSONPath(query))
        case .exists(let query): self.init(selectedBy: query.segments, isRoot: isRoot)
        case .comparison(.literal(let first), let sign, .literal(let second)):
            // Only comparisons that are constant under all rules: ordering literals follows the rules of the dialect.
            guard sign == .equal || sign == .notEqual, first == second || !first.mayEqual(second) else { return nil }
            self = (first == second) == (sign == .equal) ? .all([]) : .any([])
        case .comparison(.literal(let literal), let sign, .query(let query)):
            self.init(query, sign.mirrored, literal)
        case .comparison(.query(let query), let sign, .literal(let literal)):
            self.init(query, sign, literal)
        case .pattern(.query(let query), let pattern):
            guard let path = FieldPath(query) else { return nil }
            self = .matches(path, pattern)
        case .comparison, .pattern, .match: return nil
        }
    }

    private init?(_ query: PathQuery, _ sign: PathOperator, _ literal: PathLiteral) {
        guard let path = FieldPath(query) else { return nil }
        if let order = Order(sign) {
            self = .compare(path, order, FilterOperand(literal))
        } else {
            let equals = Filter.equals(path, FilterOperand(literal))
            self = sign == .equal ? equals : .not(equals)
        }
    }

    private static func filters(_ terms: [PathExpression], _ isRoot: Bool) -> [Filter]? {
        var filters: [Filter] = []
        for term in terms {
            guard let filter = Filter(term, isRoot: isRoot) else { return nil }
            filters.append(filter)
        }
        return filters
    }
}

extension FieldPath {
    fileprivate init?(_ query: PathQuery) {
        guard !query.isAbsolute, let names = query.names else { return nil }
        self.init(names)
    }

    var query: PathQuery { PathQuery(names: names) }

    func query(filteredBy filter: Filter, isAbsolute: Bool = false) -> PathQuery {
        var query = PathQuery(isAbsolute: isAbsolute, names: names)
        query.segments.append(PathSegment([.filter(filter.expression)]))
        return query
    }
}

extension PathLiteral {
    /// Returns whether two different literals could still be equal, as `1` and `'1'` are.
    fileprivate func mayEqual(_ other: Self) -> Bool {
        guard case .bool = self, case .bool = other else { return true }
        return false
    }
}
