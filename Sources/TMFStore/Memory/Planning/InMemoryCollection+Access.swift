import TMFJSON
import TMFQuery

extension InMemoryCollection {
    /// Returns the way to all rows that can satisfy a filter; `nil` if no index knows.
    ///
    /// - Parameters:
    ///   - filter: The filter.
    ///   - prefix: The path from the resource to where the paths of the filter start.
    /// - Returns: The way.
    func access(_ filter: Filter, below prefix: FieldPath = []) -> RowAccess? {
        switch filter {
        case .all(let filters): return all(filters.map { access($0, below: prefix) })
        case .any(let filters):
            var parts: [RowAccess] = []
            for filter in filters {
                guard let part = access(filter, below: prefix) else { return nil }
                parts.append(part)
            }
            return .any(parts)
        case .equals(let path, let operands): return equality(prefix.appending(path), operands)
        case .compare(let path, let order, let operand):
            return comparison(prefix.appending(path), order.sign, [operand])
        case .anyElement(let path, let filter):
            // What one element satisfies, the elements together do.
            return access(filter, below: prefix.appending(path)).map(Self.inexact)
        case .not, .matches, .exists, .path: return nil
        }
    }

    private func all(_ parts: [RowAccess?]) -> RowAccess? {
        var (known, isWhole): ([RowAccess], Bool) = ([], true)
        for part in parts {
            switch part {
            case nil: isWhole = false
            case .lookup(let lookup)? where lookup.isOrder:
                let same = known.firstIndex {
                    if case .lookup(let other) = $0 { other.set == lookup.set } else { false }
                }
                guard let same, case .lookup(var other) = known[same] else {
                    known.append(.lookup(lookup))
                    continue
                }
                // The rows of such a set have one value, so both conditions speak of the same.
                other.ranges = other.ranges.flatMap { range in lookup.ranges.map { range.intersection($0) } }
                other.isExact = other.isExact && lookup.isExact
                known[same] = .lookup(other)
            case let part?: known.append(part)
            }
        }
        guard !known.isEmpty else { return nil }
        let access = known.count == 1 ? known[0] : .all(known)
        return isWhole ? access : Self.inexact(access)
    }

    /// The same rows, without the claim that they are no more than those that satisfy the condition.
    private static func inexact(_ access: RowAccess) -> RowAccess {
        switch access {
        case .lookup(var lookup):
            lookup.isExact = false
            return .lookup(lookup)
        case .all(let parts): return .all(parts.map(inexact))
        case .any(let parts): return .any(parts.map(inexact))
        }
    }

    private func equality(_ path: FieldPath, _ operands: [FilterOperand]) -> RowAccess? {
        guard let set = layout.equalitySet(of: path) else { return comparison(path, .equal, operands) }
        var keys: [UInt64] = []
        for operand in operands {
            switch operand {
            case .text(let text):
                // A date-time equals texts that are written in other ways.
                guard RFC3339.parse(text) == nil else { return comparison(path, .equal, operands) }
                keys.append(IndexKey.text(text))
                // Few resources hold numbers where others hold texts.
                if let number = JSONNumber(text), sets[set].count(of: IndexKey.number(number)) > 0 {
                    keys.append(IndexKey.number(number))
                }
            case .bool(let value): keys.append(IndexKey.text(value ? "true" : "false"))
            case .number, .null: return comparison(path, .equal, operands)
            }
        }
        return .lookup(
            RowAccess.Lookup(
                path: path, set: set, ranges: keys.map(IndexKey.Range.init), others: nil, isExact: true, isOrder: false)
        )
    }

    private func comparison(_ path: FieldPath, _ sign: PathOperator, _ operands: [FilterOperand]) -> RowAccess? {
        guard let order = layout.orderSets(of: path) else { return nil }
        let others = sets[order.others].count == 0 ? nil : order.others
        let instants = operands.compactMap { operand in
            operand.instant.flatMap { IndexKey.instants(sign, $0) }
        }
        if instants.count == operands.count {
            return .lookup(
                RowAccess.Lookup(
                    path: path, set: order.instants, ranges: instants, others: others, isExact: true, isOrder: true))
        }
        let numbers = operands.compactMap { operand in
            operand.number.flatMap { IndexKey.magnitudes(sign, $0) }
        }
        guard numbers.count == operands.count else { return nil }
        return .lookup(
            RowAccess.Lookup(
                path: path, set: order.numbers, ranges: numbers, others: others, isExact: false, isOrder: true))
    }
}

extension FieldPath {
    fileprivate func appending(_ path: FieldPath) -> FieldPath {
        names.isEmpty ? path : FieldPath(names + path.names)
    }
}

extension FilterOperand {
    fileprivate var instant: RFC3339.Instant? {
        guard case .text(let text) = self else { return nil }
        return RFC3339.parse(text)
    }

    fileprivate var number: JSONNumber? {
        switch self {
        case .text(let text): JSONNumber(text)
        case .number(let number): number
        case .bool, .null: nil
        }
    }
}
