import TMFJSON

/// Reads a query string as TMF630 part 1 section 4.4 and part 6 describe it.
struct QueryParser {
    private typealias Piece = QueryTerm.Piece

    /// Names that are never attributes where they stand alone before a `=`.
    private enum Reserved: String {
        case fields
        case offset
        case limit
        case sort
        case filter
        case depth
        case expand
    }

    static func isReserved(_ name: String) -> Bool { Reserved(rawValue: name) != nil }

    /// Whether a name is that of a parameter whose value is a JSON path, or several.
    static func holdsPaths(_ name: String) -> Bool {
        switch Reserved(rawValue: name) {
        case .fields, .sort, .filter: true
        case .offset, .limit, .depth, .expand, .none: false
        }
    }

    private let limits: QueryLimits
    private let vocabulary: AttributeVocabulary?
    private var fields: FieldSelection?
    private var sort: [SortKey] = []
    private var offset: Int?
    private var limit: Int?
    /// The parameters and values so far.
    private var count = 0
    /// The size of all regular expressions so far.
    private var patternSize = 0

    static func query(
        _ text: String, _ limits: QueryLimits, _ vocabulary: AttributeVocabulary?
    ) throws(QueryError) -> ResourceQuery {
        guard text.utf8.count <= limits.length else {
            throw QueryError(
                .limitExceeded, parameter: "", offset: limits.length,
                expectation: "a query of \(limits.length) bytes at most")
        }
        var parser = QueryParser(limits: limits, vocabulary: vocabulary)
        let filter = try parser.filter(QuerySplitter.groups(text))
        return ResourceQuery(
            filter: filter, fields: parser.fields, sort: parser.sort,
            page: Page(offset: parser.offset ?? 0, limit: parser.limit))
    }

    private init(limits: QueryLimits, vocabulary: AttributeVocabulary?) {
        self.limits = limits
        self.vocabulary = vocabulary
    }

    /// Reads the alternatives between the semicolons.
    private mutating func filter(_ groups: [[Piece]]) throws(QueryError) -> Filter {
        var alternatives: [[QueryTerm]] = []
        for group in groups {
            var terms: [QueryTerm] = []
            for piece in group {
                if let term = try QueryTerm(piece, limits) {
                    terms.append(term)
                } else if group.count == 1, let last = alternatives.last?.indices.last {
                    // A value alone is one more of the condition before it.
                    alternatives[alternatives.count - 1][last].values.append(piece)
                } else {
                    throw QueryError(
                        .invalidOperator, parameter: try piece.decoded(""), offset: piece.offset,
                        expectation: "an attribute, an operator and a value")
                }
            }
            if !terms.isEmpty { alternatives.append(terms) }
        }
        var filters: [Filter] = []
        for terms in alternatives {
            if let filter = try conjunction(terms) { filters.append(filter) }
        }
        return filters.isEmpty ? .all([]) : .any(filters)
    }

    /// Counts the values of a term, each of which may become a parameter of its own in print.
    private mutating func count(_ values: Int, _ term: QueryTerm) throws(QueryError) {
        count += max(values, 1)
        guard count <= limits.terms else { throw tooManyValues(term) }
    }

    /// Reads what stands between two semicolons; `nil` if that is no condition.
    private mutating func conjunction(_ terms: [QueryTerm]) throws(QueryError) -> Filter? {
        var conditions: [Filter] = []
        /// Where the equality of an attribute stands among the conditions.
        var equalities: [FieldPath: Int] = [:]
        var paths: [Filter] = []
        for term in terms {
            if term.isBare, term.names.count == 1, let word = Reserved(rawValue: term.names[0]) {
                paths += try reserved(word, term)
                continue
            }
            let path = FieldPath(term.names)
            try vocabulary?.check(path, term)
            if term.sign == .eq {
                let operands = try operands(term).map(FilterOperand.text)
                if let place = equalities[path], case .equals(_, let earlier) = conditions[place] {
                    conditions[place] = .equals(path, anyOf: earlier + operands)
                } else {
                    equalities[path] = conditions.count
                    conditions.append(.equals(path, anyOf: operands))
                }
            } else {
                conditions.append(try condition(term, path))
            }
        }
        if !paths.isEmpty { conditions.append(.any(paths)) }
        return conditions.isEmpty ? nil : .all(conditions)
    }

