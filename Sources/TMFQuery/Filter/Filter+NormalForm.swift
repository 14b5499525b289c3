import TMFJSON
import TMFModels

/// The normal form in which queries store filters, and in which every filter has a unique text.
///
/// It is a disjunction of conjunctions, as far as the filter was one. In each conjunction, the conditions on attributes
/// that a query string can express come first; all others form one JSON path.
extension Filter {
    /// The filter in normal form.
    var normalized: Filter {
        let flat = flattened(isRoot: true)
        guard case .any(let alternatives) = flat else { return flat.conjunction }
        return .any(alternatives.map(\.conjunction))
    }

    /// Returns the filter without redundant nesting, and with the equalities of each attribute combined.
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

    /// Combines the operands of conditions on the same attribute at the position of the first one.
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

    /// Returns the conditions on attributes that a query string can express, and all others.
    static func terms(of filters: [Filter]) -> (terms: [Filter], others: [Filter]) {
        var (terms, others): ([Filter], [Filter]) = ([], [])
        var equalities: Set<FieldPath> = []
        for filter in filters {
            // A second equality on an attribute would be read as an alternative to the first.
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

    /// A Boolean value that indicates whether a query string can express the condition without a JSON path.
    private var isTerm: Bool {
        switch self {
        case .equals(let path, let operands), .not(.equals(let path, let operands)):
            path.isPlain && operands.allSatisfy { $0.isStatable(of: path) }
        case .compare(let path, _, let operand): path.isPlain && operand.isStatable(of: path) && operand.isRangeText
        case .matches(let path, _): path.isPlain
        case .all, .any, .not, .exists, .anyElement, .path: false
        }
    }

    /// The filter with the operands that a query string has, if it can then express the condition.
    ///
    /// A query string has no Booleans, and a text that looks like a number is read as a number. So a text in an
    /// equality becomes a number, which also finds other spellings of the number; a range of texts stays unchanged.
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
    /// Returns whether a query string can express the operand.
    ///
    /// In a query string, a blank before an offset is read as a plus sign, a text that looks like a number as a number,
    /// and the value of a date attribute must be a date.
    fileprivate func isStatable(of path: FieldPath) -> Bool {
        let isDate = path.names.last.map(DateOperand.isName) == true
        return switch self {
        case .text(let text):
            DateOperand.repaired(text) == nil && JSONNumber(text) == nil && (!isDate || DateOperand.isDate(text))
        case .number: !isDate
        case .bool, .null: false
        }
    }

    /// A Boolean value that indicates whether the operand may appear in a range of a query string, which rejects
    /// invalid dates.
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
    /// A Boolean value that indicates whether a query string can write the path with dots.
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
    /// The expression as queries store it: in their syntax, and with unescaped slashes.
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
                // Characters without a special meaning in RFC 9485 that have one in other syntaxes.
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
