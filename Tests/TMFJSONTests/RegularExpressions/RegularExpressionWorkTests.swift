import TMFJSON
import Testing

@Suite("Work and limits of regular expressions")
struct RegularExpressionWorkTests {
    private static let many = 100_000

    private func matcher(_ pattern: String) throws -> RegularExpressionMatcher {
        RegularExpressionMatcher(try RegularExpression(pattern))
    }

    @Test(
        "A pattern made to be slow takes steps in proportion to the text",
        arguments: [
            ("(a+)+$", "b"), ("(a|a)*b", "c"), ("(a*)*b", "c"), ("a{0,50}a{50}", "b"), ("(x+x+)+y", "z"),
            ("(a|aa)+$", "b"),
            ("(.*)*(.*)*x", "y"), ("(a?){50}a{50}b", "c"), ("^(([a-z])+.)+[A-Z]([a-z])+$", "!"), ("(a|b|ab)*c", "d"),
            ("(\\w*)*\\b-", "+"), ("([a\u{e9}]*)*\\d", "!"), ("(.*a){20}b", "c"), ("()*(a*|())*b", "c"),
        ])
    func linear(_ pattern: String, _ end: String) throws {
        let count = 5_000
        for character in ["a", "x", "\u{e9}"] {
            let text = Array((String(repeating: character, count: count) + end).utf8)
            var matcher = try matcher(pattern)
            // An instruction is reached once a place, and once more to read the character there.
            let bound = 2 * matcher.programSize * (count + 2)
            _ = matcher.matches(wholeOf: text.span)
            #expect(matcher.steps <= bound)
            let before = matcher.steps
            _ = matcher.matches(partOf: text.span)
            #expect(matcher.steps - before <= bound)
        }
    }

    @Test(
        "A hundred thousand letters are no more than that many times the pattern",
        arguments: ["(a+)+$", "(a|a)*c", "(a*)*c", "a{0,50}a{50}c", "(a+a+)+c"])
    func longText(_ pattern: String) throws {
        let text = Array(repeating: UInt8(ascii: "a"), count: Self.many) + [UInt8(ascii: "b")]
        var matcher = try matcher(pattern)
        #expect(matcher.matches(partOf: text.span) == false)
        #expect(matcher.steps <= 2 * matcher.programSize * (text.count + 1))
    }

    @Test("A text twice as long takes twice the steps", arguments: ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*a){9}b"])
    func proportion(_ pattern: String) throws {
        func steps(_ count: Int) throws -> Int {
            var matcher = try matcher(pattern)
            let text = Array(repeating: UInt8(ascii: "a"), count: count) + [UInt8(ascii: "!")]
            let isFound = matcher.matches(partOf: text.span)
            #expect(!isFound)
            return matcher.steps
        }
        let once = try steps(1_000)
        let twice = try steps(2_000)
        #expect(twice <= 2 * once + 1_000)
    }

    @Test("The answers on long texts are right")
    func answers() throws {
        let text = String(repeating: "a", count: Self.many)
        #expect(try RegularExpression("(a+)+$").matches(partOf: text))
        #expect(try !RegularExpression("^(a+)+$").matches(partOf: text + "b"))
        #expect(try RegularExpression("(a|a)*b").matches(wholeOf: text + "b"))
        #expect(try !RegularExpression("(a*)*b").matches(wholeOf: text))
        #expect(try RegularExpression("a{0,50}a{50}").matches(partOf: text))
        #expect(try !RegularExpression("a{0,50}a{50}").matches(wholeOf: text))
        #expect(try RegularExpression("(x+x+)+y").matches(wholeOf: "xxxxy"))
    }

    @Test("A search ends as soon as a match is certain", arguments: ["a+", "a{2,}b*", "(a|b)c*.*", "^a", "a.*", "\\w"])
    func earlyEnd(_ pattern: String) throws {
        var matcher = try matcher(pattern)
        let text = Array(repeating: UInt8(ascii: "a"), count: Self.many)
        #expect(matcher.matches(partOf: text.span) == true)
        #expect(matcher.steps < 40)
    }

    @Test("A match ends as soon as it is out of reach", arguments: ["ab*", "^b", "b+", "[^a].*", "a?b"])
    func earlyFailure(_ pattern: String) throws {
        var matcher = try matcher(pattern)
        let text = Array(repeating: UInt8(ascii: "a"), count: Self.many)
        #expect(matcher.matches(wholeOf: text.span) == false)
        #expect(matcher.steps < 40)
    }

    @Test(
        "What a match cannot start with is passed over", arguments: ["b+", "bcd", "(b|\u{e9})c", ".*b.*", "(?:b|B)?b$"])
    func firstBytes(_ pattern: String) throws {
        var matcher = try matcher(pattern)
        let text = Array(repeating: UInt8(ascii: "a"), count: Self.many)
        #expect(matcher.matches(partOf: text.span) == false)
        #expect(matcher.steps < 40)
    }

