import TMFJSON
import TMFModels
import TMFQuery

extension IndexPlanner {
    /// Returns an access to all resources that can satisfy a filter, or `nil` if no index supports the filter.
    ///
    /// - Parameters:
    ///   - filter: The filter.
    ///   - prefix: The path from the resource to where the paths of the filter start.
    /// - Returns: The access.
    func access(to filter: Filter, below prefix: FieldPath = []) -> Access? {
        switch filter {
        case .all(let filters): return all(filters, below: prefix)
        case .any(let filters):
            var parts: [Access] = []
            for filter in filters {
                guard let part = access(to: filter, below: prefix) else { return nil }
                parts.append(part)
            }
            return .any(parts)
        case .equals(let path, let operands): return equality(prefix.appending(path), operands)
        case .compare(let path, let order, let operand):
            return comparison(prefix.appending(path), order, [operand])
        case .anyElement(let path, let filter):
            // A condition that one element satisfies is also satisfied by all elements together.
            return access(to: filter, below: prefix.appending(path))?.inexact
        case .matches(let path, let expression): return start(of: prefix.appending(path), expression)
        case .not, .exists, .path: return nil
        }
    }

    private func all(_ filters: [Filter], below prefix: FieldPath) -> Access? {
        var (known, isComplete): ([Access], Bool) = ([], true)
        known.reserveCapacity(filters.count)
        for filter in filters {
            guard let part = access(to: filter, below: prefix) else {
                isComplete = false
                continue
            }
            if case .lookup(let lookup) = part, lookup.isUnique, Self.narrow(&known, to: lookup) { continue }
            known.append(part)
        }
        guard !known.isEmpty else { return nil }
        let access = known.count == 1 ? known[0] : .all(known)
        return isComplete ? access : access.inexact
    }

    /// The maximum number of ranges that result from two conditions on one attribute.
    private static var greatestProduct: Int { 64 }

    /// Reduces a known lookup of the same set to the part that it has in common with another one, if there is one.
    private static func narrow(_ known: inout [Access], to lookup: Access.Lookup) -> Bool {
        for index in known.indices {
            // If both have many ranges, looking up each combination takes longer than examining additional documents.
            guard case .lookup(var other) = known[index], other.set == lookup.set,
                other.ranges.count * lookup.ranges.count <= greatestProduct
            else { continue }
            // A resource has only one value in such a set, so both conditions apply to the same value.
            let ranges = other.ranges
            other.ranges = []
            for range in ranges {
                for second in lookup.ranges where range.overlaps(second) {
                    other.ranges.append(range.clamped(to: second))
                }
            }
            other.isExact = other.isExact && lookup.isExact
            // A resource of another set is a candidate only if neither condition can exclude it.
            other.others.removeAll { !lookup.others.contains($0) }
            known[index] = .lookup(other)
            return true
        }
        return false
    }

    private func equality(_ path: FieldPath, _ operands: [FilterOperand]) -> Access? {
        guard let sets = equalitySets[path] else { return comparison(path, nil, operands) }
        var (texts, numbers): ([Range<Keys.Key>], [Range<Keys.Key>]) = ([], [])
        var isExact = true
        for operand in operands {
            // A date-time equals texts in other notations, and `null` is in no set.
            guard let text = operand.text, let (isNumber, position) = Self.equal(text) else {
                return comparison(path, nil, operands)
            }
            // Of the texts with the value of a number, only one is identical.
            if position.isShared || isNumber && operand.isText { isExact = false }
            let keys = Keys.keys(nil, position, of: isNumber ? .number : .text)
            if isNumber { numbers.append(keys) } else { texts.append(keys) }
        }
        let textLookup = Access.lookup(Access.Lookup(set: sets.texts, ranges: texts, isExact: isExact))
        if numbers.isEmpty, !texts.isEmpty { return textLookup }
        let numberLookup = Access.lookup(Access.Lookup(set: sets.numbers, ranges: numbers, isExact: isExact))
        if texts.isEmpty, !numbers.isEmpty { return numberLookup }
        return .any(texts.isEmpty ? [] : [textLookup, numberLookup])
    }