    private mutating func condition(_ term: QueryTerm, _ path: FieldPath) throws(QueryError) -> Filter {
        let order: Filter.Order
        switch term.sign {
        case .eq, .ne: return .not(.equals(path, anyOf: try operands(term).map(FilterOperand.text)))
        case .regex:
            var filters: [Filter] = []
            try count(term.values.count, term)
            for value in term.values { filters.append(.matches(path, try pattern(value, term))) }
            return .any(filters)
        case .gt: order = .greater
        case .gte: order = .greaterOrEqual
        case .lt: order = .less
        case .lte: order = .lessOrEqual
        }
        var filters: [Filter] = []
        let values = term.values.flatMap(QuerySplitter.values)
        try count(values.count, term)
        for value in values {
            let decoded = try QuerySplitter.unescaped(value).decoded(term.parameter)
            let text = DateOperand.repaired(decoded) ?? decoded
            guard DateOperand.isAcceptable(text) else {
                throw QueryError(
                    .invalidDate, parameter: term.parameter, offset: value.offset,
                    expectation: "a date or date-time of RFC 3339")
            }
            filters.append(.compare(path, order, .text(text)))
        }
        return .any(filters)
    }

    private mutating func pattern(_ value: Piece, _ term: QueryTerm) throws(QueryError) -> RegularExpression {
        let text = try value.decoded(term.parameter)
        let expression: RegularExpression
        do throws(RegularExpressionError) {
            expression = try RegularExpression(text, limits: limits.pattern)
        } catch {
            throw QueryError(
                .invalidPattern, parameter: term.parameter,
                offset: value.offset + PercentEncoding.encodedOffset(error.offset, in: value.text),
                expectation: error.expectation)
        }
        try countPattern(RegularExpressionMatcher(expression).programSize, value, term)
        return expression
    }

    /// Counts the instructions of a regular expression, of which a query may have only so many in all.
    private mutating func countPattern(_ size: Int, _ piece: Piece, _ term: QueryTerm) throws(QueryError) {
        patternSize += size
        guard patternSize <= limits.pattern.programSize else {
            throw QueryError(
                .limitExceeded, parameter: term.parameter, offset: piece.offset,
                expectation: "smaller regular expressions")
        }
    }