    @Test("An anchored search does not go beyond the start", arguments: ["^b", "^(b|c)*d", "(^b|^c)d", "(?:^)b"])
    func anchored(_ pattern: String) throws {
        var matcher = try matcher(pattern)
        let text = Array(repeating: UInt8(ascii: "a"), count: Self.many)
        #expect(matcher.matches(partOf: text.span) == false)
        #expect(matcher.steps < 40)
    }

    // MARK: Limits

    @Test("Values of limits are clamped")
    func clamping() {
        let low = RegularExpression.Limits(patternLength: -1, programSize: .min, depth: -5)
        #expect(low.patternLength == 0 && low.programSize == 0 && low.depth == 0)
        let high = RegularExpression.Limits(patternLength: .max, programSize: .max, depth: .max)
        #expect(high.programSize == RegularExpression.Limits.highestProgramSize)
        #expect(high.patternLength == .max && high.depth == .max)
        let standard = RegularExpression.Limits.default
        #expect(standard.patternLength == 1_024 && standard.programSize == 10_000 && standard.depth == 100)
        #expect(standard == RegularExpression.Limits())
    }

    @Test("The length of a pattern is limited in bytes")
    func patternLength() {
        let limits = RegularExpression.Limits(patternLength: 4)
        #expect(refusal(of: "\u{e9}\u{e9}", limits: limits) == nil)
        #expect(refusal(of: "\u{e9}\u{e9}a", limits: limits)?.code == .limitExceeded(.patternLength))
        #expect(refusal(of: "\u{e9}\u{e9}a", limits: limits)?.offset == 4)
        #expect(refusal(of: String(repeating: "a", count: 1_024)) == nil)
        #expect(refusal(of: String(repeating: "a", count: 1_025))?.code == .limitExceeded(.patternLength))
    }

    @Test(
        "The size of a program is limited to the instruction",
        arguments: [
            ("a", 1), ("abc", 3), ("a*", 3), ("a+", 2), ("a?", 2), ("a{7}", 7), ("a{2,}", 3), ("a{2,5}", 8),
            ("a{0,3}", 6),
            ("a|b", 4), ("a|b|c", 7), ("(a|b)*", 6), ("(ab){3}", 6), ("((a{10}){10}){10}", 1_000), ("a{0}", 1),
            ("[a-z]\\d.", 3),
            ("^a$\\b", 4), ("", 0), ("()*", 0), ("|", 2), ("(a{100}){0}", 100),
        ])
    func programSize(_ pattern: String, _ size: Int) throws {
        #expect(refusal(of: pattern, limits: RegularExpression.Limits(programSize: size)) == nil)
        guard size > 0 else { return }
        let error = refusal(of: pattern, limits: RegularExpression.Limits(programSize: size - 1))
        #expect(error?.code == .limitExceeded(.programSize))
    }

    @Test("The greatest program is made and runs")
    func greatestProgram() throws {
        let limits = RegularExpression.Limits(programSize: .max)
        let size = RegularExpression.Limits.highestProgramSize
        let expression = try RegularExpression("a{\(size)}", limits: limits)
        let text = String(repeating: "a", count: size)
        #expect(expression.matches(wholeOf: text))
        #expect(!expression.matches(wholeOf: text + "a"))
        #expect(refusal(of: "a{\(size)}b", limits: limits)?.code == .limitExceeded(.programSize))
        #expect(refusal(of: "(a{1000}){1000}{1000}", limits: limits)?.code == .invalidQuantifier)
        #expect(refusal(of: "((a{1000}){1000}){1000}", limits: limits)?.offset == 17)
    }

    @Test("Groups as deep as the limit are accepted, deeper ones refused", arguments: [0, 1, 2, 100])
    func depth(_ depth: Int) {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
        }
        let limits = RegularExpression.Limits(depth: depth)
        #expect(refusal(of: nested(depth), limits: limits) == nil)
        #expect(refusal(of: nested(depth + 1), limits: limits)?.code == .limitExceeded(.depth))
        #expect(refusal(of: nested(depth + 1), limits: limits)?.offset == depth)
        #expect(refusal(of: "()(())"[...].description, limits: RegularExpression.Limits(depth: 2)) == nil)
    }

    @Test("A hundred thousand parentheses do not overflow the stack")
    func manyParentheses() throws {
        let open = String(repeating: "(", count: Self.many)
        let close = String(repeating: ")", count: Self.many)
        #expect(refusal(of: open)?.code == .limitExceeded(.patternLength))
        let long = RegularExpression.Limits(patternLength: .max)
        #expect(refusal(of: open, limits: long)?.code == .limitExceeded(.depth))
        #expect(refusal(of: open, limits: long)?.offset == 100)
        let deep = RegularExpression.Limits(patternLength: .max, depth: .max)
        #expect(refusal(of: open, limits: deep)?.code == .unexpectedEnd)
        #expect(refusal(of: open, limits: deep)?.offset == Self.many)
        #expect(try RegularExpression(open + "a" + close, limits: deep).matches(wholeOf: "a"))
        let starred = String(repeating: "(", count: 500) + "a" + String(repeating: ")*", count: 500)
        #expect(try RegularExpression(starred, limits: deep).matches(wholeOf: "aaa"))
        #expect(refusal(of: String(repeating: "[", count: Self.many), limits: long)?.offset == 1)
    }
}
