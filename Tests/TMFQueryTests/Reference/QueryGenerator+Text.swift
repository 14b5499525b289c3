import TMFJSON
import TMFModels
import TMFQuery
import _TMFTestSupport

extension QueryGenerator {
    /// A query string, and what the rules say it asks for.
    struct TextQuery {
        var text: String
        var query: ReferenceQuery
    }

    /// An operator with its spellings.
    enum Comparison: CaseIterable {
        case equal
        case notEqual
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
        case regex

        var suffix: String {
            switch self {
            case .equal: ".eq="
            case .notEqual: ".ne="
            case .less: ".lt="
            case .lessOrEqual: ".lte="
            case .greater: ".gt="
            case .greaterOrEqual: ".gte="
            case .regex: ".regex="
            }
        }

        var symbols: [String] {
            switch self {
            case .equal: ["=", "==", "%3D", "%3D%3D", "%3d="]
            case .notEqual: ["!=", "%21%3D", "%21=", "!%3d"]
            case .less: ["<", "%3C", "%3c"]
            case .lessOrEqual: ["<=", "%3C%3D", "%3c=", "<%3D"]
            case .greater: [">", "%3E", "%3e"]
            case .greaterOrEqual: [">=", "%3E%3D", "%3E=", ">%3d"]
            case .regex: ["*=", "=~", "%2A%3D", "*%3D", "%2A=", "%3D~", "%3D%7E"]
            }
        }

        var order: Filter.Order? {
            switch self {
            case .less: .less
            case .lessOrEqual: .lessOrEqual
            case .greater: .greater
            case .greaterOrEqual: .greaterOrEqual
            case .equal, .notEqual, .regex: nil
            }
        }
    }

    /// One term of a group: an attribute, or a `filter`.
    private struct Term {
        var text: String
        var path: FieldPath?
        var comparison = Comparison.equal
        var operands: [String] = []
        /// The value with all that stands after semicolons, with a plus for itself and for a blank.
        var whole = (plus: "", blank: "")
        /// What a `filter` selects by.
        var filters: [Filter] = []
    }

    /// Any query string, with words, separators and spellings of every kind.
    mutating func textQuery() throws -> TextQuery {
        var query = ReferenceQuery(page: page())
        var parameters = parameters(&query)
        var groups: [String] = []
        var filters: [Filter] = []
        for _ in 0...pick([0, 0, 0, 1, 2]) {
            var terms: [Term] = []
            for _ in 0..<pick([0, 1, 1, 1, 2, 3]) {
                // Often an attribute once more, as its repetition has a meaning of its own.
                let known = terms.compactMap(\.path)
                let isFilter = random.once(in: 6)
                terms.append(
                    isFilter
                        ? try filterTerm()
                        : try attributeTerm(known.isEmpty || random.once(in: 3) ? textPath() : pick(known)))
            }
            var texts = terms.map(\.text)
            var more = ""
            if let last = terms.indices.last, random.once(in: 6) {
                for _ in 0...random.below(2) {
                    let separator = pick([";", ";", ";;"])
                    more += separator + (try furtherValue(of: &terms[last], behind: separator))
                }
                if terms[last].path != nil, terms[last].comparison.order == nil, terms[last].comparison != .regex {
                    add([terms[last].whole.plus, terms[last].whole.blank], to: &terms[last])
                }
            }
            while !parameters.isEmpty, random.once(in: 2) {
                texts.insert(parameters.removeLast(), at: random.below(texts.count + (more.isEmpty ? 1 : 0)))
            }
            groups.append(joined(texts, "&") + more)
            if !terms.isEmpty { filters.append(try meaning(of: terms)) }
        }
        if !parameters.isEmpty { groups.append(joined(parameters, "&")) }
        query.filter = filters.isEmpty ? .all([]) : .any(filters)
        return TextQuery(text: joined(groups, ";"), query: query)
    }

    private mutating func joined(_ parts: [String], _ separator: String) -> String {
        var result = random.once(in: 16) ? separator : ""
        for (index, part) in parts.enumerated() {
            if index > 0 { result += random.once(in: 16) ? separator + separator : separator }
            result += part
        }
        return result
    }

    /// What a value means: a number if it looks like one.
    private static func operand(_ value: String) -> FilterOperand {
        JSONNumber(value).map(FilterOperand.number) ?? .text(value)
    }

