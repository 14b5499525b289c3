import TMFJSON
import TMFModels

extension QueryParser {
    /// Parses a condition on an attribute.
    mutating func condition(_ term: QueryTerm) throws(QueryError) -> Filter {
        let path = FieldPath(term.names)
        let kind = try check(term, path)
        switch term.sign {
        case .eq: return .equals(path, anyOf: try operands(term, kind))
        case .ne: return .not(.equals(path, anyOf: try operands(term, kind)))
        case .in: return .equals(path, anyOf: try operands(term, kind, isList: true))
        case .nin: return .not(.equals(path, anyOf: try operands(term, kind, isList: true)))
        case .eqi: return try alike(term, at: path, kind: kind)
        case .nei: return .not(try alike(term, at: path, kind: kind))
        case .ini: return try alike(term, at: path, kind: kind, isList: true)
        case .nini: return .not(try alike(term, at: path, kind: kind, isList: true))
        case .gt: return try range(term, at: path, kind: kind, order: .greater)
        case .gte: return try range(term, at: path, kind: kind, order: .greaterOrEqual)
        case .lt: return try range(term, at: path, kind: kind, order: .less)
        case .lte: return try range(term, at: path, kind: kind, order: .lessOrEqual)
        case .between: return try between(term, at: path, kind: kind)
        case .isnull, .isnotnull: return try isNull(term, path)
        case .regex, .regexi, .contains, .containsi, .startswith, .startswithi, .endswith, .endswithi, .like, .likei:
            return try matches(term, path)
        }
    }

    /// Checks the name of an attribute and its operator, and returns the kind of its values.
    private func check(_ term: QueryTerm, _ path: FieldPath) throws(QueryError) -> AttributeVocabulary.Kind {
        let isStrict = vocabulary?.isStrict ?? false
        if term.sign.isExtension, isStrict { throw unknownOperator(term, term.sign.rawValue, isStrict: true) }
        let name = term.names.last ?? ""
        let kind = vocabulary?.kind(of: path) ?? (DateOperand.isName(name) ? .date : .unknown)
        guard kind == .unknown || kind == .belowScalar else { return kind }
        // A single name never has an operator, and a name unknown to the model may well be an attribute.
        let isBelow = kind == .belowScalar && !isStrict
        if term.names.count > 1, isBelow || !term.isSuffixed && QueryOperator.isMeant(by: name) {
            throw unknownOperator(term, name, isStrict: isStrict)
        }
        try vocabulary?.check([path], term.parameter, term.name.offset)
        return kind
    }

    private func unknownOperator(_ term: QueryTerm, _ name: String, isStrict: Bool) -> QueryError {
        let names = QueryOperator.names(isStrict: isStrict)
        return QueryError(
            .invalidOperator, parameter: term.parameter, offset: term.name.offset,
            expectation: "an attribute, or one of the operators \(names) in place of '\(name)'")
    }

    // MARK: - Values

    /// Returns the values that an attribute may equal: every value, a list also as one text, and a `+` both as itself
    /// and as a blank.
    ///
    /// Only the values count against the limit; their other readings are tried as far as the limit permits.
    private mutating func operands(
        _ term: QueryTerm, _ kind: AttributeVocabulary.Kind, isList: Bool = false
    ) throws(QueryError) -> [FilterOperand] {
        let pieces = term.isText ? term.values : term.values.flatMap(QuerySplitter.values)
        try count(pieces.count, term)
        var texts: [String] = []
        var others: [String] = []
        func add(_ text: String, to texts: inout [String]) {
            let text = DateOperand.repaired(text) ?? text
            if !texts.contains(where: { JSONText.equal($0, text) }) { texts.append(text) }
        }
        for piece in pieces {
            let readings = try plus.texts(piece, term.parameter, without: piece.escapes())
            add(readings[0], to: &texts)
            if kind == .date, let text = texts.last, !DateOperand.isDate(text) {
                // An extra comma does not add a value.
                guard text.isEmpty, pieces.count > 1 else { throw noDate(term, piece) }
                texts.removeLast()
            }
            if kind == .date { continue }
            for reading in readings.dropFirst() { add(reading, to: &others) }
        }
        // The values between semicolons, and all of them together, may be one text, but not a date.
        let mayBeText = !isList && !term.isText && kind != .date
        var undivided = !mayBeText ? [] : term.values.filter { QuerySplitter.values($0).count > 1 }
        if mayBeText, term.values.count > 1, let whole = term.wholeValue { undivided.append(whole) }
        for piece in undivided {
            for reading in try plus.texts(piece, term.parameter, without: piece.escapes()) { add(reading, to: &others) }
        }
        others.removeAll { other in texts.contains { JSONText.equal($0, other) } }
        let additions = others.prefix(max(room, 0))
        if !additions.isEmpty { try count(additions.count, term) }
        let all = texts + additions
        if all.isEmpty, let piece = pieces.first { throw noDate(term, piece) }
        return all.map { FilterOperand(queryValue: $0) }
    }

    func noDate(_ term: QueryTerm, _ piece: QueryPiece) -> QueryError {
        QueryError(
            .invalidDate, parameter: term.parameter, offset: piece.offset,
            expectation: "an RFC 3339 date or date-time")
    }

