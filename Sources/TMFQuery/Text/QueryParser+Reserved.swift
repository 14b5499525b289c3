import TMFJSON

extension QueryParser {
    /// Parses a reserved parameter, and returns its conditions.
    ///
    /// An empty parameter has no effect.
    mutating func reserved(_ word: ReservedParameter, _ term: QueryTerm) throws(QueryError) -> [Filter] {
        try count(term.values.count, term)
        switch word {
        case .fields: try addFields(term)
        case .sort: try addSortKeys(term)
        case .offset: offset = try number(term, given: offset)
        case .limit: limit = try number(term, given: limit)
        case .filter: return try filters(term)
        case .depth: try checkUnexpanded(term, allowed: ["", "0"])
        case .expand: try checkUnexpanded(term, allowed: [""])
        }
        return []
    }

    private func checkUnexpanded(_ term: QueryTerm, allowed: [String]) throws(QueryError) {
        for value in term.values where !allowed.contains(try value.trimmed().name(term.parameter)) {
            throw QueryError(
                .unsupported, parameter: term.parameter, offset: term.name.offset,
                expectation: "no '\(term.parameter)', because references are not expanded")
        }
    }

    private func number(_ term: QueryTerm, given: Int?) throws(QueryError) -> Int? {
        var given = given
        for value in term.values {
            let text = try value.trimmed().name(term.parameter)
            if text.isEmpty { continue }
            guard text.utf8.allSatisfy(\.isDigit), let number = Int32(text),
                given == nil || given == Int(number)
            else {
                throw QueryError(
                    .invalidValue, parameter: term.parameter, offset: value.offset,
                    expectation: "a single integer from 0 to \(Int32.max)")
            }
            given = Int(number)
        }
        return given
    }

    // MARK: - Paths

    private mutating func filters(_ term: QueryTerm) throws(QueryError) -> [Filter] {
        var filters: [Filter] = []
        for item in try items(term) {
            let filter = Filter(try path(item, term))
            if let vocabulary {
                try vocabulary.check(vocabulary.unknown(in: filter), term.parameter, item.offset)
                guard !vocabulary.hasNonDate(filter) else { throw noDate(term, item) }
            }
            filters.append(filter)
        }
        return filters
    }

    private mutating func addFields(_ term: QueryTerm) throws(QueryError) {
        for item in try items(term) {
            var paths = fields?.paths ?? []
            if try item.name(term.parameter) != "none" {
                let path = try path(item, term)
                if let vocabulary { try vocabulary.check(vocabulary.unknown(in: path), term.parameter, item.offset) }
                paths.append(path)
            }
            fields = FieldSelection(paths)
        }
    }

    private mutating func addSortKeys(_ term: QueryTerm) throws(QueryError) {
        for var item in try items(term, areSigned: true) {
            var isDescending = false
            if let sign = item.characters.first?.byte, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                isDescending = sign == UInt8(ascii: "-")
                item = item.dropFirst().trimmed()
            }
            let isNumeric = vocabulary?.isStrict != true && Self.takeNumericKey(&item)
            let path = try path(item, term)
            if let vocabulary { try vocabulary.check(vocabulary.unknown(in: path), term.parameter, item.offset) }
            sort.append(SortKey(path, isDescending: isDescending, isNumeric: isNumeric))
        }
    }

    /// Removes `num(…)` from an item, if present, and returns whether it did.
    private static func takeNumericKey(_ item: inout QueryPiece) -> Bool {
        let bytes = item.characters.map(\.byte)
        guard bytes.starts(with: "num(".utf8), bytes.last == UInt8(ascii: ")") else { return false }
        item = item.dropFirst(4).dropLast().trimmed()
        return true
    }

    /// Returns the members of a list of paths, leaving out empty ones and those that are only a sign.
    private func items(_ term: QueryTerm, areSigned: Bool = false) throws(QueryError) -> [QueryPiece] {
        // An unencoded plus sign before a sort key is read as a blank here, which makes no difference.
        let items = term.values.flatMap(QuerySplitter.items).map { $0.trimmed() }
            .filter { item in
                guard areSigned, item.range.count == 1, let sign = item.characters.first?.byte else {
                    return !item.isEmpty
                }
                return sign != UInt8(ascii: "-") && sign != UInt8(ascii: "+")
            }
        guard items.count <= limits.terms else { throw tooManyValues(term) }
        return items
    }

    private mutating func path(_ item: QueryPiece, _ term: QueryTerm) throws(QueryError) -> JSONPath {
        var paths: [JSONPath] = []
        var failure: QueryError?
        for text in try plus.paths(item, term.parameter) {
            do throws(JSONPathError) {
                paths.append(try JSONPath(text, dialect: .tmf630, limits: limits.path))
            } catch {
                failure =
                    failure
                    ?? QueryError(
                        error.code == .limitExceeded ? .limitExceeded : .invalidPath, parameter: term.parameter,
                        offset: item.offset(ofByte: error.offset), expectation: error.expectation,
                        limit: error.code == .limitExceeded ? .pattern : nil)
            }
        }
        if paths.isEmpty, let failure { throw failure }
        try countPattern(paths.reduce(0) { $0 + $1.patternSize }, at: item, of: term)
        guard paths.count > 1 else { return paths[0] }
        guard let path = paths[0].union(withReading: paths[1]) else {
            throw QueryError(
                .ambiguous, parameter: term.parameter, offset: item.offset,
                expectation: "'%2B' for a plus sign or '%20' for a space instead of '+'")
        }
        return path
    }
}
