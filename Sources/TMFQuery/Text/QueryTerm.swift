import TMFJSON

/// One parameter of a query string: a name, an operator and values, all as they stand there.
struct QueryTerm {
    enum Operator: String {
        case eq
        case ne
        case gt
        case gte
        case lt
        case lte
        case regex
    }

    /// A piece of the query string and its place.
    struct Piece {
        var text: Substring
        var offset: Int

        var utf8: Substring.UTF8View { text.utf8 }

        /// The pieces between the bytes that separate them.
        func split(at isSeparator: (Int) -> Bool) -> [Piece] {
            var pieces: [Piece] = []
            var start = text.startIndex
            for (position, index) in utf8.indices.enumerated() where isSeparator(position) {
                pieces.append(self[start..<index])
                start = utf8.index(after: index)
            }
            return pieces + [self[start..<text.endIndex]]
        }

        func dropFirst(_ count: Int) -> Piece { self[index(count)..<text.endIndex] }

        func prefix(_ count: Int) -> Piece { self[text.startIndex..<index(count)] }

        private func index(_ count: Int) -> Substring.Index {
            utf8.index(text.startIndex, offsetBy: count, limitedBy: text.endIndex) ?? text.endIndex
        }

        subscript(range: Range<Substring.Index>) -> Piece {
            Piece(text: text[range], offset: offset + utf8.distance(from: text.startIndex, to: range.lowerBound))
        }

        /// The piece without blanks, or what stands for them, at its ends.
        func trimmed(start: Bool = true, end: Bool = true) -> Piece {
            var piece = self
            while start, let length = ["%20", "+", " "].first(where: { piece.text.hasPrefix($0) })?.utf8.count {
                piece = piece.dropFirst(length)
            }
            while end, let length = ["%20", "+", " "].first(where: { piece.text.hasSuffix($0) })?.utf8.count {
                piece = piece.prefix(piece.utf8.count - length)
            }
            return piece
        }

        func decoded(_ parameter: String) throws(QueryError) -> String {
            if let decoded = PercentEncoding.decoded(text) { return decoded }
            throw QueryError(
                .invalidEncoding, parameter: parameter,
                offset: offset + (PercentEncoding.offsetOfProblem(in: text) ?? 0), expectation: "percent-encoded UTF-8")
        }
    }

    /// The name in the query, without its operator.
    var name: Piece
    /// The names of the path, decoded.
    var names: [String]
    var sign: Operator
    /// Whether the operator is a plain `=` and no suffix, as a reserved word has it.
    var isBare: Bool
    var values: [Piece]

    /// The name as errors give it.
    var parameter: String { names.joined(separator: ".") }

    /// Takes a parameter apart; `nil` if it has no operator.
    init?(_ piece: Piece, _ limits: QueryLimits) throws(QueryError) {
        guard let found = try Self.findOperator(in: piece) else { return nil }
        let whole = piece.prefix(found.start)
        name = whole.trimmed()
        // Blanks before the sign make those behind it a matter of layout as well.
        let isSpaced = whole.text.count != whole.trimmed(start: false).text.count || !found.isEquality
        values = [piece.dropFirst(found.end).trimmed(start: isSpaced, end: isSpaced && found.isEquality)]
        (names, sign, isBare) = try Self.path(name, piece.offset, found, limits)
    }

    private static func path(
        _ name: Piece, _ start: Int, _ found: Sign, _ limits: QueryLimits
    ) throws(QueryError) -> ([String], Operator, Bool) {
        var segments: [String] = []
        for segment in name.split(at: {
            name.utf8[name.utf8.index(name.text.startIndex, offsetBy: $0)] == UInt8(ascii: ".")
        }) {
            segments.append(try segment.decoded(String(name.text)))
        }
        var (sign, isBare) = (found.sign, found.isEquality)
        if found.isEquality, segments.count > 1, let last = segments.last.flatMap(Operator.init) {
            sign = last
            isBare = false
            segments.removeLast()
        }
        guard !segments.contains("") else {
            throw QueryError(
                .invalidName, parameter: PercentEncoding.decoded(name.text) ?? "", offset: start,
                expectation: "the name of an attribute")
        }
        guard segments.count <= limits.pathDepth else {
            throw QueryError(
                .limitExceeded, parameter: segments.joined(separator: "."), offset: name.offset,
                expectation: "\(limits.pathDepth) names at most")
        }
        return (segments, sign, isBare)
    }

    /// Whether an operator may begin with a character, which then ends the name before it.
    static func isSign(_ byte: UInt8) -> Bool { "=<>!*~".utf8.contains(byte) }

    /// An operator sign and where it stands, in bytes of its parameter.
    private struct Sign {
        var sign: Operator
        var start: Int
        var end: Int
        /// Whether it is `=` or `==`.
        var isEquality: Bool
    }

    /// The first sign of a parameter, plain or percent-encoded.
    private static func findOperator(in piece: Piece) throws(QueryError) -> Sign? {
        let bytes = Array(piece.utf8)
        func character(_ offset: Int) -> (byte: UInt8, length: Int)? {
            offset < bytes.count ? QuerySplitter.character(bytes, offset) : nil
        }
        var start = 0
        while let first = character(start), !isSign(first.byte) { start += first.length }
        guard let first = character(start) else { return nil }
        let end = start + first.length
        let second = character(end)
        // What follows a plain '=' belongs to the value, unless it is plain too.
        let follower = first.byte == UInt8(ascii: "=") && first.length == 1 && second?.length != 1 ? nil : second?.byte
        let endOfSecond = end + (second?.length ?? 0)
        switch (first.byte, follower) {
        case (UInt8(ascii: "="), UInt8(ascii: "=")):
            return Sign(sign: .eq, start: start, end: endOfSecond, isEquality: true)
        case (UInt8(ascii: "="), UInt8(ascii: "~")), (UInt8(ascii: "*"), UInt8(ascii: "=")):
            return Sign(sign: .regex, start: start, end: endOfSecond, isEquality: false)
        case (UInt8(ascii: "="), _): return Sign(sign: .eq, start: start, end: end, isEquality: true)
        case (UInt8(ascii: "!"), UInt8(ascii: "=")):
            return Sign(sign: .ne, start: start, end: endOfSecond, isEquality: false)
        case (UInt8(ascii: ">"), UInt8(ascii: "=")):
            return Sign(sign: .gte, start: start, end: endOfSecond, isEquality: false)
        case (UInt8(ascii: "<"), UInt8(ascii: "=")):
            return Sign(sign: .lte, start: start, end: endOfSecond, isEquality: false)
        case (UInt8(ascii: ">"), let next) where next != UInt8(ascii: "<") && next != UInt8(ascii: ">"):
            return Sign(sign: .gt, start: start, end: end, isEquality: false)
        case (UInt8(ascii: "<"), let next) where next != UInt8(ascii: "<") && next != UInt8(ascii: ">"):
            return Sign(sign: .lt, start: start, end: end, isEquality: false)
        default:
            throw QueryError(
                .invalidOperator, parameter: PercentEncoding.decoded(piece.prefix(start).trimmed().text) ?? "",
                offset: piece.offset, expectation: "one of = == != > >= < <= *= =~")
        }
    }
}
