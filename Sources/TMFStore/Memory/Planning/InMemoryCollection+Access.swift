import TMFJSON
import TMFModels
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
        case .all(let filters): return all(filters, below: prefix)
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
        case .matches(let path, let expression): return start(of: prefix.appending(path), expression)
        case .not, .exists, .path: return nil
        }
    }

    private func all(_ filters: [Filter], below prefix: FieldPath) -> RowAccess? {
        var (known, isWhole): ([RowAccess], Bool) = ([], true)
        known.reserveCapacity(filters.count)
        for filter in filters {
            guard let part = access(filter, below: prefix) else {
                isWhole = false
                continue
            }
            if case .lookup(let lookup) = part, lookup.isOrder, narrow(&known, to: lookup) { continue }
            known.append(part)
        }
        guard !known.isEmpty else { return nil }
        let access = known.count == 1 ? known[0] : .all(known)
        return isWhole ? access : Self.inexact(access)
    }

    /// The number of ranges that two conditions on one attribute may make together.
    private static var greatestProduct: Int { 64 }

    /// Leaves of a lookup of the same set what another one has too, if there is one.
    private func narrow(_ known: inout [RowAccess], to lookup: RowAccess.Lookup) -> Bool {
        for index in known.indices {
            // Where both have many ranges, to look each of them up takes longer than to look at some more documents.
            guard case .lookup(var other) = known[index], other.set == lookup.set,
                other.parts.count * lookup.parts.count <= Self.greatestProduct
            else { continue }
            // The rows of such a set have one value, so both conditions speak of the same.
            other.parts = other.parts.flatMap { first in
                lookup.parts.map { part(first.keys.intersection($0.keys), of: lookup.set) }
            }
            other.isExact = other.isExact && lookup.isExact
            // A row of another set satisfies both only if neither can tell about it.
            other.others.removeAll { !lookup.others.contains($0) }
            known[index] = .lookup(other)
            return true
        }
        return false
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
        guard let equality = layout.equalitySets(of: path) else { return comparison(path, .equal, operands) }
        var (texts, numbers): ([RowAccess.Part], [RowAccess.Part]) = ([], [])
        var isExact = true
        for operand in operands {
            switch operand {
            case .number(let number):
                numbers.append(part(IndexKey.Range(IndexKey.number(number)), of: equality.numbers))
            case .text(let text):
                if let number = JSONNumber(text) {
                    // Of the texts with one value only one is the very same.
                    isExact = false
                    numbers.append(part(IndexKey.Range(IndexKey.number(number)), of: equality.numbers))
                    continue
                }
                // A date-time equals texts that are written in other ways.
                guard RFC3339.parse(text, assumesUTC: true) == nil else { return comparison(path, .equal, operands) }
                texts.append(part(IndexKey.Range(IndexKey.text(text)), of: equality.texts))
            case .bool(let value):
                texts.append(part(IndexKey.Range(IndexKey.text(value ? "true" : "false")), of: equality.texts))
            case .null: return comparison(path, .equal, operands)
            }
        }
        let textLookup = RowAccess.lookup(RowAccess.Lookup(set: equality.texts, parts: texts, isExact: isExact))
        if numbers.isEmpty, !texts.isEmpty { return textLookup }
        let numberLookup = RowAccess.lookup(RowAccess.Lookup(set: equality.numbers, parts: numbers, isExact: isExact))
        if texts.isEmpty, !numbers.isEmpty { return numberLookup }
        return .any(texts.isEmpty ? [] : [textLookup, numberLookup])
    }

    private func comparison(_ path: FieldPath, _ sign: PathOperator, _ operands: [FilterOperand]) -> RowAccess? {
        guard let order = layout.orderSets(of: path) else { return nil }
        let others = filled([order.others])
        let instants = operands.compactMap { operand in operand.instant.flatMap { IndexKey.instants(sign, $0) } }
        if instants.count == operands.count {
            return .lookup(
                RowAccess.Lookup(
                    set: order.instants, parts: instants.map { part($0, of: order.instants) },
                    // A text that is no date is compared with one as a text.
                    others: others + filled([order.texts]), isOrder: true))
        }
        let numbers = operands.compactMap { operand in operand.number.flatMap { IndexKey.magnitudes(sign, $0) } }
        if numbers.count == operands.count {
            return .lookup(
                RowAccess.Lookup(
                    set: order.numbers, parts: numbers.map { part($0, of: order.numbers) },
                    others: others + filled([order.texts]), isExact: false, isOrder: true))
        }
        let texts = operands.compactMap { operand in operand.plainText.flatMap { IndexKey.texts(sign, $0) } }
        guard texts.count == operands.count else { return nil }
        return .lookup(
            RowAccess.Lookup(
                set: order.texts, parts: texts.map { part($0, of: order.texts) }, others: others, isExact: false,
                isOrder: true))
    }

    /// The way to the rows whose text starts as an expression asks for.
    private func start(of path: FieldPath, _ expression: RegularExpression) -> RowAccess? {
        guard let order = layout.orderSets(of: path), let prefix = expression.literalPrefix, !prefix.isEmpty else {
            return nil
        }
        // The texts of dates and numbers start with something as well.
        return .lookup(
            RowAccess.Lookup(
                set: order.texts, parts: [part(IndexKey.prefixes(prefix), of: order.texts)],
                others: filled([order.instants, order.numbers, order.others]), isExact: false, isOrder: true))
    }

    /// The sets among some that are not empty.
    private func filled(_ sets: [Int]) -> [Int] { sets.filter { self.sets[$0].count > 0 } }
}

extension FieldPath {
    fileprivate func appending(_ path: FieldPath) -> FieldPath {
        names.isEmpty ? path : FieldPath(names + path.names)
    }
}

extension FilterOperand {
    fileprivate var instant: RFC3339.Instant? {
        guard case .text(let text) = self else { return nil }
        return RFC3339.parse(text, assumesUTC: true)
    }

    /// A text that is neither a date nor a number.
    fileprivate var plainText: String? {
        guard case .text(let text) = self, instant == nil, JSONNumber(text) == nil else { return nil }
        return text
    }

    fileprivate var number: JSONNumber? {
        switch self {
        case .text(let text): JSONNumber(text)
        case .number(let number): number
        case .bool, .null: nil
        }
    }
}
