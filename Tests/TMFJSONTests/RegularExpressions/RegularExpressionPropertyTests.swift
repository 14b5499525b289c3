import TMFJSON
import Testing
import _TMFTestSupport

@Suite("Random regular expressions")
struct RegularExpressionPropertyTests {
    @Test("A random pattern matches as every way tried in turn does", arguments: [UInt64(201), 202, 203, 204])
    func agreement(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var (whole, part, none) = (0, 0, 0)
        for round in 0..<2_500 {
            let isExtended = random.once(in: 2)
            let naive = NaiveExpression.random(depth: 3, hasPlaces: isExtended, from: &random)
            let pattern = naive.pattern
            let expression = try RegularExpression(pattern, syntax: isExtended ? .extended : .iRegexp)
            var matcher = RegularExpressionMatcher(expression)
            for _ in 0..<8 {
                let scalars = (0..<random.below(7)).map { _ -> Unicode.Scalar in
                    random.once(in: 8) ? ["\n", " ", "_", "\u{1F600}"][random.below(4)] : .letter(from: &random)
                }
                let text = String(String.UnicodeScalarView(scalars))
                let expected = (naive.matches(wholeOf: scalars), naive.matches(partOf: scalars))
                let bytes = Array(text.utf8)
                let found = (matcher.matches(wholeOf: bytes.span), matcher.matches(partOf: bytes.span))
                guard found == expected, expression.matches(wholeOf: text) == expected.0,
                    expression.matches(partOf: text) == expected.1
                else {
                    Issue.record(
                        "seed \(seed), round \(round): \(pattern) on \(text.debugDescription) gives \(found), not \(expected)"
                    )
                    return
                }
                if expected.0 { whole += 1 } else if expected.1 { part += 1 } else { none += 1 }
            }
        }
        #expect(whole > 1_000 && part > 1_000 && none > 1_000, "the texts are one-sided: \(whole), \(part), \(none)")
    }

    @Test("A random pattern without case matches as its letters in either case do", arguments: [UInt64(211), 212])
    func letterCase(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for round in 0..<2_000 {
            let naive = NaiveExpression.random(depth: 3, hasPlaces: true, from: &random)
            let expression = try RegularExpression(naive.pattern, ignoresCase: true)
            for _ in 0..<4 {
                let lower = String(
                    String.UnicodeScalarView((0..<random.below(7)).map { _ in .letter(from: &random) }))
                let mixed = lower.map { random.once(in: 2) ? $0.uppercased() : String($0) }.joined()
                guard expression.matches(wholeOf: lower) == expression.matches(wholeOf: mixed),
                    expression.matches(partOf: lower) == expression.matches(partOf: mixed)
                else {
                    Issue.record("seed \(seed), round \(round): \(naive.pattern) on \(lower) and \(mixed)")
                    return
                }
            }
        }
    }

    private static let parts = [
        "a", "b", "z", "0", "-", ".", "*", "+", "?", "{", "}", "{2}", "{0,3}", "{1,}", ",", "(", ")", "|", "[", "]",
        "[^",
        "[a-z]", "\\", "\\d", "\\p{L}", "\\P{Nd}", "\\b", "\\.", "\\u0041", "\\1", "(?:", "(?=", "(?<", "\u{e9}",
        "\u{1F600}",
        "\n", "^", "$", "&", ":", "\\x", "\\uD83D", "a{999}",
    ]

    @Test("Any text is refused at a place in it, or works within its bound", arguments: [UInt64(221), 222, 223])
    func noise(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let text = Array("ab\u{e9}-0 zA\n\u{1F600}b.".utf8)
        var accepted = 0
        for round in 0..<20_000 {
            let pattern = (0..<random.below(9)).map { _ in Self.parts[random.below(Self.parts.count)] }.joined()
            let syntax: RegularExpression.Syntax = random.once(in: 2) ? .extended : .iRegexp
            do throws(RegularExpressionError) {
                let expression = try RegularExpression(pattern, syntax: syntax, ignoresCase: random.once(in: 2))
                accepted += 1
                var matcher = RegularExpressionMatcher(expression)
                let isWhole = matcher.matches(wholeOf: text.span)
                let isPart = matcher.matches(partOf: text.span)
                guard isPart || !isWhole, matcher.steps <= 4 * matcher.programSize * (text.count + 1) else {
                    Issue.record("seed \(seed), round \(round): \(pattern.debugDescription) in \(matcher.steps) steps")
                    return
                }
            } catch {
                guard (0...pattern.utf8.count).contains(error.offset) else {
                    Issue.record("seed \(seed), round \(round): \(error) for \(pattern.debugDescription)")
                    return
                }
            }
        }
        #expect(accepted > 1_000)
    }

    @Test("What RFC 9485 allows means the same in the extended syntax", arguments: [UInt64(231), 232])
    func inclusion(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        // Anchors and set operations are what the two syntaxes read otherwise.
        let parts = Self.parts.filter { !["^", "$", "&", "[^"].contains($0) }
        var accepted = 0
        for round in 0..<20_000 {
            let pattern = (0..<random.below(8)).map { _ in parts[random.below(parts.count)] }.joined()
            guard let strict = try? RegularExpression(pattern, syntax: .iRegexp) else { continue }
            accepted += 1
            let loose = try RegularExpression(pattern)
            for text in ["", "a", "b", "-", "a0", "ab\u{e9}z.", "\n", "zz", "\u{1F600}", "A,a"] {
                guard strict.matches(wholeOf: text) == loose.matches(wholeOf: text),
                    strict.matches(partOf: text) == loose.matches(partOf: text)
                else {
                    Issue.record(
                        "seed \(seed), round \(round): \(pattern.debugDescription) on \(text.debugDescription)")
                    return
                }
            }
        }
        #expect(accepted > 1_000)
    }
}

extension Unicode.Scalar {
    fileprivate static func letter(from random: inout SplitMix64) -> Unicode.Scalar {
        NaiveExpression.letter(from: &random)
    }
}
