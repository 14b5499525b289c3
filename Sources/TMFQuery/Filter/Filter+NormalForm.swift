import TMFJSON
import TMFModels

/// The form in which filters are kept in queries, and in which each has one text.
///
/// It is a disjunction of conjunctions, as far as the filter was one. In each conjunction the conditions that a query
/// string can state on an attribute come first; all others make one JSON path.
extension Filter {
    /// The filter in normal form.
    var normalized: Filter {
        let flat = flattened(isRoot: true)
        guard case .any(let alternatives) = flat else { return flat.conjunction }
        return .any(alternatives.map(\.conjunction))
    }

    /// The filter without nesting that says nothing, and with the equalities of an attribute in one place.
    private func flattened(isRoot: Bool) -> Filter {
        switch self {
        case .all(let filters):
            var result: [Filter] = []
            for filter in filters {
                switch filter.flattened(isRoot: isRoot) {
                case .all(let inner): result += inner
                case let inner: result.append(inner)
                }
            }
            if result.contains(.any([])) { return .any([]) }
            result = Self.merged(result) { filter in
                guard case .not(.equals(let path, let operands)) = filter else { return nil }
                return (path, operands)
            } joined: {
                .not(.equals($0, anyOf: $1))
            }
            return result.count == 1 ? result[0] : .all(result)
        case .any(let filters):
            var result: [Filter] = []
            for filter in filters {
                switch filter.flattened(isRoot: isRoot) {
                case .any(let inner): result += inner
                case let inner: result.append(inner)
                }
            }
            if result.contains(.all([])) { return .all([]) }
            result = Self.merged(result) { filter in
                guard case .equals(let path, let operands) = filter else { return nil }
                return (path, operands)
            } joined: {
                .equals($0, anyOf: $1)
            }
            return result.count == 1 ? result[0] : .any(result)
        case .not(let filter):
            switch filter.flattened(isRoot: isRoot) {
            case .not(let inner): return inner
            case .all(let inner) where inner.isEmpty: return .any([])
            case .any(let inner) where inner.isEmpty: return .all([])
            case let inner: return .not(inner)
            }
        case .equals(let path, let operands):
            let unique = operands.unique
            return unique.isEmpty ? .any([]) : .equals(path, anyOf: unique)
        case .matches(let path, let pattern): return .matches(path, pattern.normalized)
        case .anyElement(let path, let filter):
            let isHere = isRoot && path.names.isEmpty
            let filter = filter.flattened(isRoot: isHere)
            return isHere ? filter : .anyElement(path, filter)
        case .path where !isRoot: return self
        case .path(let path):
            let filter = Filter(path)
            if case .path = filter { return filter }
            return filter.flattened(isRoot: true)
        case .compare, .exists: return self
        }
    }

    /// Puts the operands of conditions on one attribute together where the first of them stands.
    private static func merged(
        _ filters: [Filter],
        parts: (Filter) -> (FieldPath, [FilterOperand])?,
        joined: (FieldPath, [FilterOperand]) -> Filter
    ) -> [Filter] {
        var result: [Filter] = []
        var places: [FieldPath: Int] = [:]
        var joinedOperands: [FieldPath: [FilterOperand]] = [:]
        for filter in filters {
            guard let (path, operands) = parts(filter) else {
                result.append(filter)
                continue
            }
            if places[path] == nil {
                places[path] = result.count
                result.append(filter)
            }
            joinedOperands[path, default: []] += operands
        }
        for (path, place) in places { result[place] = joined(path, joinedOperands[path, default: []].unique) }
        return result.unique
    }

    /// A flat filter with the conditions on attributes first.
    private var conjunction: Filter {
        guard case .all(let filters) = self else { return self }
        let (terms, others) = Self.terms(of: filters)
        return .all(terms + others)
    }

    /// The conditions that a query string can state on an attribute, and all others.
    static func terms(of filters: [Filter]) -> (terms: [Filter], others: [Filter]) {
        var (terms, others): ([Filter], [Filter]) = ([], [])
        var equalities: Set<FieldPath> = []
        for filter in filters {
            // A second equality on an attribute would read as an alternative of the first.
            if filter.isTerm, filter.equalityPath.map({ equalities.insert($0).inserted }) ?? true {
                terms.append(filter)
            } else {
                others.append(filter)
            }
        }
        return (terms, others)
    }