    /// What the terms of a group mean together.
    private func meaning(of terms: [Term]) throws -> Filter {
        var filters: [Filter] = []
        var equalities: [(path: FieldPath, operands: [String])] = []
        for term in terms {
            guard let path = term.path else { continue }
            switch term.comparison {
            case .equal:
                if let place = equalities.firstIndex(where: { $0.path == path }) {
                    equalities[place].operands += term.operands
                } else {
                    equalities.append((path, term.operands))
                }
            case .notEqual: filters.append(.not(.equals(path, anyOf: term.operands.map(Self.operand))))
            case .regex:
                filters.append(.any(try term.operands.map { .matches(path, try RegularExpression($0)) }))
            case .less, .lessOrEqual, .greater, .greaterOrEqual:
                let order = term.comparison.order ?? .less
                filters.append(.any(term.operands.map { .compare(path, order, Self.operand($0)) }))
            }
        }
        filters += equalities.map { .equals($0.path, anyOf: $0.operands.map(Self.operand)) }
        let paths = terms.filter { $0.path == nil }.flatMap(\.filters)
        return .all(paths.isEmpty ? filters : filters + [.any(paths)])
    }
}

// MARK: - Attributes

extension QueryGenerator {
    private static let textNames = [
        "é", "e\u{301}", "a b", "it's", "\"", "c,d", "a&b", "a;b", "100%", "a\\b", "`", "😀", "\n", "$",
        "@", "-a", "?", "#",
    ]
    private static let suffixes: Set<String> = ["eq", "ne", "gt", "gte", "lt", "lte", "regex", "in", "like", "exact"]
    private static let reserved: Set<String> = ["fields", "offset", "limit", "sort", "filter", "depth", "expand"]
    /// Values that need care; none begins with a sign or a blank, which would belong to the operator.
    private static let awkwardValues = [
        "x ", "-x", "[", "]", "a]b", "'", "\"", "\n", "\\'", "\\", "\\,", "$", "#", "?", ",", ",,", "&", ";", "%",
        "%2B", "@.a", "/x/",
        "\u{2028}", "x=y", "x>y", "x~y", "x!=y", "2024-01-15T12:00:00 02:00",
    ]

    /// A path whose names a query string can hold.
    private mutating func textPath() -> FieldPath {
        FieldPath(
            many(random.once(in: 3) ? 2...3 : 1...1) { generator in
                switch generator.random.below(10) {
                case 0: generator.pick(Self.wordNames)
                case 1: generator.random.once(in: 2) ? generator.pick(Self.textNames) : "id"
                default: generator.pick(Self.plainNames)
                }
            })
    }

    private mutating func attributeTerm(_ path: FieldPath) throws -> Term {
        let comparison =
            random.once(in: 2) ? Comparison.equal : pick(Comparison.allCases)
        // A name that looks like an operator or is reserved needs an operator after it.
        let isLastSuffix = path.names.count > 1 && Self.suffixes.contains(path.names.last ?? "")
        let isReserved = path.names.count == 1 && Self.reserved.contains(path.names[0])
        var text = path.names.map { encoded($0, asLiterally: "") }.joined(separator: ".")
        var isEncoded = false
        if isLastSuffix || isReserved || random.once(in: 3) {
            text += comparison.suffix
        } else {
            let symbol = pick(comparison.symbols)
            isEncoded = symbol.contains("%")
            // Blanks are on both sides: the rules leave open whether one only after the symbol belongs to the value.
            text += random.once(in: 6) ? stray() + symbol + stray() : symbol
        }
        var term = Term(text: text, path: path, comparison: comparison)
        term.text += try values(of: &term, escapesSymbols: isEncoded)
        return term
    }

    private mutating func stray() -> String { pick([" ", "%20", "+"]) }