    /// Returns the position of a text in an index for equality and whether it is a number there, or `nil` for a date.
    private static func equal(_ text: String) -> (isNumber: Bool, position: IndexPosition<Keys.Key>)? {
        var text = text
        return text.withUTF8 { bytes in
            // Safety: the span ends with the closure.
            let (text, end) = unsafe (bytes.span, bytes.count)
            if JSONNumber.isNumber(text, from: 0, to: end) { return (true, Keys.equal(number: text, from: 0, to: end)) }
            guard RFC3339.parse(text, from: 0, to: end, assumesUTC: true) == nil else { return nil }
            return (false, Keys.equal(text: text, from: 0, to: end))
        }
    }

    /// Returns an access to the resources whose value has an order to an operand, or equals one of several if no order
    /// is given.
    private func comparison(_ path: FieldPath, _ order: Filter.Order?, _ operands: [FilterOperand]) -> Access? {
        guard let sets = orderSets[path] else { return nil }
        let instants = operands.compactMap(\.instant)
        if instants.count == operands.count {
            // A text that is not a date is compared with a date as a text.
            return .lookup(
                Access.Lookup(
                    set: sets.instants, ranges: instants.map { Keys.keys(order, $0) },
                    others: [sets.others, sets.texts], isUnique: true))
        }
        let numbers = operands.compactMap { $0.number.map(Keys.position) }
        if numbers.count == operands.count {
            // A text may contain a number, and is compared with a number as a text.
            return lookup(order, numbers, of: .number, in: sets.numbers, others: [sets.others, sets.texts])
        }
        let texts = operands.compactMap { $0.plainText(isEqual: order == nil).map(Keys.position) }
        guard texts.count == operands.count else { return nil }
        // A Boolean equals its text, but has no order to it.
        let others = order == nil ? [sets.others, sets.booleans] : [sets.others]
        return lookup(order, texts, of: .text, in: sets.texts, others: others)
    }

    private func lookup(
        _ order: Filter.Order?, _ positions: [IndexPosition<Keys.Key>], of kind: IndexClass, in set: Int, others: [Int]
    ) -> Access {
        .lookup(
            Access.Lookup(
                set: set, ranges: positions.map { Keys.keys(order, $0, of: kind) }, others: others,
                isExact: !positions.contains(where: \.isShared), isUnique: true))
    }

    /// Returns an access to the resources whose text starts as a regular expression requires.
    private func start(of path: FieldPath, _ expression: RegularExpression) -> Access? {
        guard let sets = orderSets[path], let prefix = expression.literalPrefix, !prefix.isEmpty else { return nil }
        // The texts of Booleans, numbers and dates have prefixes as well.
        return .lookup(
            Access.Lookup(
                set: sets.texts, ranges: [Keys.keys(startingWith: prefix)],
                others: [sets.booleans, sets.instants, sets.numbers, sets.others], isExact: false, isUnique: true))
    }
}

extension FieldPath {
    fileprivate func appending(_ path: FieldPath) -> FieldPath {
        names.isEmpty ? path : FieldPath(names + path.names)
    }
}

extension FilterOperand {
    /// The text that equals the operand, or `nil` for `null`.
    fileprivate var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        case .null: nil
        }
    }

    fileprivate var isText: Bool {
        if case .text = self { true } else { false }
    }

    fileprivate var instant: RFC3339.Instant? {
        guard case .text(let text) = self else { return nil }
        return RFC3339.parse(text, assumesUTC: true)
    }

    fileprivate var number: JSONNumber? {
        switch self {
        case .text(let text): JSONNumber(text)
        case .number(let number): number
        case .bool, .null: nil
        }
    }

    /// Returns the text if it is neither a date nor a number; for equality, the text of a Boolean counts too.
    fileprivate func plainText(isEqual: Bool) -> String? {
        switch self {
        case .text(let text): instant == nil && JSONNumber(text) == nil ? text : nil
        case .bool: isEqual ? text : nil
        case .number, .null: nil
        }
    }
}
