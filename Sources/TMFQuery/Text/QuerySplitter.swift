import TMFJSON
import TMFModels

/// Takes a query string apart at its separators.
enum QuerySplitter {
    /// A parameter with the separator before it.
    struct Parameter {
        var piece: QueryPiece
        /// Whether a `;` stands before it rather than a `&`.
        var isAlternative: Bool
    }

    /// The parameters between `&` and `;`; empty ones are left out.
    ///
    /// Inside the brackets of a JSON path neither separates. An encoded `&` belongs to its parameter, as does an encoded `;`,
    /// which ``segments(of:holdsPath:)`` looks at.
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
            // An empty parameter between two separators does not take their meaning away.
            isAlternative = whole[end].isRaw(";") || isAlternative && piece.isEmpty
            start = end + 1
        }
        return parameters
    }

    /// The parts of a parameter between the semicolons that a client has encoded with the value they stand in.
    ///
    /// A semicolon in the first name, or after a backslash, is a part of it.
    static func segments(of parameter: QueryPiece, holdsPath: Bool) -> [QueryPiece] {
        let sign = parameter.range.first { FieldPath.isSign(parameter[$0].byte) } ?? parameter.range.upperBound
        return parameter.split(
            at: separators(in: parameter, holdsPath: holdsPath) { $0.byte == UInt8(ascii: ";") }.filter { $0 > sign })
    }

    /// The places of a piece's separators, outside of the brackets of JSON paths.
    ///
    /// A backslash keeps a comma and an encoded semicolon from separating values.
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

    /// Whether a parameter is one whose value is a JSON path, or several.
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
            // No name of a parameter that holds a path is as long as this, with its blanks around.
            guard !character.isRaw("&"), !character.isRaw(";"), !FieldPath.isSign(character.byte),
                place < parameter.range.lowerBound + 100
            else { return false }
        }
        return false
    }

    /// Whether what stands after a `;` is one more JSON path of the parameter before it, and no condition on an attribute.
    static func continuesPaths(_ segment: QueryPiece) -> Bool {
        let segment = segment.trimmed()
        let start = segment.range.lowerBound
        var last: UInt8 = 0
        for place in segment.range {
            let byte = segment[place].byte
            if place == start, byte == UInt8(ascii: "[") { return true }
            // The sign of the root stands before a dot or a bracket; a name may begin with it as well.
            if place == start + 1, last == UInt8(ascii: "$") {
                return byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[")
            }
            if last == UInt8(ascii: "["), byte == UInt8(ascii: "?") { return true }
            if FieldPath.isSign(byte) || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";") { return false }
            last = byte
        }
        return false
    }

    /// The values between commas; a comma after a backslash is one of the value.
    static func values(_ piece: QueryPiece) -> [QueryPiece] {
        piece.split(at: separators(in: piece, holdsPath: false) { $0.byte == UInt8(ascii: ",") })
    }

    /// The JSON paths between commas that stand outside of brackets.
    static func items(_ piece: QueryPiece) -> [QueryPiece] {
        piece.split(at: separators(in: piece, holdsPath: true) { $0.byte == UInt8(ascii: ",") })
    }
}