    /// Adds operands to a term, and returns them as text.
    private mutating func values(
        of term: inout Term, escapesSymbols: Bool
    ) throws -> String {
        let literal = escapesSymbols ? "=<>!*~" : ""
        if term.comparison == .regex {
            let pattern = pick(Self.patterns.filter { !"=~ ".contains($0.prefix(1)) || $0.isEmpty })
            term.operands.append(pattern)
            return encoded(pattern, keeping: ",", asLiterally: literal)
        }
        var pieces: [(text: String, plus: String, blank: String)] = []
        for _ in 0...pick([0, 0, 0, 0, 1, 2]) {
            var value = random.once(in: 6) ? pick(Self.awkwardValues) : word()
            if term.comparison.order != nil, value.isEmpty || isRefused(value) { value = "2024-01-15" }
            // Before a comma a backslash would belong to it.
            if value.hasSuffix("\\") { value += "x" }
            pieces.append(piece(value, term.comparison, literal))
        }
        for piece in pieces { add([piece.plus, piece.blank], to: &term) }
        let undivided = (pieces.map(\.plus).joined(separator: ","), pieces.map(\.blank).joined(separator: ","))
        term.whole.plus += undivided.0
        term.whole.blank += undivided.1
        if pieces.count > 1, term.comparison.order == nil { add([undivided.0, undivided.1], to: &term) }
        return pieces.map(\.text).joined(separator: ",")
    }

    private func add(_ operands: [String], to term: inout Term) {
        for operand in operands.map(repaired)
        where !term.operands.contains(where: { ReferenceEvaluator.isSame($0, operand) }) {
            term.operands.append(operand)
        }
    }

    /// A value as text, and how it is read with a plus for itself and for a blank.
    private mutating func piece(
        _ value: String, _ comparison: Comparison, _ literal: String
    ) -> (text: String, plus: String, blank: String) {
        let isDate = (try? Timestamp(repaired(value))) != nil
        if value.count(where: { "+ ".contains($0) }) == 1, !value.hasSuffix(" "),
            isDate || comparison.order == nil, random.once(in: 2)
        {
            let parts = value.split(separator: /[+ ]/, omittingEmptySubsequences: false).map(String.init)
            let text = parts.map { encoded($0, asLiterally: literal) }.joined(separator: "+")
            return (text, parts.joined(separator: "+"), parts.joined(separator: " "))
        }
        return (encoded(value, asLiterally: literal), value, value)
    }

    /// A date-time whose plus came through as a blank, with the plus.
    private func repaired(_ value: String) -> String {
        let text = value.replacing(" ", with: "+")
        return text != value && (try? Timestamp(text)) != nil ? text : value
    }

    /// Whether a range rejects an operand, because it starts like a date but is not a date.
    private func isRefused(_ value: String) -> Bool {
        value.prefixMatch(of: /[0-9]{4}-[0-9]{2}/) != nil && (try? Timestamp(repaired(value))) == nil
    }

    /// One more value for a term, as it appears alone after a semicolon.
    private mutating func furtherValue(of term: inout Term, behind separator: String) throws -> String {
        if term.path == nil {
            let name = pick(Self.plainNames)
            term.filters.append(.exists(FieldPath([name])))
            return name
        }
        while true {
            var candidate = term
            candidate.whole.plus += separator
            candidate.whole.blank += separator
            let text = try values(of: &candidate, escapesSymbols: true)
            // A sign, even an encoded one, would make it a term of its own.
            guard !text.isEmpty, text.firstMatch(of: /[=<>!*~]|%3[cde]|%2[1a]|%7e/.ignoresCase()) == nil else {
                continue
            }
            term = candidate
            return text
        }
    }

