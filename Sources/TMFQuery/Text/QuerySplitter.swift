import TMFJSON
import TMFModels

/// Splits a query string at its separators.
enum QuerySplitter {
    /// A parameter and the separator before it.
    struct Parameter {
        var piece: QueryPiece
        /// A Boolean value that indicates whether the separator before the parameter is `;` rather than `&`.
        var isAlternative: Bool
    }

    /// Returns the parameters between `&` and `;`, leaving out empty ones.
    ///
    /// Inside the brackets of a JSON path, neither separates. An encoded `&` belongs to its parameter, as does an
    /// encoded `;`, which ``segments(of:holdsPath:)`` handles.
    static func parameters(_ whole: QueryPiece) -> [Parameter] {
        var parameters: [Parameter] = []
        var (start, isAlternative, holdsPath) = (whole.range.lowerBound, false, false)
        while start <= whole.range.upperBound {
            let rest = whole[start..<whole.range.upperBound]
            holdsPath = self.holdsPath(rest) || isAlternative && holdsPath && continuesPaths(rest)
            let end = separators(in: rest, holdsPath: holdsPath, atMost: 1) { $0.isRaw("&") || $0.isRaw(";") }.first
            let piece = whole[start..<(end ?? whole.range.upperBound)]
            if !piece.isEmpty { parameters.append(Parameter(piece: piece, isAlternative: isAlternative)) }
            guard let end else { break }
            // An empty parameter between two separators does not cancel their meaning.
            isAlternative = whole[end].isRaw(";") || isAlternative && piece.isEmpty
            start = end + 1
        }
        return parameters
    }

    /// Returns the parts of a parameter between semicolons that a client has encoded together with the value.
    ///
    /// A semicolon in the first name, or after a backslash, does not separate.
    static func segments(of parameter: QueryPiece, holdsPath: Bool) -> [QueryPiece] {
        let sign = parameter.range.first { FieldPath.isSign(parameter[$0].byte) } ?? parameter.range.upperBound
        return parameter.split(
            at: separators(in: parameter, holdsPath: holdsPath) { $0.byte == UInt8(ascii: ";") }.filter { $0 > sign })
    }

    /// Returns the positions of a piece's separators, outside of the brackets of JSON paths.
    ///
    /// A backslash before a comma or an encoded semicolon prevents it from separating values.
    private static func separators(
        in piece: QueryPiece, holdsPath: Bool, atMost limit: Int = .max,
        where isSeparator: (QueryPiece.Character) -> Bool
    ) -> [Int] {
        var scanner = holdsPath ? PathScanner() : nil
        var places: [Int] = []
        var backslashes = 0
        for place in piece.range {
            if places.count == limit { break }
            let character = piece[place]
            scanner?.read(character.isPlus ? UInt8(ascii: " ") : character.byte)
            let isEscaped = !holdsPath && backslashes % 2 == 1 && character.isEscapable
            if isSeparator(character), scanner?.isInside != true, !isEscaped { places.append(place) }
            backslashes = character.byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
        }
        return places
    }

    /// Returns whether the value of a parameter consists of JSON paths.
    static func holdsPath(_ parameter: QueryPiece) -> Bool {
        for place in parameter.range {
            let character = parameter[place]
            if character.byte == UInt8(ascii: "=") {
                // `=~` is an operator of attributes.
                let next = place + 1
                if next < parameter.range.upperBound, parameter[next].byte == UInt8(ascii: "~") { return false }
                let name = parameter[parameter.range.lowerBound..<place].trimmed()
                return (try? name.name()).flatMap(ReservedParameter.init)?.holdsPaths ?? false
            }
            // The name of a parameter with a path is never this long, even with blanks around it.
            guard !character.isRaw("&"), !character.isRaw(";"), !FieldPath.isSign(character.byte),
                place < parameter.range.lowerBound + 100
            else { return false }
        }
        return false
    }

    /// Returns whether the text after a `;` is another JSON path of the previous parameter, and not a condition on an
    /// attribute.
    static func continuesPaths(_ segment: QueryPiece) -> Bool {
        let segment = segment.trimmed()
        let start = segment.range.lowerBound
        var last: UInt8 = 0
        for place in segment.range {
            let byte = segment[place].byte
            if place == start, byte == UInt8(ascii: "[") { return true }
            // The root sign is followed by a dot or a bracket; a name may begin with it as well.
            if place == start + 1, last == UInt8(ascii: "$") {
                return byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[")
            }
            if last == UInt8(ascii: "["), byte == UInt8(ascii: "?") { return true }
            if FieldPath.isSign(byte) || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";") { return false }
            last = byte
        }
        return false
    }

    /// Returns the values between commas; a comma after a backslash belongs to the value.
    static func values(_ piece: QueryPiece) -> [QueryPiece] {
        piece.split(at: separators(in: piece, holdsPath: false) { $0.byte == UInt8(ascii: ",") })
    }

    /// Returns the JSON paths between commas that are outside of brackets.
    static func items(_ piece: QueryPiece) -> [QueryPiece] {
        piece.split(at: separators(in: piece, holdsPath: true) { $0.byte == UInt8(ascii: ",") })
    }
}
