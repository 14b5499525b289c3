/// Writes paths as text that parses to an equal path in the TMF630 dialect.
package enum PathPrinter {
    /// Returns the text of a path that starts at the root or at the current node.
    static func text(of query: PathQuery) -> String { (query.isAbsolute ? "$" : "@") + steps(query) }

    /// Returns the path from a resource, without the root sign where it can be omitted.
    package static func relativeText(of query: PathQuery) -> String {
        let steps = steps(query)
        if steps.hasPrefix("..") || steps.isEmpty { return "$" + steps }
        return steps.hasPrefix(".") ? String(steps.dropFirst()) : steps
    }

    private static func steps(_ query: PathQuery) -> String {
        query.segments.map(step).joined()
    }

    private static func step(_ segment: PathSegment) -> String {
        let dots = segment.isDescendant ? ".." : ""
        if segment.selectors.count == 1, case .name(let name) = segment.selectors[0], isPlain(name.text) {
            return (segment.isDescendant ? dots : ".") + name.text
        }
        return dots + "[" + segment.selectors.map(selector).joined(separator: ",") + "]"
    }

    /// Returns whether a name can follow a dot, in any server's reading.
    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: "@"),
            name != "@"
        else { return false }
        return name.utf8.dropFirst().allSatisfy { $0.isLetter || $0.isDigit || "_-@".utf8.contains($0) }
    }

    private static func selector(_ selector: PathSelector) -> String {
        switch selector {
        case .name(let name): quoted(name.text)
        case .wildcard: "*"
        case .index(.min): "(@.length-0)"
        case .index(let index): String(index)
        case .slice(let slice):
            (slice.start.map(String.init) ?? "") + ":" + (slice.end.map(String.init) ?? "")
                + (slice.step == 1 ? "" : ":\(slice.step)")
        case .filter(let condition): "?(" + text(of: condition) + ")"
        }
    }

    package static func text(of condition: PathExpression) -> String {
        switch condition {
        case .or(let terms): terms.map { term($0) }.joined(separator: " || ")
        case .and(let terms): terms.map { term($0) }.joined(separator: " && ")
        case .not(let term): "!" + self.term(term, isNegated: true)
        case .exists(let query): text(of: query)
        case .comparison(let left, let sign, let right): side(left) + sign.rawValue + side(right)
        case .pattern(let operand, let expression): side(operand) + " =~ " + literal(expression)
        case .match(let text, let pattern, _, let isWhole):
            (isWhole ? "match(" : "search(") + side(text) + "," + side(pattern) + ")"
        }
    }

    private static func term(_ condition: PathExpression, isNegated: Bool = false) -> String {
        switch condition {
        case .or, .and: "(" + text(of: condition) + ")"
        case .not, .comparison, .pattern:
            isNegated ? "(" + text(of: condition) + ")" : text(of: condition)
        case .exists, .match: text(of: condition)
        }
    }

    private static func side(_ operand: PathOperand) -> String {
        switch operand {
        case .literal(let literal): self.literal(literal)
        case .query(let query): text(of: query)
        case .length(let operand): "length(" + side(operand) + ")"
        case .count(let query): "count(" + text(of: query) + ")"
        case .value(let query): "value(" + text(of: query) + ")"
        case .method(let query, let method): text(of: query) + ".\(method.rawValue)()"
        }
    }

    private static func literal(_ literal: PathLiteral) -> String {
        switch literal {
        case .string(let text): quoted(text.text)
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        }
    }

    private static func literal(_ expression: RegularExpression) -> String {
        var text = "/"
        var isEscaped = false
        for scalar in expression.pattern.unicodeScalars {
            if scalar == "/", !isEscaped { text += "\\" }
            isEscaped = scalar == "\\" && !isEscaped
            text.unicodeScalars.append(scalar)
        }
        return text + (expression.ignoresCase ? "/i" : "/")
    }

    /// Returns a string in the form used by normalized paths (RFC 9535 section 2.7).
    static func quoted(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{08}": result += "\\b"
            case "\u{0C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "'": result += "\\'"
            case "\\": result += "\\\\"
            case "\0"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }
}