    /// Percent-encodes what would not be read as itself, and other characters here and there.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - kept: Characters that need no encoding here.
    ///   - asLiterally: Characters that need encoding here.
    /// - Returns: The encoded text.
    private mutating func encoded(_ text: String, keeping kept: String = "", asLiterally: String) -> String {
        var result = ""
        let scalars = Array(text.unicodeScalars)
        func encode(_ scalar: Unicode.Scalar) {
            for byte in String(scalar).utf8 {
                let digits = String(byte, radix: 16, uppercase: random.once(in: 2))
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        func isDivider(_ scalar: Unicode.Scalar) -> Bool {
            scalar == ";" || scalar == "," && !kept.contains(",")
        }
        for (index, scalar) in scalars.enumerated() {
            // A backslash keeps a divider from dividing, and is one itself only if it stands there twice.
            let next = scalars[index...].first { $0 != "\\" }
            let isBackslash = scalar == "\\" && next.map(isDivider) == true
            if isDivider(scalar) || isBackslash { random.once(in: 2) ? encode("\\") : result.append("\\") }
            if scalar == ";" || scalar == "\\" && (next == nil || isBackslash)
                || "%&+".unicodeScalars.contains(scalar) && !kept.unicodeScalars.contains(scalar)
                || asLiterally.unicodeScalars.contains(scalar) || scalar.value < 0x20 || random.once(in: 10)
            {
                encode(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

// MARK: - Paths

extension QueryGenerator {
    private mutating func filterTerm() throws -> Term {
        var term = Term(text: "filter=")
        var texts: [String] = []
        for _ in 0...pick([0, 0, 1]) {
            let (text, filter) = try filterPath()
            texts.append(text)
            term.filters.append(filter)
        }
        let text = texts.joined(separator: ",")
        let isEncoded = random.once(in: 3)
        for scalar in text.unicodeScalars {
            let isWord = scalar.isASCII && scalar.properties.isAlphabetic
            // Raw quotes and brackets protect what stands between them, so they are all encoded or none.
            let isStructure = "[]()'\"`\\/&;,".unicodeScalars.contains(scalar)
            let isForced = "%+".unicodeScalars.contains(scalar) || isEncoded && !isWord
            if isForced && !(scalar == "," && texts.count > 1) || !isStructure && random.once(in: 20) {
                for byte in String(scalar).utf8 { term.text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            } else {
                term.text.unicodeScalars.append(scalar)
            }
        }
        return term
    }

    /// A path for `filter`, and what it says of the resource.
    private mutating func filterPath() throws -> (text: String, filter: Filter) {
        let names = many(1...2) { $0.name() }
        switch random.below(4) {
        case 0:
            let path = pathText("$", names)
            // The leading sign may be missing.
            let text =
                random.once(in: 2) ? path : String(path.dropFirst(path.hasPrefix("$.") && random.once(in: 2) ? 2 : 1))
            return (text, .exists(FieldPath(names)))
        case 1:
            let (condition, filter) = try condition(depth: 2)
            return (pick(["", "$", "$."]) + "[?\(condition)]", .anyElement([], filter))
        case 2:
            let (condition, filter) = try condition(depth: 1)
            let inner = many(1...1) { $0.name() }
            return (
                pathText("$", names) + "[?\(condition)]" + String(pathText("$", inner).dropFirst()),
                .anyElement(FieldPath(names), .all([filter, .exists(FieldPath(inner))]))
            )
        default:
            let (condition, filter) = try condition(depth: 2)
            return (pathText("$", names) + "[?\(condition)]", .anyElement(FieldPath(names), filter))
        }
    }

    /// Names after a sign, each in a spelling that it can have.
    private mutating func pathText(_ start: String, _ names: [String]) -> String {
        names.reduce(into: start) { result, name in
            let isTicked = !name.isEmpty && name.utf8.allSatisfy { $0 == UInt8(ascii: "@") || ($0 | 0x20) &- 97 < 26 }
            let isPlain = isTicked || ["größe", "x-y"].contains(name)
            switch random.below(8) {
            case 0 where isTicked: result += ".`\(name)`"
            case 1 where isTicked: result += "[\(name)]"
            case 2...7 where isPlain: result += "." + name
            default: result += "[" + quotedLiteral(name) + "]"
            }
        }
    }

    /// A condition of a path in parentheses or not, and what it says of `@`.
    private mutating func condition(depth: Int) throws -> (text: String, filter: Filter) {
        let (text, filter) = try term(depth: depth)
        return (random.once(in: 3) ? blank() + text : "(" + blank() + text + blank() + ")", filter)
    }

    private mutating func term(depth: Int) throws -> (text: String, filter: Filter) {
        let names = random.once(in: 10) ? [] : many(random.once(in: 4) ? 2...2 : 1...1) { $0.name() }
        let path = FieldPath(names)
        let place = pathText("@", names)
        switch random.below(depth > 0 ? 16 : 9) {
        case 0...5:
            let operand = operand()
            let sign = pick(["==", "!=", "<", "<=", ">", ">="])
            let literal = literal(operand)
            let isTurned = random.once(in: 4)
            let (first, second) = isTurned ? (literal, place) : (place, literal)
            return (
                first + blank() + sign + blank() + second,
                comparison(path, isTurned ? turned(sign) : sign, operand)
            )
        case 6: return (place, .exists(path))
        case 7: return ("!" + place, .not(.exists(path)))
        case 8:
            let pattern = pick(Self.patterns.filter { !$0.contains("\\/") && !$0.contains("\n") })
            let ignoresCase = random.once(in: 3)
            return (
                place + blank() + "=~" + blank() + "/" + pattern.replacing("/", with: "\\/") + "/"
                    + (ignoresCase ? "i" : ""),
                .matches(path, try RegularExpression(pattern, ignoresCase: ignoresCase))
            )
        case 9, 10:
            let (inner, filter) = try condition(depth: depth - 1)
            return (place + "[?\(inner)]", .anyElement(path, filter))
        case 11:
            let (inner, filter) = try term(depth: depth - 1)
            return ("!(\(inner))", .not(filter))
        default:
            let terms = try many(2...3) { try $0.term(depth: depth - 1) }
            let isAll = random.once(in: 2)
            let texts = terms.map { "(\($0.text))" }
            return (
                texts.joined(separator: blank() + (isAll ? "&&" : "||") + blank()),
                isAll ? .all(terms.map(\.filter)) : .any(terms.map(\.filter))
            )
        }
    }

    private func comparison(_ path: FieldPath, _ sign: String, _ operand: FilterOperand) -> Filter {
        switch sign {
        case "==": .equals(path, operand)
        case "!=": .notEquals(path, operand)
        case "<": .compare(path, .less, operand)
        case "<=": .compare(path, .lessOrEqual, operand)
        case ">": .compare(path, .greater, operand)
        default: .compare(path, .greaterOrEqual, operand)
        }
    }

    private func turned(_ sign: String) -> String {
        switch sign {
        case "<": ">"
        case "<=": ">="
        case ">": "<"
        case ">=": "<="
        default: sign
        }
    }

    private mutating func blank() -> String { pick(["", "", " ", "  "]) }

    private mutating func literal(_ operand: FilterOperand) -> String {
        if case .text(let text) = operand { quotedLiteral(text) } else { operand.description }
    }

    private mutating func quotedLiteral(_ text: String) -> String {
        let quote: Unicode.Scalar = random.once(in: 3) ? "\"" : "'"
        var result = String(quote)
        for scalar in text.unicodeScalars {
            if scalar == quote || scalar == "\\" {
                result += "\\" + String(scalar)
            } else if scalar.value < 0x20 {
                result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + String(quote)
    }
}

// MARK: - Sorting, selection and paging

extension QueryGenerator {
    /// The reserved words of a query, in any order; sort keys and fields are added to the query.
    private mutating func parameters(_ query: inout ReferenceQuery) -> [String] {
        var result: [String] = []
        if query.page.offset > 0 { result.append("offset=\(query.page.offset)") }
        if let limit = query.page.limit { result.append("limit=\(limit)") }
        if random.once(in: 16) { result += result.filter { $0.hasPrefix("limit") } }
        result.shuffle(using: &random)
        // The order of sort keys counts, so their parameters stay together.
        if random.once(in: 3) {
            query.sort = many(1...3) { .init(path: $0.simpleFields(), isDescending: $0.random.once(in: 2)) }
            let keys = query.sort.map { key in
                (key.isDescending ? "-" : pick(["", "", "+", "%2B", "%20"]))
                    + key.path.description
            }
            result.append("sort=" + keys.joined(separator: pick([",", "&sort="])))
        }
        if random.once(in: 4) {
            let fields = many(0...3) { $0.simpleFields() }
            query.fields = fields
            var texts = fields.map { pick(["", "", "$."]) + $0.description }
            if texts.isEmpty || random.once(in: 6) { texts.insert("none", at: random.below(texts.count + 1)) }
            if random.once(in: 3) {
                result += texts.map { "fields=" + $0 }
            } else {
                result.append("fields=" + texts.joined(separator: ","))
            }
        }
        return result
    }

    private mutating func simpleFields() -> FieldPath {
        FieldPath(
            many(random.once(in: 3) ? 2...3 : 1...1) {
                $0.random.once(in: 6)
                    ? $0.pick(["@type", "größe", "id", "href", "x-y", "eq"]) : $0.pick(Self.plainNames)
            })
    }
}
