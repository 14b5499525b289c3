/// Parses the text of a JSON path in RFC 9535 or in the TMF630 dialect that extends it.
struct PathParser {
    typealias Failure = JSONPathError

    let bytes: [UInt8]
    let isTMF: Bool
    let limits: JSONPath.Limits
    var offset = 0
    /// The depth of nested filters and parentheses at the offset.
    var depth = 0
    /// The start of the last filter's condition.
    var filterStart = -1
    private var steps = 0
    /// The total size of all regular expressions.
    private var patternSize = 0

    static func query(
        _ text: String, _ dialect: JSONPath.Dialect, _ limits: JSONPath.Limits
    ) throws(Failure) -> (query: PathQuery, patternSize: Int) {
        var parser = PathParser(bytes: Array(text.utf8), isTMF: dialect == .tmf630, limits: limits)
        guard parser.bytes.count <= limits.length else {
            throw Failure(
                .limitExceeded, offset: limits.length, expectation: "a path of at most \(limits.length) bytes")
        }
        let query = try parser.query()
        return (query, parser.patternSize)
    }

    private init(bytes: [UInt8], isTMF: Bool, limits: JSONPath.Limits) {
        self.bytes = bytes
        self.isTMF = isTMF
        self.limits = limits
    }

    private mutating func query() throws(Failure) -> PathQuery {
        var query = PathQuery(isAbsolute: true)
        if !take("$") {
            guard isTMF, offset < bytes.count else { throw unexpected("'$'") }
            // A path of the TMF630 dialect may begin with a member name.
            if current != UInt8(ascii: "["), current != UInt8(ascii: ".") {
                query.segments.append(PathSegment([.name(try shorthand())]))
                try countStep()
            }
        }
        let method = try segments(of: &query, allowsMethod: false)
        guard method == nil, offset == bytes.count else {
            skipBlanks()
            throw unexpected("'.', '[' or the end")
        }
        return query
    }

    // MARK: - Segments

    /// Parses the steps of a query, and the method after them if one is allowed.
    mutating func segments(of query: inout PathQuery, allowsMethod: Bool) throws(Failure) -> PathMethod? {
        while true {
            let start = offset
            skipBlanks()
            if take("..") {
                query.segments.append(PathSegment(isDescendant: true, try selectorsAfterDots()))
            } else if take(".") {
                if isTMF, current == UInt8(ascii: "[") { continue }
                let nameStart = offset
                if take("*") {
                    query.segments.append(PathSegment([.wildcard]))
                } else {
                    let name = try shorthand()
                    if isTMF, current == UInt8(ascii: "(") {
                        return try method(name.text, nameStart, isAllowed: allowsMethod)
                    }
                    query.segments.append(PathSegment([.name(name)]))
                }
            } else if current == UInt8(ascii: "[") {
                query.segments.append(PathSegment(try bracketedSelectors()))
            } else {
                // Blanks belong to a query only between its segments.
                offset = start
                return nil
            }
            try countStep()
        }
    }

    private mutating func selectorsAfterDots() throws(Failure) -> [PathSelector] {
        if current == UInt8(ascii: "[") { return try bracketedSelectors() }
        return take("*") ? [.wildcard] : [.name(try shorthand())]
    }

    private mutating func method(
        _ name: String, _ start: Int, isAllowed: Bool
    ) throws(Failure) -> PathMethod {
        guard let method = PathMethod(rawValue: name) else {
            throw Failure(.unknownFunction, offset: start, expectation: "length, min, max, avg or stddev")
        }
        guard isAllowed else {
            throw Failure(.invalidType, offset: start, expectation: "a method only as an operand of a comparison")
        }
        try expect("(")
        skipBlanks()
        try expect(")")
        return method
    }

    private mutating func bracketedSelectors() throws(Failure) -> [PathSelector] {
        try expect("[")
        var selectors: [PathSelector] = []
        repeat {
            skipBlanks()
            selectors.append(try selector())
            try countStep()
            skipBlanks()
        } while take(",")
        try expect("]")
        return selectors
    }

