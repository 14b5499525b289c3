import TMFJSON
import Testing
import _TMFTestSupport

@Suite("JSON numbers")
struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber { try #require(JSONNumber(text)) }

    @Test(
        "A number keeps its text",
        arguments: ["0", "-0", "1.10", "1E400", "1e+05", "-0.0e-00", "1234567890123456789012"])
    func text(_ text: String) throws {
        #expect(try number(text).text == text)
        #expect(try number(text).description == text)
        #expect(try JSONValue(parsing: text).numberValue?.text == text)
        #expect(try JSONValue(parsing: text).description == text)
    }

    @Test(
        "What RFC 8259 does not allow is no number",
        arguments: [
            "", " ", "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1e", "1e+", "1.e5", "0x1", "NaN", "Infinity",
            "-Infinity", "inf", "1 ", " 1", "1\n", "1,5", "1_000", "--1", "1e5.5", "1\u{0}", "\u{ff11}", "\u{661}",
            "1\u{301}",
            "1a", "true",
        ])
    func refused(_ text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test(
        "Numbers of one value are equal however they are written",
        arguments: [
            ["1", "1.0", "10e-1", "0.1e1", "1e0", "1E+00", "100e-2", "0.0001e4"],
            ["0", "-0", "0.0", "-0.00", "0e5", "-0E-999"],
            ["1e400", "10e399", "0.1e401", "1E+400", "1.000e400"], ["-1.5", "-15e-1", "-0.15e1", "-1.50"],
            ["100", "1e2", "1E2", "1.00e2", "0.1e3"], ["0e99999999999999999999", "0", "-0e-99999999999999999999"],
            ["1e99999999999999999999", "1.0e+99999999999999999999", "1e0099999999999999999999"],
            ["123456789012345678901234567890", "12345678901234567890123456789e1", "1.2345678901234567890123456789e29"],
        ])
    func equality(_ texts: [String]) throws {
        for first in texts {
            for second in texts {
                #expect(try number(first) == number(second), "\(first) and \(second)")
                #expect(try number(first).hashValue == number(second).hashValue, "\(first) and \(second)")
                #expect(try !(number(first) < number(second)), "\(first) and \(second)")
            }
        }
    }

    @Test("Numbers are ordered by value")
    func order() throws {
        let texts = [
            "-9e99999999999999999999", "-1e99999999999999999999", "-1e9999999999999999999", "-1e400", "-1e20", "-100",
            "-99.9", "-10", "-9", "-1.1", "-1", "-0.9", "-1e-400", "-1e-9999999999999999999",
            "-1e-99999999999999999999",
            "0", "1e-99999999999999999999", "9e-99999999999999999999", "1e-9999999999999999999", "1e-400", "0.01",
            "0.0100000000000000000000001", "0.1", "0.9", "1", "1.01", "1.1", "2", "9", "10", "11", "99.99", "1e2",
            "101",
            "9007199254740992", "9007199254740993", "12345678901234567890", "12345678901234567891", "1e400", "1.1e400",
            "1e9999999999999999999", "1e99999999999999999999", "2e99999999999999999999",
        ]
        for (position, first) in texts.enumerated() {
            for (otherPosition, second) in texts.enumerated() {
                #expect(try (number(first) < number(second)) == (position < otherPosition), "\(first) < \(second)")
                #expect(try (number(first) == number(second)) == (position == otherPosition), "\(first) == \(second)")
            }
        }
    }

    @Test("Order and equality agree with those of Double where Double is exact")
    func agreement() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<3_000 {
            let (first, second) = (random.below(4_001) - 2_000, random.below(4_001) - 2_000)
            let (power, otherPower) = (random.below(4), random.below(4))
            let scale = [1, 10, 100, 1_000]
            let (left, right) = (try number("\(first)e\(power)"), try number("\(second)e\(otherPower)"))
            #expect((left < right) == (first * scale[power] < second * scale[otherPower]), "\(left) < \(right)")
            #expect((left == right) == (first * scale[power] == second * scale[otherPower]), "\(left) == \(right)")
        }
    }

    @Test("Numbers whose exponents have 18 digits are compared by value as well")
    func hugeExponents() throws {
        #expect(try number("10e99999999999999999") == number("1e100000000000000000"))
        #expect(try number("1e100000000000000000") < number("100e99999999999999999"))
        #expect(try number("10e100000000000000000") == number("1e100000000000000001"))
        #expect(try number("1e100000000000000001") < number("100e100000000000000000"))
    }

    @Test(
        "The 64-bit integer exists for integers in range",
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0", 0), ("0e99999999999999999999", 0), ("1", 1), ("1.0", 1), ("1.5", nil),
            ("1e2", 100),
            ("1e-1", nil), ("10e-1", 1), ("0.5e1", 5), ("9223372036854775807", .max), ("9223372036854775808", nil),
            ("-9223372036854775808", .min), ("-9223372036854775809", nil), ("9.223372036854775807e18", .max),
            ("-9.223372036854775808E+18", .min), ("9223372036854775807.0", .max), ("1e18", 1_000_000_000_000_000_000),
            ("1e19", nil), ("1e400", nil), ("1e-400", nil), ("1e99999999999999999999", nil), ("0.1", nil),
            ("100000000000000000000000000000000e-32", 1),
        ] as [(String, Int64?)])
    func int64(_ text: String, _ value: Int64?) throws {
        #expect(try number(text).int64Value == value)
        #expect(try number(text).intValue == value.map(Int.init))
    }

    @Test(
        "The unsigned 64-bit integer exists for integers in range",
        arguments: [
            ("0", 0), ("-0", 0), ("-0.0", 0), ("1.0", 1), ("-1", nil), ("-1e0", nil), ("18446744073709551615", .max),
            ("18446744073709551616", nil), ("1.8446744073709551615e19", .max), ("1e19", 10_000_000_000_000_000_000),
            ("1e20", nil), ("0.5", nil), ("-1e-5", nil),
        ] as [(String, UInt64?)])
    func uint64(_ text: String, _ value: UInt64?) throws {
        #expect(try number(text).uint64Value == value)
    }

    @Test(
        "The Double is the nearest one",
        arguments: [
            ("0", 0), ("-1.5", -1.5), ("0.1", 0.1), ("1e308", 1e308),
            ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("1.8e308", nil), ("1e309", nil), ("-1e400", nil), ("1e-400", 0), ("5e-324", .leastNonzeroMagnitude),
            ("1e99999999999999999999", nil), ("1e-99999999999999999999", 0), ("0e99999999999999999999", 0),
            ("9007199254740993", 9_007_199_254_740_992),
            ("0.1000000000000000055511151231257827021181583404541015625", 0.1),
            ("1E2", 100), ("1e+05", 100_000),
        ] as [(String, Double?)])
    func double(_ text: String, _ value: Double?) throws {
        #expect(try number(text).doubleValue == value)
    }

    @Test("A negative zero stays negative as a Double")
    func negativeZero() throws {
        #expect(try number("-0").doubleValue?.sign == .minus)
        #expect(try number("-0.0").doubleValue?.sign == .minus)
    }

    @Test("A Double makes the shortest number that gives it back")
    func fromDouble() throws {
        #expect(JSONNumber(Double.infinity) == nil)
        #expect(JSONNumber(-Double.infinity) == nil)
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(1.0 as Double)?.text == "1")
        #expect(JSONNumber(0.1 as Double)?.text == "0.1")
        var random = SplitMix64(seed: 12)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let made = try #require(JSONNumber(value))
            #expect(made.doubleValue == value)
            #expect(JSONNumber(made.text) != nil, "\(made.text) is JSON")
        }
    }

    @Test("An integer of any type makes a number")
    func fromInteger() {
        #expect(JSONNumber(Int8.min).text == "-128")
        #expect(JSONNumber(UInt64.max).text == "18446744073709551615")
        #expect(JSONNumber(UInt128.max).text == "340282366920938463463374607431768211455")
        #expect((42 as JSONNumber).text == "42")
        #expect((-1.5 as JSONNumber).text == "-1.5")
    }

    @Test(
        "The plain decimal notation keeps the digits after the point",
        arguments: [
            ("1.0e-2", "0.010"), ("0", "0"), ("1", "1"), ("1.10", "1.10"), ("1e3", "1000"), ("1.5e3", "1500"),
            ("1.50e1", "15.0"),
            ("12345e-2", "123.45"), ("-12e-5", "-0.00012"), ("1E-3", "0.001"), ("100", "100"), ("0.5", "0.5"),
            ("-1e2", "-100"),
            ("1e+02", "100"),
        ])
    func decimal(_ text: String, _ expected: String) throws {
        #expect(try number(text).decimalText() == expected)
        #expect(try number(text).decimalText(maximumLength: expected.count) == expected)
        #expect(try number(text).decimalText(maximumLength: expected.count - 1) == nil)
    }

    @Test("The plain decimal notation has the value of the number")
    func decimalValue() throws {
        var generator = JSONGenerator(seed: 13)
        for _ in 0..<2_000 {
            let number = try number(generator.numberText())
            guard let text = number.decimalText(maximumLength: 2_000) else { continue }
            #expect(text.utf8.allSatisfy { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") })
            #expect(try self.number(text) == number)
        }
    }

    @Test("A plain decimal notation that would be too long is not made")
    func decimalTooLong() throws {
        #expect(try number("1e999").decimalText()?.count == 1_000)
        #expect(try number("1e1000").decimalText() == nil)
        #expect(try number("1e99999999999999999").decimalText() == nil)
        #expect(try number("1e-99999999999999999999").decimalText() == nil)
        #expect(try number("1").decimalText(maximumLength: 0) == nil)
        #expect(try number("1").decimalText(maximumLength: -1) == nil)
    }

    @Test(
        "The plain decimal notation of a zero is short whatever its exponent",
        arguments: ["0e3", "0e5000", "0e99999999999999999999"])
    func decimalZero(_ text: String) throws {
        #expect(try number(text).decimalText(maximumLength: 1) == "0")
    }

    // Exit tests need an operating system that starts processes.
    #if os(macOS) || os(Linux)
    @Test("The plain decimal notation may be of any length")
    func decimalAnyLength() async {
        await #expect(processExitsWith: .success) {
            guard JSONNumber("1.5")?.decimalText(maximumLength: .max) == "1.5" else { fatalError("wrong text") }
        }
    }
    #endif
}
