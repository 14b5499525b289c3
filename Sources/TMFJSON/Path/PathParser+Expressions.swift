extension PathParser {
    mutating func expression() throws(Failure) -> PathExpression {
        var alternatives = [try conjunction()]
        while takeBehindBlanks("||") { alternatives.append(try conjunction()) }
        return alternatives.count == 1 ? alternatives[0] : .or(alternatives)
    }

    private mutating func conjunction() throws(Failure) -> PathExpression {
        var terms = [try term()]
        while takeBehindBlanks("&&") { terms.append(try term()) }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    private mutating func takeBehindBlanks(_ text: StaticString) -> Bool {
        let start = offset
        skipBlanks()
        if take(text) { return true }
        offset = start
        return false
    }

    private mutating func term() throws(Failure) -> PathExpression {
        skipBlanks()
        try countStep()
        if take("!") {
            skipBlanks()
            if current == UInt8(ascii: "(") { return .not(try group()) }
            return .not(try test())
        }
        if current == UInt8(ascii: "(") { return try group() }
        return try comparisonOrTest()
    }

    private mutating func group() throws(Failure) -> PathExpression {
        // Parentheses around a complete filter have no effect.
        let isWhole = offset == filterStart
        try expect("(")
        let expression =
            isWhole ? try expression() : try nested { (parser) throws(Failure) in try parser.expression() }
        skipBlanks()
        try expect(")")
        return expression
    }

    /// Parses a query or a logical function, which form a condition on their own.
    private mutating func test() throws(Failure) -> PathExpression {
        let start = offset
        guard let primary = try primary() else { throw unexpected("a query or a function") }
        return try condition(primary, start)
    }

    private func condition(_ primary: Primary, _ start: Int) throws(Failure) -> PathExpression {
        switch primary {
        case .logical(let expression): return expression
        case .operand(.query(let query)): return .exists(query)
        case .operand(.literal):
            throw offset < bytes.count ? unexpected("an operator") : unexpected("a comparison")
        case .operand:
            throw Failure(.invalidType, offset: start, expectation: "a comparison with the function's result")
        }
    }

    private mutating func comparisonOrTest() throws(Failure) -> PathExpression {
        let start = offset
        guard let left = try primary() else { throw unexpected("a condition") }
        let end = offset
        skipBlanks()
        if isTMF, take("=~") {
            skipBlanks()
            return .pattern(try side(left, start), try pattern())
        }
        guard let comparison = takeOperator() else {
            offset = end
            return try condition(left, start)
        }
        let first = try side(left, start)
        skipBlanks()
        let rightStart = offset
        guard let right = try primary() else { throw unexpected("a value, a query or a function") }
        return .comparison(first, comparison, try side(right, rightStart))
    }

    private mutating func takeOperator() -> PathOperator? {
        if take("==") { return .equal }
        if take("!=") { return .notEqual }
        if take("<=") { return .lessOrEqual }
        if take(">=") { return .greaterOrEqual }
        if take("<") { return .less }
        return take(">") ? .greater : nil
    }

    /// Returns an operand that may be one side of a comparison.
    private func side(_ primary: Primary, _ start: Int) throws(Failure) -> PathOperand {
        if isTMF, case .operand(let operand) = primary { return operand }
        return try value(primary, start)
    }

    /// Returns an operand that stands for a single value.
    private func value(_ primary: Primary, _ start: Int) throws(Failure) -> PathOperand {
        switch primary {
        case .logical, .operand(.method):
            throw Failure(.invalidType, offset: start, expectation: "a function that returns a value")
        case .operand(.query(let query)) where !query.isSingular:
            throw Failure(.invalidType, offset: start, expectation: "a query that selects at most one node")
        case .operand(let operand): return operand
        }
    }

    private enum Primary {
        case operand(PathOperand)
        case logical(PathExpression)
    }

    private mutating func primary() throws(Failure) -> Primary? {
        switch current {
        case UInt8(ascii: "@"), UInt8(ascii: "$"):
            var query = PathQuery(isAbsolute: current == UInt8(ascii: "$"))
            offset += 1
            guard let method = try segments(of: &query, allowsMethod: true) else { return .operand(.query(query)) }
            return .operand(.method(query, method))
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .operand(.literal(.string(PathName(try string()))))
        case .some(let byte) where byte.isDigit || byte == UInt8(ascii: "-"):
            return .operand(.literal(.number(try number())))
        case .some(let byte) where byte.isLowercaseLetter: return try wordOrFunction()
        default: return nil
        }
    }

    private mutating func wordOrFunction() throws(Failure) -> Primary {
        let start = offset
        while let current, current.isLowercaseLetter || current.isDigit || current == UInt8(ascii: "_") { offset += 1 }
        let word = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard take("(") else {
            switch word {
            case "true": return .operand(.literal(.bool(true)))
            case "false": return .operand(.literal(.bool(false)))
            case "null": return .operand(.literal(.null))
            default:
                offset = start
                throw unexpected("a condition")
            }
        }
        let (arguments, places) = try nested { (parser) throws(Failure) in try parser.arguments() }
        let count = word == "match" || word == "search" ? 2 : 1
        guard ["length", "count", "value", "match", "search"].contains(word) else {
            throw Failure(.unknownFunction, offset: start, expectation: "length, count, value, match or search")
        }
        guard arguments.count == count else {
            throw Failure(
                .invalidType, offset: start, expectation: "\(count) argument\(count == 1 ? "" : "s") of \(word)")
        }
        switch word {
        case "count": return .operand(.count(try nodes(arguments[0], places[0])))
        case "value": return .operand(.value(try nodes(arguments[0], places[0])))
        case "length": return .operand(.length(try value(arguments[0], places[0])))
        default:
            let (text, pattern) = (try value(arguments[0], places[0]), try value(arguments[1], places[1]))
            let expression = try literalPattern(pattern, places[1])
            return .logical(.match(text, pattern, expression, isWhole: word == "match"))
        }
    }

    /// Returns the pattern of a literal, or `nil` if it is not a literal or is malformed, which RFC 9535 section 2.4.6
    /// permits.
    private mutating func literalPattern(
        _ operand: PathOperand, _ start: Int
    ) throws(Failure) -> RegularExpression? {
        guard case .literal(.string(let text)) = operand else { return nil }
        let expression: RegularExpression
        do throws(RegularExpressionError) {
            expression = try RegularExpression(text.text, limits: limits.pattern)
        } catch {
            guard case .limitExceeded = error.code else { return nil }
            throw Failure(.limitExceeded, offset: start, expectation: error.expectation)
        }
        try countPattern(expression, start)
        return expression
    }

    private func nodes(_ argument: Primary, _ start: Int) throws(Failure) -> PathQuery {
        guard case .operand(.query(let query)) = argument else {
            throw Failure(.invalidType, offset: start, expectation: "a query")
        }
        return query
    }

    /// Parses the arguments up to the closing parenthesis, and notes the start of each.
    private mutating func arguments() throws(Failure) -> ([Primary], [Int]) {
        var (arguments, places): ([Primary], [Int]) = ([], [])
        skipBlanks()
        if take(")") { return (arguments, places) }
        repeat {
            skipBlanks()
            places.append(offset)
            let start = offset
            guard let argument = try primary() else {
                // A condition is well-formed here, but no function accepts one.
                _ = try expression()
                throw Failure(.invalidType, offset: start, expectation: "a value or a query")
            }
            arguments.append(argument)
            skipBlanks()
        } while take(",")
        try expect(")")
        return (arguments, places)
    }
}
