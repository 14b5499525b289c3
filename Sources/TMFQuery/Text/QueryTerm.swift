import TMFJSON
import TMFModels

/// A parameter of a query string: its name, operator and values as written.
struct QueryTerm {
    /// The name as written, without its sign.
    var name: QueryPiece
    /// The decoded names of the path.
    var names: [String]
    var sign: QueryOperator
    /// A Boolean value that indicates whether the operator is a plain `=` without a suffix, as for a reserved word.
    var isBare: Bool
    /// A Boolean value that indicates whether the operator is the last name.
    var isSuffixed = false
    /// A Boolean value that indicates whether the value is one text, because its semicolons could precede other
    /// conditions.
    var isText = false
    /// The values between semicolons; empty if the operator has no values.
    var values: [QueryPiece]

    /// The name used in errors.
    var parameter: String { names.joined(separator: ".") }

    /// All values with the semicolons between them.
    var wholeValue: QueryPiece? { values.first.flatMap { first in values.last.map { first.joined(to: $0) } } }

    /// Splits a parameter, or returns `nil` if it has no operator.
    init?(_ piece: QueryPiece, _ limits: QueryLimits, _ vocabulary: AttributeVocabulary?) throws(QueryError) {
        if let found = try Self.findSign(in: piece) {
            try self.init(piece, found, limits, vocabulary)
        } else {
            self.init(unary: piece, limits, vocabulary)
        }
    }

    private init(
        _ piece: QueryPiece, _ found: Sign, _ limits: QueryLimits, _ vocabulary: AttributeVocabulary?
    ) throws(QueryError) {
        let whole = piece[piece.range.lowerBound..<found.range.lowerBound]
        name = whole.trimmed()
        // If there are blanks before the sign, the blanks after it are layout as well.
        let isLaidOut = whole.range.count != whole.trimmed(start: false).range.count
        let isSpaced = isLaidOut || !found.isEquality
        let value = piece[found.range.upperBound..<found.end]
        values = [value.trimmed(start: isSpaced, end: isSpaced && found.isEquality)]
        // A `=` after the sign either begins the value, or follows a sign that a client treated as a part of the name.
        if found.mayEndInSeparator, let first = values[0].characters.first, first.isRaw("=") {
            values.append(values[0].dropFirst())
        }
        (names, sign, isBare) = (try Self.names(of: name, piece, vocabulary), found.sign, found.isEquality)
        if let start = found.endOfEquals, let suffix = Self.takeSuffix(of: &names) {
            (sign, isBare, isSuffixed) = (suffix, false, true)
            // After an operator in the name, the first `=` always separates.
            values = [piece[start..<found.end].trimmed(start: isLaidOut, end: isLaidOut)]
        }
        guard names.count <= limits.pathDepth else {
            throw QueryError(
                .limitExceeded, parameter: parameter, offset: name.offset,
                expectation: "at most \(limits.pathDepth) names", limit: .pathDepth)
        }
    }

    /// Creates a term from a parameter without a sign whose operator needs no value, or returns `nil` if it is not one.
    private init?(unary piece: QueryPiece, _ limits: QueryLimits, _ vocabulary: AttributeVocabulary?) {
        name = piece.trimmed()
        guard var names = try? Self.names(of: name, piece, vocabulary), let suffix = Self.takeSuffix(of: &names),
            suffix.isUnary, names.count <= limits.pathDepth
        else { return nil }
        (self.names, sign, isBare, isSuffixed, values) = (names, suffix, false, true, [])
    }

    private static func takeSuffix(of names: inout [String]) -> QueryOperator? {
        guard names.count > 1, let suffix = names.last.flatMap(QueryOperator.init) else { return nil }
        names.removeLast()
        return suffix
    }

