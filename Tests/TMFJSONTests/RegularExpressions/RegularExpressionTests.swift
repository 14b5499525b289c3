import TMFJSON
import Testing

@Suite("Regular expressions as values")
struct RegularExpressionTests {
    @Test("An expression keeps its pattern and its rules")
    func properties() throws {
        let expression = try RegularExpression("a|b", syntax: .iRegexp, ignoresCase: true)
        #expect(expression.pattern == "a|b" && expression.description == "a|b")
        #expect(expression.syntax == .iRegexp && expression.ignoresCase)
        let plain = try RegularExpression("a")
        #expect(plain.syntax == .extended && !plain.ignoresCase)
    }

    @Test("Expressions are equal if pattern and rules are, whatever the limits")
    func equality() throws {
        let first = try RegularExpression("a.b")
        let second = try RegularExpression("a.b", limits: RegularExpression.Limits(programSize: 3))
        #expect(first == second && first.hashValue == second.hashValue)
        #expect(try first != RegularExpression("a.b", syntax: .iRegexp))
        #expect(try first != RegularExpression("a.b", ignoresCase: true))
        #expect(try first != RegularExpression("a.c"))
        // The two are canonically equivalent, and so the same `String`.
        let (composed, decomposed) = try (RegularExpression("\u{e9}"), RegularExpression("e\u{301}"))
        #expect(composed.pattern == decomposed.pattern && composed != decomposed)
        #expect(Set([composed, decomposed, first, second]).count == 3)
    }

    @Test("An escaped text matches itself and nothing else", arguments: [UInt64(9485), 9486])
    func escaping(_ seed: UInt64) throws {
        var generator = JSONGenerator(seed: seed)
        let marks = String((0x20...0x7E).compactMap { UnicodeScalar($0).map(Character.init) })
        for text in [marks, "(?i)a", "^a$", "a|b", "\\d", "\r\n\t"] + (0..<500).map({ _ in generator.string() }) {
            let expression = try RegularExpression(RegularExpression.escaped(text))
            #expect(expression.matches(wholeOf: text) && expression.matches(partOf: "x" + text + "x"))
            #expect(!expression.ignoresCase)
            let other = generator.string()
            #expect(expression.matches(wholeOf: other) == text.unicodeScalars.elementsEqual(other.unicodeScalars))
        }
    }

    @Test("An error says what is wrong, where, and what was expected")
    func descriptions() {
        #expect(
            refusal(of: "a(?=b)")?.description
                == "unsupported look-ahead in a regular expression (offset 1); expected '(' or '(?:'")
        #expect(
            refusal(of: "a]")?.description
                == "unexpected character in a regular expression (offset 1); expected '\\]' for the character ']'")
        let error = RegularExpressionError(.unexpectedEnd, offset: 3, expectation: "more")
        #expect(error.description == "unexpected end of a regular expression (offset 3); expected more")
        #expect(error == RegularExpressionError(.unexpectedEnd, offset: 3, expectation: "more"))
    }

    @Test("A character has the case of its simple folding, and a set is closed under it")
    func letterCase() throws {
        // Every letter matches its upper and lower case where these are one scalar, but for the letters i of Turkish.
        for value in UInt32(0)...0x1_FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped,
                value != 0x131, value != 0x130
            else { continue }
            for mapping in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
            where mapping.unicodeScalars.count == 1 {
                let literal = try RegularExpression(String(scalar), ignoresCase: true)
                let set = try RegularExpression("[\(scalar)]", ignoresCase: true)
                #expect(literal.matches(wholeOf: mapping) && set.matches(wholeOf: mapping), "\(scalar)")
                #expect(literal.matches(wholeOf: String(scalar)), "\(scalar)")
            }
        }
    }
}

@Suite("Regular expressions on bytes")
struct RegularExpressionMatcherTests {
    private func matches(_ pattern: String, _ bytes: [UInt8]) throws -> (whole: Bool, part: Bool) {
        var matcher = RegularExpressionMatcher(try RegularExpression(pattern))
        return (matcher.matches(wholeOf: bytes.span), matcher.matches(partOf: bytes.span))
    }