    /// The texts that an attribute may equal: every value, a list also undivided, and a `+` as itself and as a blank.
    private mutating func operands(_ term: QueryTerm) throws(QueryError) -> [String] {
        var texts: [String] = []
        // Each value counts, before and after it is multiplied.
        let given = term.values.reduce(0) { $0 + QuerySplitter.values($1).count }
        guard given <= limits.terms else { throw tooManyValues(term) }
        for value in term.values {
            let pieces = QuerySplitter.values(value)
            for piece in pieces.count > 1 ? pieces + [value] : pieces {
                let piece = QuerySplitter.unescaped(piece)
                var spellings = [piece]
                if piece.utf8.contains(UInt8(ascii: "+")) {
                    let blanks = piece.text.split(separator: "+", omittingEmptySubsequences: false)
                    spellings.append(Piece(text: Substring(blanks.joined(separator: "%20")), offset: piece.offset))
                }
                for spelling in spellings {
                    let decoded = try spelling.decoded(term.parameter)
                    let text = DateOperand.repaired(decoded) ?? decoded
                    if !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) { texts.append(text) }
                }
            }
        }
        try count(texts.count, term)
        return texts
    }

    // MARK: - Reserved words

    /// Reads a reserved parameter, and returns the conditions that it has.
    private mutating func reserved(_ word: Reserved, _ term: QueryTerm) throws(QueryError) -> [Filter] {
        try count(term.values.count, term)
        switch word {
        case .fields:
            var paths = fields?.paths ?? []
            for (path, piece) in try self.paths(term) where !paths.contains(path) {
                try vocabulary?.check(path, piece, term.parameter)
                paths.append(path)
            }
            fields = FieldSelection(paths)
        case .sort: sort += try sortKeys(term)
        case .offset: offset = try number(term, given: offset)
        case .limit: limit = try number(term, given: limit)
        case .filter:
            return try filters(term)
        case .depth, .expand:
            throw QueryError(
                .unsupported, parameter: term.parameter, offset: term.name.offset,
                expectation: "no '\(word.rawValue)', as references are not expanded")
        }
        return []
    }

    private mutating func filters(_ term: QueryTerm) throws(QueryError) -> [Filter] {
        var filters: [Filter] = []
        for (path, piece) in try paths(term, allowsNone: false) {
            let filter = Filter(path)
            try vocabulary?.check(filter, piece, term.parameter)
            filters.append(filter)
        }
        return filters
    }

    private mutating func paths(_ term: QueryTerm, allowsNone: Bool = true) throws(QueryError) -> [(JSONPath, Piece)] {
        var paths: [(JSONPath, Piece)] = []
        for piece in try items(term) {
            let item = piece.trimmed()
            let text = try item.decoded(term.parameter)
            if allowsNone, text.isEmpty || text == "none" { continue }
            paths.append((try path(item, term), item))
        }
        return paths
    }

    /// The members of a list of paths.
    private func items(_ term: QueryTerm) throws(QueryError) -> [Piece] {
        let items = term.values.flatMap(QuerySplitter.items)
        guard items.count <= limits.terms else { throw tooManyValues(term) }
        return items
    }

    private func tooManyValues(_ term: QueryTerm) -> QueryError {
        QueryError(
            .limitExceeded, parameter: term.parameter, offset: term.values[0].offset,
            expectation: "\(limits.terms) parameters and values at most")
    }

    private mutating func path(_ piece: Piece, _ term: QueryTerm) throws(QueryError) -> JSONPath {
        let text = try piece.decoded(term.parameter)
        let path: JSONPath
        do throws(JSONPathError) {
            path = try JSONPath(text, dialect: .tmf630, limits: limits.path)
        } catch {
            throw QueryError(
                error.code == .limitExceeded ? .limitExceeded : .invalidPath, parameter: term.parameter,
                offset: piece.offset + PercentEncoding.encodedOffset(error.offset, in: piece.text),
                expectation: error.expectation)
        }
        try countPattern(path.patternSize, piece, term)
        return path
    }

    private mutating func sortKeys(_ term: QueryTerm) throws(QueryError) -> [SortKey] {
        var keys: [SortKey] = []
        for item in try items(term) {
            var item = item.trimmed(start: false)
            var isDescending = false
            if let sign = ["-", "+", " ", "%2B", "%2b", "%2D", "%2d", "%20"].first(where: { item.text.hasPrefix($0) }) {
                isDescending = sign == "-" || sign.hasPrefix("%2D") || sign.hasPrefix("%2d")
                item = item.dropFirst(sign.utf8.count)
            }
            item = item.trimmed()
            guard !item.text.isEmpty else {
                throw QueryError(
                    .invalidValue, parameter: term.parameter, offset: item.offset,
                    expectation: "the name of an attribute")
            }
            let path = try path(item, term)
            try vocabulary?.check(path, item, term.parameter)
            keys.append(SortKey(path, isDescending: isDescending))
        }
        return keys
    }

    private func number(_ term: QueryTerm, given: Int?) throws(QueryError) -> Int {
        for value in term.values {
            let text = try value.decoded(term.parameter)
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let number = Int32(text),
                given == nil || given == Int(number), term.values.count == 1
            else {
                throw QueryError(
                    .invalidValue, parameter: term.parameter, offset: value.offset,
                    expectation: "one whole number from 0 to \(Int32.max)")
            }
            return Int(number)
        }
        return 0
    }
}
