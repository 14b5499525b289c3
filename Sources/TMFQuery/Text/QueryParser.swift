import TMFJSON
import TMFModels

/// Parses a query string of TMF630 part 1 section 4.4 and part 6, in any spelling that a client may choose.
struct QueryParser {
    let limits: QueryLimits
    let vocabulary: AttributeVocabulary?
    let plus: PlusSign
    var fields: FieldSelection?
    var sort: [SortKey] = []
    var offset: Int?
    var limit: Int?
    /// The number of parameters and values so far.
    private var count = 0
    /// The size of all regular expressions so far.
    private var patternSize = 0

    static func query(
        _ text: String, _ limits: QueryLimits, _ vocabulary: AttributeVocabulary?
    ) throws(QueryError) -> ResourceQuery {
        guard text.utf8.count <= limits.length else {
            throw QueryError(
                .limitExceeded, parameter: "", offset: limits.length,
                expectation: "a query of at most \(limits.length) bytes", limit: .length)
        }
        let whole = QueryPiece(text)
        let parameters = QuerySplitter.parameters(whole)
        var patternSize = 0
        func reading(dividesText: Bool) throws(QueryError) -> ResourceQuery {
            var parser = QueryParser(limits: limits, vocabulary: vocabulary, plus: PlusSign(in: whole))
            parser.patternSize = patternSize
            let filter = try parser.filter(parameters, dividesText: dividesText)
            patternSize = parser.patternSize
            return ResourceQuery(
                filter: filter, fields: parser.fields, sort: parser.sort,
                page: Page(offset: parser.offset ?? 0, limit: parser.limit))
        }
        guard let place = parameters.firstIndex(where: { mayDivide($0.piece, vocabulary) }) else {
            return try reading(dividesText: false)
        }
        let piece = parameters[place].piece
        // A client that encodes values encodes semicolons between conditions as well as those in a text. With other
        // conditions present, the two readings differ too much: only in one of them do the others apply to both parts.
        let isAlone = !parameters.indices.contains {
            $0 != place && holdsCondition(parameters[$0].piece, limits, vocabulary)
        }
        let sign = try? QueryTerm(piece, limits, vocabulary)?.sign
        guard isAlone, sign != nil, sign?.isNegative != true else { throw ambiguity(piece) }
        var query = try reading(dividesText: true)
        guard sign?.takesSemicolons == true, !QuerySplitter.holdsPath(piece),
            let asText = try? reading(dividesText: false)
        else { return query }
        guard query.fields == asText.fields, query.sort == asText.sort, query.page == asText.page else {
            throw ambiguity(piece)
        }
        query.filter = .any([query.filter, asText.filter])
        return query
    }

    private static func ambiguity(_ piece: QueryPiece) -> QueryError {
        QueryError(
            .ambiguous, parameter: piece.described, offset: piece.offset,
            expectation: "';' between two parameters, or '\\;' for a semicolon in a text")
    }

    private init(limits: QueryLimits, vocabulary: AttributeVocabulary?, plus: PlusSign) {
        self.limits = limits
        self.vocabulary = vocabulary
        self.plus = plus
    }

    // MARK: - Parameters

    /// Returns whether a parameter determines which resources are selected.
    private static func holdsCondition(
        _ parameter: QueryPiece, _ limits: QueryLimits, _ vocabulary: AttributeVocabulary?
    ) -> Bool {
        guard let term = try? QueryTerm(parameter, limits, vocabulary), term.isBare, term.names.count == 1 else {
            return true
        }
        return ReservedParameter(rawValue: term.names[0]).map { $0 == .filter } ?? true
    }

    /// Returns the parts after the encoded semicolons of a parameter that have an operator.
    private static func encodedConditions(_ parameter: QueryPiece) -> [QueryPiece] {
        let holdsPath = QuerySplitter.holdsPath(parameter)
        return QuerySplitter.segments(of: parameter, holdsPath: holdsPath).dropFirst().filter { segment in
            QueryTerm.hasOperator(segment) && !(holdsPath && QuerySplitter.continuesPaths(segment))
        }
    }

    /// Returns whether a semicolon that was encoded with a value may precede another condition, which is the plain name
    /// of an attribute and a sign.
    ///
    /// A value with an ampersand is a text.
    private static func mayDivide(_ parameter: QueryPiece, _ vocabulary: AttributeVocabulary?) -> Bool {
        let conditions = encodedConditions(parameter)
        // Outside of its brackets, a JSON path has no semicolons.
        if QuerySplitter.holdsPath(parameter) { return !conditions.isEmpty }
        let hasAmpersand = parameter.characters.contains { $0.byte == UInt8(ascii: "&") }
        return !conditions.isEmpty && !hasAmpersand
            && conditions.allSatisfy { condition in
                let name = condition.characters.prefix { !FieldPath.isSign($0.byte) }.map(\.byte)
                let isPlain = name.allSatisfy { byte in
                    byte.isLetter || byte.isDigit || byte >= 0x80 || "_-.@".utf8.contains(byte)
                }
                guard isPlain, let first = name.split(separator: UInt8(ascii: ".")).first else { return false }
                return vocabulary?.knows(String(decoding: first, as: UTF8.self)) ?? true
            }
    }