    @Test("A matcher gives the same answers text after text")
    func reuse() throws {
        var matcher = RegularExpressionMatcher(try RegularExpression("(a|b)+c?$"))
        let texts: [(String, Bool, Bool)] = [
            ("ab", true, true), ("", false, false), ("abc", true, true), ("abcd", false, false), ("xab", false, true),
        ]
        for _ in 0..<3 {
            for (text, whole, part) in texts {
                let bytes = Array(text.utf8)
                #expect(matcher.matches(wholeOf: bytes.span) == whole, "\(text)")
                #expect(matcher.matches(partOf: bytes.span) == part, "\(text)")
            }
        }
        #expect(matcher.steps > 0)
    }

    @Test("A place skipped by a search is considered again later")
    func passedOver() throws {
        // The loop leads back to its start after the first letter, where no word starts.
        #expect(try matches("(\\ba)+$", Array("ab a".utf8)).part)
        #expect(try matches("(\\bx|y\\b)", Array("ayb y".utf8)).part)
        #expect(try matches("a\\b!|\\b\\?|\\Bz", Array("ab---z?z".utf8)).part)
        #expect(try !matches("\\bz", Array("a----az".utf8)).part)
        #expect(try matches("\\bz", Array("a----z".utf8)).part)
    }

    @Test(
        "A byte that is not UTF-8 counts as a replacement character",
        arguments: [
            [0x80], [0xBF], [0xC0], [0xC1], [0xC3], [0xE2], [0xED], [0xF0], [0xF5], [0xFF], [0xFE],
        ] as [[UInt8]])
    func badByte(_ bytes: [UInt8]) throws {
        for pattern in ["\u{FFFD}", "[\u{FFFD}]", "[\u{FFFC}-\u{FFFE}]", ".", "\\p{So}", "[^a]", "\\W", "\\uFFFD"] {
            #expect(try matches(pattern, bytes) == (true, true), "\(pattern)")
            #expect(try matches("a\(pattern)b", [0x61] + bytes + [0x62]) == (true, true), "\(pattern)")
            #expect(try matches(pattern, [0x61] + bytes) == (false, true), "\(pattern)")
        }
        #expect(try matches("\u{e9}|\u{20ac}|\u{1F600}|a", bytes) == (false, false))
    }

    @Test(
        "A sequence that is not UTF-8 counts one replacement character a byte",
        arguments: [
            [0xC0, 0x80], [0xC3, 0xC3], [0xE2, 0x82], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80],
        ] as [[UInt8]])
    func badSequence(_ bytes: [UInt8]) throws {
        #expect(try matches("\u{FFFD}{\(bytes.count)}", bytes) == (true, true))
        #expect(try matches("\u{FFFD}{\(bytes.count)}\u{e9}", bytes + [0xC3, 0xA9]) == (true, true))
        #expect(try matches("\u{e9}", bytes + [0xC3, 0xA9]) == (false, true))
        #expect(try matches("[\u{e9}\u{ea}]", bytes + [0xC3, 0xA9]) == (false, true))
    }

    @Test("Every byte before and after a character leaves it in its place")
    func everyByte() throws {
        for byte in UInt8.min ... .max {
            for character in ["a", "\u{e9}", "\u{20ac}", "\u{1F600}"] {
                let text = [byte] + Array(character.utf8) + [byte]
                let expected = byte == character.utf8.first && character.utf8.count == 1
                #expect(try matches("(\(character)|\(character))", text).part, "\(byte)")
                #expect(try matches(character, text).part, "\(byte)")
                #expect(try matches("\(character){3}", text).whole == expected, "\(byte)")
            }
        }
    }

    @Test("Every scalar is read as itself, from a literal and from a class")
    func everyScalar() throws {
        for value in stride(from: UInt32(0x80), through: 0x10_FFFF, by: 97) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            #expect(try matches("(\(scalar)|b)", bytes) == (true, true))
            #expect(try matches("[^\(scalar)]", bytes) == (false, false))
        }
    }
}
