import TMFJSON

/// What a `+` that was not encoded stands for in a query string: a plus, or the blank that form encoding writes so.
struct PlusSign {
    /// Whether the client writes blanks as they are or as `%20`.
    private let spellsBlanks: Bool
    /// Whether the client encodes a plus.
    private let spellsPluses: Bool

    init(in query: QueryPiece) {
        var (spellsBlanks, spellsPluses) = (false, false)
        for character in query.characters {
            if character.byte == UInt8(ascii: " ") { spellsBlanks = true }
            if character.byte == UInt8(ascii: "+"), character.isEncoded { spellsPluses = true }
        }
        (self.spellsBlanks, self.spellsPluses) = (spellsBlanks, spellsPluses)
    }

    /// The readings of a `+` that the rest of the query string leaves open, the likelier one first.
    private var readings: [Bool] {
        if spellsBlanks == spellsPluses { return [false, true] }
        return [spellsPluses]
    }

    /// Returns the texts that an attribute's value may mean: both readings, whatever the rest of the query string says.
    func texts(
        _ value: QueryPiece, _ parameter: String, without escapes: Set<Int>
    ) throws(QueryError) -> [String] {
        let text = try value.text(parameter, without: escapes) { _ in false }
        guard value.characters.contains(where: \.isPlus) else { return [text] }
        return [text, try value.text(parameter, without: escapes) { _ in true }]
    }

    /// Returns the text that an operand of a range means: a number or a date with its plus, and otherwise the likelier reading.
    func rangeText(
        _ value: QueryPiece, _ parameter: String, without escapes: Set<Int>
    ) throws(QueryError) -> String {
        let text = try value.text(parameter, without: escapes) { _ in false }
        if let repaired = DateOperand.repaired(text) { return repaired }
        let isExact = DateOperand.isDate(text) || JSONNumber(text) != nil
        // Form encoding writes blanks so; who writes them otherwise is likely to encode a plus as well.
        if isExact || spellsBlanks && !spellsPluses { return text }
        return try value.text(parameter, without: escapes) { _ in true }
    }

    /// Returns the patterns that a value may mean, where a `+` at its end is a quantifier.
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

    /// Returns the JSON paths that an item may mean, as text.
    ///
    /// Outside of quotation marks and regular expressions a `+` is a blank, unless it is the sign of an exponent; if there is
    /// one, those inside are blanks as well.
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

    /// Whether two bytes before a `+` are those of a number before its exponent.
    private static func isExponent(_ bytes: (UInt8, UInt8)) -> Bool {
        bytes.1 | 0x20 == UInt8(ascii: "e") && bytes.0.isDigit
    }
}
