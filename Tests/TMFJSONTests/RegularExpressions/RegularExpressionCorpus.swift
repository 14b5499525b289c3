import Foundation
import TMFJSON

/// The cases of `regular-expressions.json`: patterns with texts that they match or not, and patterns that are refused.
struct RegularExpressionCorpus: Decodable {
    struct Match: Sendable, CustomStringConvertible {
        var pattern: String
        var syntax: RegularExpression.Syntax
        var ignoresCase: Bool
        var text: String
        var whole: Bool
        var part: Bool

        var description: String { "\(pattern.debugDescription) (\(syntax)) on \(text.debugDescription)" }
    }

    struct Refusal: Sendable, CustomStringConvertible {
        var pattern: String
        var syntax: RegularExpression.Syntax
        /// The code's name, with the name of the feature or limit after a space.
        var error: String
        var offset: Int

        var description: String { "\(pattern.debugDescription) (\(syntax))" }
    }

    private struct Line: Decodable {
        var syntax: String
        var pattern: String
        var ignoresCase: Bool?
        var text: String?
        var whole: Bool?
        var part: Bool?
        var error: String?
        var feature: String?
        var limit: String?
        var offset: Int?
    }

    struct MalformedLine: Error {
        var pattern: String
    }

    var matches: [Match] = []
    var refusals: [Refusal] = []

    init() throws {
        guard
            let url = Bundle.module.url(
                forResource: "regular-expressions", withExtension: "json", subdirectory: "Corpora")
        else { throw CocoaError(.fileNoSuchFile) }
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    }

    init(from decoder: any Decoder) throws {
        for line in try [Line](from: decoder) {
            let syntax: RegularExpression.Syntax
            switch line.syntax {
            case "i-regexp": syntax = .iRegexp
            case "extended": syntax = .extended
            default: throw MalformedLine(pattern: line.pattern)
            }
            if let error = line.error, let offset = line.offset {
                let name = [error, line.feature, line.limit].compactMap(\.self).joined(separator: " ")
                refusals.append(Refusal(pattern: line.pattern, syntax: syntax, error: name, offset: offset))
            } else if let text = line.text, let whole = line.whole, let part = line.part {
                matches.append(
                    Match(
                        pattern: line.pattern, syntax: syntax, ignoresCase: line.ignoresCase ?? false, text: text,
                        whole: whole, part: part))
            } else {
                throw MalformedLine(pattern: line.pattern)
            }
        }
    }

    /// Returns the name that the corpus gives to a code.
    static func name(of code: RegularExpressionError.Code) -> String {
        switch code {
        case .unsupported(let feature): "unsupported \(feature)"
        case .limitExceeded(let limit): "limitExceeded \(limit)"
        default: "\(code)"
        }
    }
}

/// Returns the error that a pattern is refused with, or `nil` if it is accepted.
func refusal(
    of pattern: String, syntax: RegularExpression.Syntax = .extended, limits: RegularExpression.Limits = .default
) -> RegularExpressionError? {
    do throws(RegularExpressionError) {
        _ = try RegularExpression(pattern, syntax: syntax, limits: limits)
        return nil
    } catch {
        return error
    }
}
