import TMFJSON
import Testing

@Suite("Regular expressions of RFC 9485 and their extras")
struct RegularExpressionCorpusTests {
    @Test("The corpus is not cut short")
    func size() throws {
        let corpus = try RegularExpressionCorpus()
        #expect(corpus.matches.count >= 1_400)
        #expect(corpus.refusals.count >= 340)
    }

    @Test("A pattern matches the texts that it describes", arguments: try RegularExpressionCorpus().matches)
    func matches(_ match: RegularExpressionCorpus.Match) throws {
        let expression = try RegularExpression(
            match.pattern, syntax: match.syntax, ignoresCase: match.ignoresCase)
        #expect(expression.matches(wholeOf: match.text) == match.whole, "whole")
        #expect(expression.matches(partOf: match.text) == match.part, "part")
    }

    @Test("A pattern is refused with its code at its place", arguments: try RegularExpressionCorpus().refusals)
    func refusals(_ expected: RegularExpressionCorpus.Refusal) throws {
        let error = try #require(refusal(of: expected.pattern, syntax: expected.syntax))
        #expect(RegularExpressionCorpus.name(of: error.code) == expected.error)
        #expect(error.offset == expected.offset)
        #expect(!error.expectation.isEmpty)
        #expect(error.description.contains("(offset \(expected.offset)); expected \(error.expectation)"))
    }

    @Test("A pattern in a group matches the same texts", arguments: try RegularExpressionCorpus().matches)
    func grouped(_ match: RegularExpressionCorpus.Match) throws {
        for pattern in ["(\(match.pattern))", "(\(match.pattern)){1}", "(\(match.pattern)|\(match.pattern))"] {
            let expression = try RegularExpression(pattern, syntax: match.syntax, ignoresCase: match.ignoresCase)
            #expect(expression.matches(wholeOf: match.text) == match.whole, "\(pattern)")
            #expect(expression.matches(partOf: match.text) == match.part, "\(pattern)")
        }
    }

    @Test("A text matches a pattern in part if it is matched with anything around")
    func search() throws {
        for match in try RegularExpressionCorpus().matches {
            let expression = try RegularExpression(
                "[\u{0}-\u{10FFFF}]*(\(match.pattern))[\u{0}-\u{10FFFF}]*", syntax: match.syntax,
                ignoresCase: match.ignoresCase)
            #expect(expression.matches(wholeOf: match.text) == match.part, "\(match)")
        }
    }
}
