import TMFJSON

/// The meaning of an unencoded `+` in a query string: a plus sign, or a blank written in form encoding.
struct PlusSign {
    /// A Boolean value that indicates whether the client writes blanks as they are or as `%20`.
    private let spellsBlanks: Bool
    /// A Boolean value that indicates whether the client encodes plus signs.
    private let spellsPluses: Bool

    init(in query: QueryPiece) {
        var (spellsBlanks, spellsPluses) = (false, false)
        for character in query.characters {
            if character.byte == UInt8(ascii: " ") { spellsBlanks = true }
            if character.byte == UInt8(ascii: "+"), character.isEncoded { spellsPluses = true }
        }
        (self.spellsBlanks, self.spellsPluses) = (spellsBlanks, spellsPluses)
    }

    /// The readings of a `+` that the rest of the query string permits, the likelier one first.
    private var readings: [Bool] {
        if spellsBlanks == spellsPluses { return [false, true] }
        return [spellsPluses]
    }

    /// Returns the possible texts of an attribute's value: both readings, regardless of the rest of the query string.
    func texts(
        _ value: QueryPiece, _ parameter: String, without escapes: Set<Int>
    ) throws(QueryError) -> [String] {
        let text = try value.text(parameter, without: escapes) { _ in false }
        guard value.characters.contains(where: \.isPlus) else { return [text] }
        return [text, try value.text(parameter, without: escapes) { _ in true }]
    }

    /// Returns the text of an operand of a range: a number or a date with its plus sign, and otherwise the likelier
    /// reading.
    func rangeText(
        _ value: QueryPiece, _ parameter: String, without escapes: Set<Int>
    ) throws(QueryError) -> String {
        let text = try value.text(parameter, without: escapes) { _ in false }
        if let repaired = DateOperand.repaired(text) { return repaired }
        let isExact = DateOperand.isDate(text) || JSONNumber(text) != nil
        // Form encoding writes blanks as `+`; a client that writes them otherwise probably encodes plus signs as well.
        if isExact || spellsBlanks && !spellsPluses { return text }
        return try value.text(parameter, without: escapes) { _ in true }
    }

    /// Returns the possible patterns of a value, in which a `+` at the end is a quantifier.
    func patterns(
        _ value: QueryPiece, _ parameter: String, without escapes: Set<Int>
    ) throws(QueryError) -> [String] {
        let last = value.range.last
        let mayBeBlank = value.range.contains { value[$0].isPlus && $0 != last }
        var patterns: [String] = []
        for isBlank in mayBeBlank ? readings : [false] {
            patterns.append(try value.text(parameter, without: escapes) { isBlank && $0 != last })
        }
        return patterns
    }

    /// Returns the possible JSON paths of an item, as text.
    ///
    /// Outside of quotation marks and regular expressions, a `+` is a blank unless it is the sign of an exponent. If
    /// there is such a blank, a `+` inside them is a blank as well.
    func paths(_ item: QueryPiece, _ parameter: String) throws(QueryError) -> [String] {
        var scanner = PathScanner()
        var (inside, outside): (Set<Int>, Set<Int>) = ([], [])
        for place in item.range {
            let character = item[place]
            if character.isPlus {
                if scanner.isText {
                    inside.insert(place)
                } else if !Self.isExponent(scanner.last) {
                    outside.insert(place)
                }
            }
            scanner.read(character.isPlus && !scanner.isText ? UInt8(ascii: " ") : character.byte)
        }
        let readings = inside.isEmpty || !outside.isEmpty ? [true] : readings
        var paths: [String] = []
        for isBlank in readings {
            paths.append(
                try item.text(parameter) { outside.contains($0) || isBlank && inside.contains($0) })
        }
        return paths
    }

    /// Returns whether two bytes before a `+` are those of a number before its exponent.
    private static func isExponent(_ bytes: (UInt8, UInt8)) -> Bool {
        bytes.1 | 0x20 == UInt8(ascii: "e") && bytes.0.isDigit
    }
}