    private mutating func selector() throws(Failure) -> PathSelector {
        switch current {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .name(PathName(try string()))
        case UInt8(ascii: "*"):
            offset += 1
            return .wildcard
        case UInt8(ascii: "?"):
            offset += 1
            skipBlanks()
            filterStart = offset
            return .filter(try nested { (parser) throws(Failure) in try parser.expression() })
        case UInt8(ascii: ":"): return .slice(try slice(from: nil))
        case .some(let byte) where byte.isDigit || byte == UInt8(ascii: "-"):
            let index = try integer()
            let end = offset
            skipBlanks()
            if current == UInt8(ascii: ":") { return .slice(try slice(from: index)) }
            offset = end
            return .index(index)
        case UInt8(ascii: "(") where isTMF: return .index(try script())
        case .some where isTMF: return .name(try shorthand())
        default: throw unexpected("a selector")
        }
    }

    private mutating func slice(from start: Int?) throws(Failure) -> PathSlice {
        var slice = PathSlice(start: start, end: nil, step: 1)
        try expect(":")
        skipBlanks()
        slice.end = try integerIfThere()
        skipBlanks()
        if take(":") {
            skipBlanks()
            slice.step = try integerIfThere() ?? 1
        }
        return slice
    }

    private mutating func integerIfThere() throws(Failure) -> Int? {
        guard let current, current == UInt8(ascii: "-") || current.isDigit else { return nil }
        return try integer()
    }

    /// Parses `(@.length-1)` and returns the index of the element it refers to, counted from the end.
    private mutating func script() throws(Failure) -> Int {
        let start = offset
        try expect("(")
        skipBlanks()
        let isLength = take("@.length")
        if isLength, take("(") {
            skipBlanks()
            try expect(")")
        }
        skipBlanks()
        guard isLength, take("-") else {
            throw Failure(.unexpectedCharacter, offset: start, expectation: "an index such as (@.length-1)")
        }
        skipBlanks()
        guard let current, current.isDigit else { throw unexpected("an integer") }
        let count = try integer()
        skipBlanks()
        try expect(")")
        // There is no element at the length itself, nor at the smallest integer.
        return count == 0 ? .min : -count
    }

    // MARK: - Characters

    var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        let expected = unsafe UnsafeBufferPointer(start: text.utf8Start, count: count)
        guard unsafe bytes[offset..<offset + count].elementsEqual(expected) else { return false }
        offset += count
        return true
    }

    mutating func expect(_ text: StaticString) throws(Failure) {
        guard take(text) else { throw unexpected("'\(text)'") }
    }

    mutating func skipBlanks() {
        while let current, [0x20, 0x09, 0x0A, 0x0D].contains(current) { offset += 1 }
    }

    func unexpected(_ expectation: String) -> Failure {
        Failure(
            offset < bytes.count ? .unexpectedCharacter : .unexpectedEnd, offset: min(offset, bytes.count),
            expectation: expectation)
    }

    mutating func countStep() throws(Failure) {
        steps += 1
        guard steps <= limits.steps else {
            throw Failure(.limitExceeded, offset: offset, expectation: "at most \(limits.steps) steps")
        }
    }

    mutating func countPattern(_ expression: RegularExpression, _ start: Int) throws(Failure) {
        patternSize += RegularExpressionMatcher(expression).programSize
        guard patternSize <= limits.pattern.programSize else {
            throw Failure(.limitExceeded, offset: start, expectation: "smaller regular expressions")
        }
    }

    /// Parses something inside brackets or parentheses, whose nesting is limited.
    mutating func nested<Result>(
        _ body: (inout PathParser) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        depth += 1
        guard depth <= limits.depth else {
            throw Failure(.limitExceeded, offset: offset, expectation: "at most \(limits.depth) levels")
        }
        let result = try body(&self)
        depth -= 1
        return result
    }
}
