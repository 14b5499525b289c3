import TMFJSON
import TMFModels

/// One parameter of a query string: a name, an operator and values, all as they stand there.
struct QueryTerm {
    /// The name in the query, without its sign.
    var name: QueryPiece
    /// The names of the path, decoded.
    var names: [String]
    var sign: QueryOperator
    /// Whether the operator is a plain `=` and no suffix, as a reserved word has it.
    var isBare: Bool
    /// Whether the operator is the last name.
    var isSuffixed = false
    /// Whether the value is one text, as it has semicolons that could stand before other conditions.
    var isText = false
    /// The values between semicolons; none if the operator has none.
    var values: [QueryPiece]

    /// The name as errors give it.
    var parameter: String { names.joined(separator: ".") }

    /// All values with the semicolons between them.
    var wholeValue: QueryPiece? { values.first.flatMap { first in values.last.map { first.joined(to: $0) } } }

    /// Takes a parameter apart; `nil` if it has no operator.
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
        // Blanks before the sign make those after it a matter of layout as well.
        let isLaidOut = whole.range.count != whole.trimmed(start: false).range.count
        let isSpaced = isLaidOut || !found.isEquality
        let value = piece[found.range.upperBound..<found.end]
        values = [value.trimmed(start: isSpaced, end: isSpaced && found.isEquality)]
        // A `=` after the sign begins the value, or a client took the sign for a part of the name.
        if found.mayEndInSeparator, let first = values[0].characters.first, first.isRaw("=") {
            values.append(values[0].dropFirst())
        }
        (names, sign, isBare) = (try Self.names(of: name, piece, vocabulary), found.sign, found.isEquality)
        if let start = found.endOfEquals, let suffix = Self.takeSuffix(of: &names) {
            (sign, isBare, isSuffixed) = (suffix, false, true)
            // Behind the operator of the name, the first `=` is the separator whatever follows.
            values = [piece[start..<found.end].trimmed(start: isLaidOut, end: isLaidOut)]
        }
        guard names.count <= limits.pathDepth else {
            throw QueryError(
                .limitExceeded, parameter: parameter, offset: name.offset,
                expectation: "\(limits.pathDepth) names at most", limit: .pathDepth)
        }
    }

    /// Takes a parameter without a sign for one whose operator needs no value; `nil` if it is none.
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
        // A client that encodes dots means what the model knows; elsewhere an encoded dot is a part of a name.
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
                expectation: "names with dots between them; brackets belong in the JSON path of 'filter='")
        }
        return names
    }

    /// Whether a piece has an operator: a sign, or one in its name that needs none.
    static func hasOperator(_ piece: QueryPiece) -> Bool {
        piece.characters.contains { FieldPath.isSign($0.byte) }
            || QueryTerm(unary: piece, QueryLimits(pathDepth: .max), nil) != nil
    }

    /// An operator sign and where it stands.
    private struct Sign {
        var sign: QueryOperator
        var range: Range<Int>
        /// Where the value after it ends.
        var end: Int
        /// Where the value starts if the sign is a `=` alone; `nil` if it does not begin with one.
        var endOfEquals: Int?
        /// Whether a `=` after it may be the separator of a client that encodes no sign.
        var mayEndInSeparator = false
        /// Whether it is `=` or `==`.
        var isEquality: Bool { sign == .eq }
    }

    /// The first sign of a parameter, in any spelling.
    ///
    /// A client that takes the sign, or the sign and the value, for a part of the name encodes it and writes a `=` of its own
    /// after it, which says nothing.
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
