import TMFJSON

extension ResourceQuery {
    /// Names that are never attributes, and that this version does not evaluate.
    private static let reserved: Set<String> = ["sort", "filter", "depth", "expand"]

    /// Parses the query string of a request.
    ///
    /// The string is taken as it stands in the URL, so that an encoded `&` or `,` belongs to a value. Parameters are
    /// combined by AND; a name that is repeated, or a value with commas, gives alternatives (TMF630 part 1, attribute
    /// filtering). As free text may hold a comma too, a value with commas is an alternative as a whole as well. A `+` stands
    /// for itself and for a space.
    ///
    /// - Parameters:
    ///   - text: The query string without its `?`, percent-encoded; empty for all resources.
    ///   - limits: The most that the query may ask for.
    /// - Throws: ``QueryError`` if a parameter is malformed, has a form that is not supported, or goes beyond a limit.
    public init(parsing text: String, limits: QueryLimits = .default) throws(QueryError) {
        guard text.utf8.count <= limits.length else {
            throw QueryError(
                .limitExceeded, parameter: "", offset: limits.length,
                expected: "a query of \(limits.length) bytes at most")
        }
        self.init()
        var offset = 0
        var count = 0
        for parameter in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            let term = Term(text: String(Substring(parameter)), offset: offset)
            offset += parameter.count + 1
            guard !term.text.isEmpty else { continue }
            count += 1
            guard count <= limits.terms else {
                throw term.error(.limitExceeded, "\(limits.terms) parameters at most")
            }
            try add(term, limits)
        }
    }

    private mutating func add(_ term: Term, _ limits: QueryLimits) throws(QueryError) {
        guard !term.text.utf8.contains(UInt8(ascii: ";")) else {
            throw term.error(.unsupported, "alternatives joined by ';' are not supported")
        }
        guard let sign = term.text.firstIndex(of: "=") else {
            throw term.error(.unsupported, "a parameter of the form name=value")
        }
        let name = try term.decode(term.text[..<sign])
        let value = term.text[term.text.index(after: sign)...]
        switch name {
        case "fields":
            var names = fields?.names ?? []
            for name in value.split(separator: ",") {
                let name = try term.decode(name)
                guard !name.contains(where: { ".[]()".contains($0) }) else {
                    throw term.error(.unsupported, "names of attributes of the first level")
                }
                if name != "none", !names.contains(name) { names.append(name) }
            }
            fields = FieldSelection(names)
        case "offset":
            page.offset = try term.count(value)
        case "limit":
            page.limit = try term.count(value)
        case _ where Self.reserved.contains(name):
            throw term.error(.unsupported, "the parameter '\(name)' is not supported")
        case _ where name.isEmpty || name.contains(where: { ".<>!~*".contains($0) }):
            throw term.error(.unsupported, "a filter of the form attribute=value on an attribute of the first level")
        default:
            try addFilter(name, value, term, limits)
        }
    }

    private mutating func addFilter(
        _ name: String, _ value: Substring, _ term: Term, _ limits: QueryLimits
    ) throws(QueryError) {
        let pieces = value.split(separator: ",", omittingEmptySubsequences: false)
        var values: [String] = []
        for piece in pieces.count > 1 ? pieces + [value] : pieces {
            values.append(try term.decode(piece))
            if piece.utf8.contains(UInt8(ascii: "+")) {
                values.append(
                    try term.decode(
                        Substring(
                            piece.split(separator: "+", omittingEmptySubsequences: false).joined(separator: "%20"))))
            }
        }
        let place = filters.firstIndex { $0.name == name } ?? filters.count
        if place == filters.count { filters.append(EqualityFilter(name, equalsAnyOf: [])) }
        for value in values where !filters[place].values.contains(value) { filters[place].values.append(value) }
        guard filters[place].values.count <= limits.terms else {
            throw term.error(.limitExceeded, "\(limits.terms) values at most")
        }
    }

    /// The query as text that parses to an equal query.
    public var text: String {
        var terms: [String] = []
        for filter in filters {
            let name = PercentEncoding.encoded(filter.name, keeping: "@")
            for value in filter.values { terms.append("\(name)=\(PercentEncoding.encoded(value, keeping: ":/@"))") }
        }
        if let fields {
            let names = fields.names.map { PercentEncoding.encoded($0, keeping: "@") }
            terms.append("fields=" + (names.isEmpty ? "none" : names.joined(separator: ",")))
        }
        if page.offset > 0 { terms.append("offset=\(page.offset)") }
        if let limit = page.limit { terms.append("limit=\(limit)") }
        return terms.joined(separator: "&")
    }
}

/// One parameter of a query string and its place.
private struct Term {
    var text: String
    var offset: Int

    func error(_ code: QueryError.Code, _ expected: String) -> QueryError {
        QueryError(code, parameter: text, offset: offset, expected: expected)
    }

    func decode(_ part: Substring) throws(QueryError) -> String {
        guard let decoded = PercentEncoding.decoded(part) else {
            throw error(.invalidEncoding, "percent-encoded UTF-8")
        }
        return decoded
    }

    func count(_ part: Substring) throws(QueryError) -> Int {
        let value = try decode(part)
        guard !value.isEmpty, value.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let count = Int(value) else {
            throw error(.invalidValue, "a whole number from 0")
        }
        return count
    }
}