    private var equalityPath: FieldPath? {
        guard case .equals(let path, _) = self else { return nil }
        return path
    }

    /// Whether a query string can state the condition without a JSON path.
    private var isTerm: Bool {
        switch self {
        case .equals(let path, let operands), .not(.equals(let path, let operands)):
            path.isPlain && operands.allSatisfy { $0.isStatable(of: path) }
        case .compare(let path, _, let operand): path.isPlain && operand.isStatable(of: path) && operand.isRangeText
        case .matches(let path, _): path.isPlain
        case .all, .any, .not, .exists, .anyElement, .path: false
        }
    }

    /// The filter with the operands that a query string has, where it can state the condition then.
    ///
    /// A query string knows no Booleans, and takes a text that looks like a number for one. So a text that a resource equals
    /// becomes a number, which finds what is the same number in other digits as well; a range of texts stays what it is.
    var stated: Filter {
        switch normalized {
        case .any(let alternatives): Filter.any(alternatives.map(\.withQueryOperands)).normalized
        case let filter: filter.withQueryOperands.normalized
        }
    }

    private var withQueryOperands: Filter {
        switch self {
        case .all(let filters): .all(filters.map(\.withQueryOperandsInTerm))
        default: withQueryOperandsInTerm
        }
    }

    private var withQueryOperandsInTerm: Filter {
        switch self {
        case .equals(let path, let operands) where path.isPlain && !operands.contains(.null):
            .equals(path, anyOf: operands.map(\.asQueryValue))
        case .not(.equals(let path, let operands)) where path.isPlain && !operands.contains(.null):
            .not(.equals(path, anyOf: operands.map(\.asQueryValue)))
        default: self
        }
    }
}

extension FilterOperand {
    /// Whether a query string can state the operand, where a blank before an offset is taken for a plus, what looks like a
    /// number for one, and what an attribute for dates equals must be one.
    fileprivate func isStatable(of path: FieldPath) -> Bool {
        let isDate = path.names.last.map(DateOperand.isName) == true
        return switch self {
        case .text(let text):
            DateOperand.repaired(text) == nil && JSONNumber(text) == nil && (!isDate || DateOperand.isDate(text))
        case .number: !isDate
        case .bool, .null: false
        }
    }

    /// Whether the operand may stand in a range of a query string, where dates that do not exist are refused.
    fileprivate var isRangeText: Bool {
        guard case .text(let text) = self else { return true }
        return DateOperand.isAcceptable(text)
    }

    fileprivate var asQueryValue: FilterOperand {
        switch self {
        case .text(let text): FilterOperand(queryValue: text)
        case .bool(let value): .text(value ? "true" : "false")
        case .number, .null: self
        }
    }
}

extension FieldPath {
    /// Whether a query string can write the path with dots.
    fileprivate var isPlain: Bool {
        !names.isEmpty && names.count <= QueryLimits.default.pathDepth
            && names.allSatisfy { name in
                let blank = UInt8(ascii: " ")
                return !name.isEmpty && name.utf8.first != blank && name.utf8.last != blank
                    && !name.utf8.contains { FieldPath.isSign($0) || $0 == UInt8(ascii: "[") }
            }
    }
}

extension RegularExpression {
    /// The expression as a query has it: in the syntax that queries know, and with slashes as they are.
    fileprivate var normalized: RegularExpression {
        var pattern = ""
        var (isEscaped, isClass) = (false, false)
        for scalar in self.pattern.unicodeScalars {
            if isEscaped {
                isEscaped = false
                if scalar != "/" { pattern += "\\" }
            } else if scalar == "\\" {
                isEscaped = true
                continue
            } else if syntax == .iRegexp, !isClass, scalar == "^" || scalar == "$" {
                // Signs of RFC 9485 without a meaning, which they have elsewhere.
                pattern += "\\"
            } else if scalar == "[" {
                isClass = true
            } else if scalar == "]" {
                isClass = false
            }
            pattern.unicodeScalars.append(scalar)
        }
        guard syntax != .extended || pattern != self.pattern else { return self }
        return (try? RegularExpression(pattern, ignoresCase: ignoresCase)) ?? self
    }
}