    /// Parses the alternatives between the semicolons.
    ///
    /// - Parameters:
    ///   - parameters: The parameters.
    ///   - dividesText: Whether an encoded semicolon separates conditions if the text after it looks like a condition.
    /// - Returns: The filter.
    /// - Throws: ``QueryError`` for the first invalid parameter.
    private mutating func filter(
        _ parameters: [QuerySplitter.Parameter], dividesText: Bool
    ) throws(QueryError) -> Filter {
        var alternatives: [[QueryTerm]] = [[]]
        for parameter in parameters {
            let holdsPath = QuerySplitter.holdsPath(parameter.piece)
            let isText =
                !holdsPath && !Self.encodedConditions(parameter.piece).isEmpty
                && !(dividesText && Self.mayDivide(parameter.piece, vocabulary))
            let segments =
                isText ? [parameter.piece] : QuerySplitter.segments(of: parameter.piece, holdsPath: holdsPath)
            for (number, segment) in segments.enumerated() where !segment.isEmpty {
                try add(segment, isAlternative: number > 0 || parameter.isAlternative, to: &alternatives)
            }
            guard isText, let place = alternatives[alternatives.count - 1].indices.last else { continue }
            let term = alternatives[alternatives.count - 1][place]
            guard term.sign.takesSemicolons else { throw Self.ambiguity(parameter.piece) }
            alternatives[alternatives.count - 1][place].isText = true
        }
        var filters: [Filter] = []
        for terms in alternatives where !terms.isEmpty {
            if let filter = try conjunction(terms) { filters.append(filter) }
        }
        return filters.isEmpty ? .all([]) : .any(filters)
    }

    private func add(
        _ segment: QueryPiece, isAlternative: Bool, to alternatives: inout [[QueryTerm]]
    ) throws(QueryError) {
        let last = alternatives.count - 1
        let previous = alternatives[last].last
        let continues =
            isAlternative && QuerySplitter.continuesPaths(segment)
            && previous.map { $0.isBare && ReservedParameter(rawValue: $0.parameter)?.holdsPaths == true } == true
        if !continues, let term = try QueryTerm(segment, limits, vocabulary) {
            if isAlternative, previous != nil { alternatives.append([]) }
            alternatives[alternatives.count - 1].append(term)
        } else if isAlternative, let place = alternatives[last].indices.last {
            // A value on its own is another value of the condition before it.
            alternatives[last][place].values.append(segment)
        } else {
            let name = try segment.trimmed().name()
            // A client may omit the `=` of an empty parameter.
            if ReservedParameter(rawValue: name) != nil { return }
            throw QueryError(
                .invalidOperator, parameter: name, offset: segment.offset,
                expectation: "an attribute, an operator and a value")
        }
    }

    /// Parses the terms between two semicolons, or returns `nil` if they contain no condition.
    private mutating func conjunction(_ terms: [QueryTerm]) throws(QueryError) -> Filter? {
        var conditions: [Filter] = []
        /// The positions of the attributes' equalities among the conditions.
        var equalities: [FieldPath: Int] = [:]
        var paths: [Filter] = []
        for term in terms {
            if term.isBare, term.names.count == 1, let word = ReservedParameter(rawValue: term.names[0]) {
                paths += try reserved(word, term)
                continue
            }
            let condition = try condition(term)
            if term.sign.isRepeatable, !term.isText {
                let path = FieldPath(term.names)
                if let place = equalities[path] {
                    conditions[place] = .any([conditions[place], condition])
                    continue
                }
                equalities[path] = conditions.count
            }
            conditions.append(condition)
        }
        if !paths.isEmpty { conditions.append(.any(paths)) }
        return conditions.isEmpty ? nil : .all(conditions)
    }

    // MARK: - Limits

    /// The number of further values that the limit permits.
    var room: Int { limits.terms - count }

    /// Counts the values of a term, each of which may be printed as a separate parameter.
    mutating func count(_ values: Int, _ term: QueryTerm) throws(QueryError) {
        count += max(values, 1)
        guard count <= limits.terms else { throw tooManyValues(term) }
    }

    func tooManyValues(_ term: QueryTerm) -> QueryError {
        QueryError(
            .limitExceeded, parameter: term.parameter, offset: term.values.first?.offset ?? term.name.offset,
            expectation: "at most \(limits.terms) parameters and values", limit: .terms)
    }

    /// Counts the instructions of a regular expression, whose total in a query is limited.
    mutating func countPattern(_ size: Int, at piece: QueryPiece, of term: QueryTerm) throws(QueryError) {
        patternSize += size
        guard patternSize <= limits.pattern.programSize else {
            throw QueryError(
                .limitExceeded, parameter: term.parameter, offset: piece.offset,
                expectation: "regular expressions of at most \(limits.pattern.programSize) instructions in total",
                limit: .pattern)
        }
    }
}
