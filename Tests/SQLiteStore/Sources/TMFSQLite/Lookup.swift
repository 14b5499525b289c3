import TMForum

/// A search for the resources with a value between two bounds.
struct Lookup: Hashable {
    var path: Int
    var kind: Term.Kind
    /// The least value, if there is a bound.
    var low: SQLiteValue?
    /// The greatest value, if there is a bound.
    var high: SQLiteValue?

    /// The statement that selects the numbers of the resources.
    var sql: String {
        "SELECT number FROM term WHERE collection = ? AND path = ? AND kind = ?"
            + (low == nil ? "" : " AND value >= ?") + (high == nil ? "" : " AND value <= ?")
    }

    func parameters(_ collection: Int64) -> [SQLiteValue] {
        [.integer(collection), .integer(Int64(path)), .integer(kind.rawValue)] + [low, high].compactMap(\.self)
    }
}

/// The resources that may satisfy a filter: those that one lookup or another finds.
struct Candidates {
    /// The most lookups that are made together, beyond which all resources are looked at: SQLite joins 500 at most.
    private static let greatestCount = 100

    var lookups: [Lookup]

    /// Translates a filter, as far as terms tell about it.
    ///
    /// - Parameters:
    ///   - filter: The filter.
    ///   - prefix: The path from the resource to where the paths of the filter start.
    ///   - paths: The paths that have terms.
    /// - Returns: The alternatives, each of which finds all resources that satisfy the filter; none if no term tells.
    static func alternatives(
        for filter: Filter, below prefix: [String] = [], _ paths: [FieldPath]
    ) -> [Candidates] {
        func position(_ path: FieldPath) -> Int? { paths.firstIndex(of: FieldPath(prefix + path.names)) }
        func alternative(_ lookups: [Lookup]) -> [Candidates] {
            lookups.count <= greatestCount ? [Candidates(lookups: lookups)] : []
        }
        switch filter {
        case .equals(let path, let operands):
            guard let path = position(path) else { return [] }
            var lookups: [Lookup] = []
            for operand in operands {
                guard let found = equality(path, operand) else { return [] }
                lookups += found
            }
            return alternative(lookups)
        case .compare(let path, let order, let operand):
            guard let path = position(path), let lookups = range(path, order, operand) else { return [] }
            return alternative(lookups)
        case .anyElement(let path, let filter):
            // What one element satisfies, the elements together do.
            return alternatives(for: filter, below: prefix + path.names, paths)
        case .all(let filters):
            return narrowed(filters.flatMap { alternatives(for: $0, below: prefix, paths) })
        case .any(let filters):
            // All resources that satisfy one of them are needed.
            var lookups: [Lookup] = []
            for filter in filters {
                guard let first = alternatives(for: filter, below: prefix, paths).first else { return [] }
                lookups += first.lookups
            }
            return alternative(lookups)
        case .not, .matches, .exists, .path: return []
        // What later versions bring is left to the run.
        @unknown default: return []
        }
    }

    private static func equality(_ path: Int, _ operand: FilterOperand) -> [Lookup]? {
        func exactly(_ kind: Term.Kind, _ value: SQLiteValue) -> Lookup {
            Lookup(path: path, kind: kind, low: value, high: value)
        }
        switch operand {
        case .number(let number): return numbers(path, Term.value(of: number), Term.value(of: number))
        case .bool(let value): return equality(path, .text(value ? "true" : "false"))
        case .null: return nil
        case .text(let text):
            if let instant = Term.instant(text) {
                // A date is equal to every instant of its day.
                let day = instant - (instant % 86_400 + 86_400) % 86_400
                return [Lookup(path: path, kind: .instant, low: .integer(day), high: .integer(day + 86_400))]
            }
            if let number = JSONNumber(text) { return numbers(path, Term.value(of: number), Term.value(of: number)) }
            let texts = exactly(.text, Term.value(of: text))
            guard text == "true" || text == "false" else { return [texts] }
            return [texts, exactly(.bool, .integer(text == "true" ? 1 : 0))]
        }
    }

    private static func range(_ path: Int, _ order: Filter.Order, _ operand: FilterOperand) -> [Lookup]? {
        // The values of terms may be less exact than those of resources, so both ends are among the candidates.
        func bounds(_ value: SQLiteValue) -> (low: SQLiteValue?, high: SQLiteValue?) {
            switch order {
            case .less, .lessOrEqual: (nil, value)
            case .greater, .greaterOrEqual: (value, nil)
            }
        }
        switch operand {
        case .number(let number):
            let (low, high) = bounds(Term.value(of: number))
            return numbers(path, low, high)
        case .text(let text):
            let (low, high) = bounds(Term.value(of: text))
            let texts = Lookup(path: path, kind: .text, low: low, high: high)
            if let instant = Term.instant(text) {
                let (low, high) = bounds(.integer(instant))
                // A text that is no date is compared with one as a text.
                return [Lookup(path: path, kind: .instant, low: low, high: high), texts]
            }
            guard let number = JSONNumber(text) else { return [texts] }
            let (least, greatest) = bounds(Term.value(of: number))
            return [texts] + numbers(path, least, greatest)
        case .bool, .null: return nil
        }
    }

    private static func numbers(_ path: Int, _ low: SQLiteValue?, _ high: SQLiteValue?) -> [Lookup] {
        [
            Lookup(path: path, kind: .number, low: low, high: high),
            Lookup(path: path, kind: .numericText, low: low, high: high),
        ]
    }

    // MARK: - Both ends of a range

    /// Makes one of candidates that ask for a lower and an upper bound of the same values.
    private static func narrowed(_ alternatives: [Candidates]) -> [Candidates] {
        var narrowed: [Candidates] = []
        for candidates in alternatives {
            let place = narrowed.firstIndex { $0.isUpperEnd != candidates.isUpperEnd && $0.matches(candidates) }
            if let place {
                narrowed[place] = narrowed[place].both(candidates)
            } else {
                narrowed.append(candidates)
            }
        }
        return narrowed
    }

    /// Whether all lookups have only an upper bound, or only a lower one; `nil` if neither is so.
    private var isUpperEnd: Bool? {
        if lookups.allSatisfy({ $0.low == nil && $0.high != nil }) { return true }
        return lookups.allSatisfy { $0.low != nil && $0.high == nil } ? false : nil
    }

    private func matches(_ other: Candidates) -> Bool {
        isUpperEnd != nil && other.isUpperEnd != nil
            && lookups.map(\.path) == other.lookups.map(\.path) && lookups.map(\.kind) == other.lookups.map(\.kind)
    }

    /// The candidates between two bounds: those with one value between them, and those with several values, of which one may
    /// be above the lower bound and another one below the upper.
    private func both(_ other: Candidates) -> Candidates {
        var both = self
        for (index, lookup) in other.lookups.enumerated() {
            both.lookups[index].low = both.lookups[index].low ?? lookup.low
            both.lookups[index].high = both.lookups[index].high ?? lookup.high
        }
        for path in Set(lookups.map(\.path)) { both.lookups.append(Lookup(path: path, kind: .several)) }
        return both
    }
}

extension Candidates {
    /// The statement that selects the numbers of the candidates, each once.
    var sql: String {
        // No lookup finds nothing.
        lookups.isEmpty ? "SELECT NULL WHERE 0" : lookups.map(\.sql).joined(separator: " UNION ")
    }

    func parameters(_ collection: Int64) -> [SQLiteValue] { lookups.flatMap { $0.parameters(collection) } }
}