    private static func names(
        of name: QueryPiece, _ piece: QueryPiece, _ vocabulary: AttributeVocabulary?
    ) throws(QueryError) -> [String] {
        var names: [String] = []
        for segment in name.split(at: name.range.filter { name[$0].isRaw(".") }) {
            names.append(try segment.name(name.described))
        }
        // If a client encodes dots, the model decides; elsewhere an encoded dot is a part of a name.
        if let vocabulary, let first = names.first, !vocabulary.knows(first),
            let start = first.split(separator: ".").first, vocabulary.knows(String(start))
        {
            names = names.flatMap { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }
        }
        guard !names.contains("") else {
            throw QueryError(
                .invalidName, parameter: name.described, offset: piece.offset, expectation: "the name of an attribute")
        }
        guard !names.contains(where: { $0.utf8.contains(UInt8(ascii: "[")) }) else {
            throw QueryError(
                .invalidName, parameter: name.described, offset: piece.offset,
                expectation: "names separated by dots; use 'filter=' for a JSON path with brackets")
        }
        return names
    }

    /// Returns whether a piece has an operator: a sign, or an operator in its name that needs no value.
    static func hasOperator(_ piece: QueryPiece) -> Bool {
        piece.characters.contains { FieldPath.isSign($0.byte) }
            || QueryTerm(unary: piece, QueryLimits(pathDepth: .max), nil) != nil
    }

    /// An operator sign and its location.
    private struct Sign {
        var sign: QueryOperator
        var range: Range<Int>
        /// The end of the value after the sign.
        var end: Int
        /// The start of the value if the sign is only a `=`, or `nil` if it does not begin with one.
        var endOfEquals: Int?
        /// A Boolean value that indicates whether a `=` after the sign may be the separator of a client that does not
        /// encode signs.
        var mayEndInSeparator = false
        /// A Boolean value that indicates whether the sign is `=` or `==`.
        var isEquality: Bool { sign == .eq }
    }

    /// Returns the first sign of a parameter, in any spelling.
    ///
    /// A client that treats the sign, or the sign and the value, as a part of the name encodes it and appends a `=` of
    /// its own, which has no meaning.
    private static func findSign(in piece: QueryPiece) throws(QueryError) -> Sign? {
        let characters = piece.characters
        guard let start = piece.range.first(where: { FieldPath.isSign(characters[$0].byte) }) else { return nil }
        let next = start + 1 < piece.range.upperBound ? characters[start + 1].byte : nil
        let (sign, length): (QueryOperator, Int)
        switch (characters[start].byte, next) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")): (sign, length) = (.eq, 2)
        case (UInt8(ascii: "="), UInt8(ascii: "~")), (UInt8(ascii: "*"), UInt8(ascii: "=")):
            (sign, length) = (.regex, 2)
        case (UInt8(ascii: "="), _): (sign, length) = (.eq, 1)
        case (UInt8(ascii: "!"), UInt8(ascii: "=")): (sign, length) = (.ne, 2)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")): (sign, length) = (.gte, 2)
        case (UInt8(ascii: "<"), UInt8(ascii: "=")): (sign, length) = (.lte, 2)
        case (UInt8(ascii: ">"), let next) where next != UInt8(ascii: "<") && next != UInt8(ascii: ">"):
            (sign, length) = (.gt, 1)
        case (UInt8(ascii: "<"), let next) where next != UInt8(ascii: "<") && next != UInt8(ascii: ">"):
            (sign, length) = (.lt, 1)
        default:
            throw QueryError(
                .invalidOperator, parameter: piece[piece.range.lowerBound..<start].trimmed().described,
                offset: piece.offset, expectation: "one of = == != > >= < <= *= =~")
        }
        var found = Sign(
            sign: sign, range: start..<start + length, end: piece.range.upperBound,
            endOfEquals: characters[start].byte == UInt8(ascii: "=") ? start + 1 : nil)
        let behind = found.range.upperBound
        let isRange = [.gte, .lte].contains(sign)
        let isSeparated = characters[found.range].contains { $0.isRaw("=") }
        let separators = characters[behind...].indices.filter { characters[$0].isRaw("=") }
        let first = characters[behind...].indices.first { !characters[$0].isBlank }
        // No range begins or ends with a sign of its own.
        if let first, separators.first == first || isRange && characters[first].byte == UInt8(ascii: "="),
            !isSeparated || isRange
        {
            found.range = start..<first + 1
            if found.endOfEquals != nil { found.endOfEquals = first + 1 }
        } else if !isSeparated || isRange, separators.count == 1, separators[0] == found.end - 1 {
            found.end -= 1
        } else {
            found.mayEndInSeparator = isSeparated && length == 2
        }
        return found
    }
}