    /// Returns the operands of a range, which is always divided at commas.
    private mutating func rangeOperands(
        _ term: QueryTerm, _ kind: AttributeVocabulary.Kind
    ) throws(QueryError) -> [FilterOperand] {
        var operands: [FilterOperand] = []
        let pieces = term.values.flatMap(QuerySplitter.values)
        try count(pieces.count, term)
        for piece in pieces {
            // An extra comma does not add an operand.
            if piece.isEmpty, pieces.count > 1, term.sign != .between { continue }
            var text = try plus.rangeText(piece, term.parameter, without: piece.escapes())
            // Blanks around a date or number are layout.
            let trimmed = try plus.rangeText(piece.trimmed(), term.parameter, without: piece.escapes())
            if DateOperand.isDate(trimmed) || JSONNumber(trimmed) != nil { text = trimmed }
            guard kind == .date ? DateOperand.isDate(text) : DateOperand.isAcceptable(text) else {
                throw noDate(term, piece)
            }
            operands.append(FilterOperand(queryValue: text))
        }
        guard !operands.isEmpty, term.sign != .between || !operands.contains(.text("")) else {
            throw QueryError(
                .invalidValue, parameter: term.parameter, offset: term.values.first?.offset ?? term.name.offset,
                expectation: "a value to compare with")
        }
        return operands
    }

    private mutating func range(
        _ term: QueryTerm, at path: FieldPath, kind: AttributeVocabulary.Kind, order: Filter.Order
    ) throws(QueryError) -> Filter {
        .any(try rangeOperands(term, kind).map { .compare(path, order, $0) })
    }

    private mutating func between(
        _ term: QueryTerm, at path: FieldPath, kind: AttributeVocabulary.Kind
    ) throws(QueryError) -> Filter {
        let operands = try rangeOperands(term, kind)
        guard operands.count == 2 else {
            throw QueryError(
                .invalidValue, parameter: term.parameter, offset: term.values.first?.offset ?? term.name.offset,
                expectation: "two values separated by a comma")
        }
        return .all([.compare(path, .greaterOrEqual, operands[0]), .compare(path, .lessOrEqual, operands[1])])
    }

    private mutating func isNull(_ term: QueryTerm, _ path: FieldPath) throws(QueryError) -> Filter {
        try count(1, term)
        var isNull = term.sign == .isnull
        switch try term.wholeValue?.text(term.parameter, isBlank: { _ in true }) {
        case nil, "", "true": break
        case "false": isNull.toggle()
        default:
            throw QueryError(
                .invalidValue, parameter: term.parameter, offset: term.wholeValue?.offset ?? term.name.offset,
                expectation: "true or false")
        }
        let filter = Filter.isNull(path)
        return isNull ? filter : .not(filter)
    }

    // MARK: - Patterns

    /// Returns the filter for an attribute that equals one of the texts, ignoring case.
    private mutating func alike(
        _ term: QueryTerm, at path: FieldPath, kind: AttributeVocabulary.Kind, isList: Bool = false
    ) throws(QueryError) -> Filter {
        let operands = try operands(term, kind, isList: isList)
        var filters: [Filter] = [.equals(path, anyOf: operands)]
        // Numbers have no case.
        for case .text(let text) in operands {
            filters.append(.matches(path, try expression(.whole(text), of: term, at: term.wholeValue ?? term.name)))
        }
        return .any(filters)
    }

    private mutating func matches(_ term: QueryTerm, _ path: FieldPath) throws(QueryError) -> Filter {
        try count(term.values.count, term)
        var filters: [Filter] = []
        var failure: QueryError?
        // The complete text comes first; a part between its semicolons may also be meant as an expression.
        let isExpression = term.sign == .regex || term.sign == .regexi
        // An empty part between two semicolons is not an expression.
        var pieces = isExpression ? term.values.filter { term.values.count == 1 || !$0.isEmpty } : []
        if pieces.count != 1, let whole = term.wholeValue { pieces.insert(whole, at: 0) }
        for piece in pieces {
            for text in try readings(of: piece, term) {
                do throws(QueryError) {
                    filters.append(.matches(path, try expression(text, of: term, at: piece)))
                } catch {
                    failure = failure ?? error
                }
            }
        }
        if filters.isEmpty, let failure { throw failure }
        return .any(filters)
    }

    private func readings(of piece: QueryPiece, _ term: QueryTerm) throws(QueryError) -> [TextPattern] {
        // Commas belong to the text.
        let escapes = piece.escapes { $0.byte == UInt8(ascii: ";") }
        switch term.sign {
        case .regex, .regexi:
            return try plus.patterns(piece, term.parameter, without: escapes).map(TextPattern.expression)
        case .startswith, .startswithi:
            return try plus.texts(piece, term.parameter, without: escapes).map(TextPattern.prefix)
        case .endswith, .endswithi:
            return try plus.texts(piece, term.parameter, without: escapes).map(TextPattern.suffix)
        case .like, .likei: return try plus.texts(piece, term.parameter, without: escapes).map(TextPattern.like)
        default: return try plus.texts(piece, term.parameter, without: escapes).map(TextPattern.part)
        }
    }

    private mutating func expression(
        _ text: TextPattern, of term: QueryTerm, at piece: QueryPiece
    ) throws(QueryError) -> RegularExpression {
        if case .expression(let pattern) = text, vocabulary?.isStrict == true,
            pattern.utf8.starts(with: RegularExpression.caseFlag.utf8)
        {
            throw QueryError(
                .invalidPattern, parameter: term.parameter, offset: piece.offset,
                expectation: "a regular expression without flags")
        }
        let expression: RegularExpression
        do throws(RegularExpressionError) {
            expression = try text.expression(ignoresCase: term.sign.ignoresCase, limits: limits.pattern)
        } catch {
            throw QueryError(
                .invalidPattern, parameter: term.parameter, offset: piece.offset(ofByte: error.offset),
                expectation: error.expectation)
        }
        try countPattern(RegularExpressionMatcher(expression).programSize, at: piece, of: term)
        return expression
    }
}
