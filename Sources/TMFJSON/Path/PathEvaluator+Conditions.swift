// `squareRoot()` calls the platform's math library, which is linked only if a file imports it.
#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension PathEvaluator {
    /// Returns whether a condition holds with a node as the current one.
    mutating func holds(_ condition: PathExpression, at node: Int) -> Bool {
        switch condition {
        case .or(let terms):
            for term in terms where holds(term, at: node) { return true }
            return false
        case .and(let terms):
            for term in terms where !holds(term, at: node) { return false }
            return true
        case .not(let term): return !holds(term, at: node)
        case .exists(let query): return !nodes(of: query, at: node).isEmpty
        case .comparison(let left, let sign, let right):
            return isTMF
                ? holdsTMF(left, sign, right, at: node)
                : PathScalar.holds(value(of: left, at: node), sign, value(of: right, at: node))
        case .pattern(let operand, let expression):
            for scalar in scalars(of: operand, at: node, enteringArrays: true) {
                if let text = scalar.text, matches(text, expression, isWhole: false) { return true }
            }
            return false
        case .match(let text, let pattern, let compiled, let isWhole):
            guard case .string(let text) = value(of: text, at: node),
                let expression = compiled ?? expression(of: pattern, at: node)
            else { return false }
            return matches(text, expression, isWhole: isWhole)
        }
    }

    /// Returns whether a text matches, within the remaining work.
    private mutating func matches(_ text: String, _ expression: RegularExpression, isWhole: Bool) -> Bool {
        // Looking up a matcher takes time proportional to the length of its pattern.
        guard visit(expression.pattern.utf8.count / 256) else { return false }
        var matcher = matchers.removeValue(forKey: expression) ?? RegularExpressionMatcher(expression)
        let most = min(budget, .max / Self.stepsPerNode) * Self.stepsPerNode
        var work = most
        let isMatch = matcher.matches(Array(text.utf8).span, isWhole: isWhole, work: &work)
        // A document may contain any number of patterns.
        if matchers.count >= 16 { matchers.removeAll() }
        matchers[expression] = matcher
        guard isMatch != nil, visit((most - work) / Self.stepsPerNode) else {
            budget = -1
            return false
        }
        return isMatch == true
    }

    /// Returns the pattern that the document contains.
    private mutating func expression(of pattern: PathOperand, at node: Int) -> RegularExpression? {
        if case .literal = pattern { return nil }
        guard case .string(let text) = value(of: pattern, at: node) else { return nil }
        if lastPattern.map({ !JSONText.equal(text, $0.text) }) ?? true {
            // Compiling takes longer than a visit.
            guard visit(100 + text.utf8.count) else { return nil }
            do throws(RegularExpressionError) {
                lastPattern = (text, try RegularExpression(text, limits: RegularExpression.Limits(programSize: 1_000)))
            } catch {
                // An invalid pattern matches nothing (RFC 9535 section 2.4.6); the result for one that is too large is
                // unknown.
                if case .limitExceeded = error.code {
                    budget = -1
                    return nil
                }
                lastPattern = (text, nil)
            }
        }
        return lastPattern?.expression
    }

    /// Compares every node of one side with every node of the other, as the TMF630 dialect does.
    private mutating func holdsTMF(
        _ left: PathOperand, _ sign: PathOperator, _ right: PathOperand, at node: Int
    ) -> Bool {
        // `!=` requires that no node is equal, so that it is the opposite of `==` for arrays too.
        if sign == .notEqual { return !holdsTMF(left, .equal, right, at: node) }
        // The rules are stated for the found value and the operand it is compared with.
        if case .literal = left, !right.isLiteral { return holdsTMF(right, sign.mirrored, left, at: node) }
        let found = scalars(of: left, at: node, enteringArrays: right.isLiteral)
        let operands = scalars(of: right, at: node, enteringArrays: false)
        // Every comparison of a pair may take time proportional to the lengths of both.
        let (length, operandLength) = (found.reduce(0) { $0 + $1.length }, operands.reduce(0) { $0 + $1.length })
        let lengths = length * operands.count + operandLength * found.count
        guard visit(found.count * operands.count + lengths / 64) else { return false }
        return found.contains { first in
            operands.contains { PathScalar.holdsTMF(first, sign, $0) }
        }
    }

    /// Returns all values that a side stands for, or a single `nothing` if it selects none.
    private mutating func scalars(
        of operand: PathOperand, at node: Int, enteringArrays: Bool
    ) -> [PathScalar] {
        guard case .query(let query) = operand else { return [value(of: operand, at: node)] }
        let nodes = nodes(of: query, at: node)
        guard !nodes.isEmpty else { return [.nothing] }
        guard enteringArrays else { return nodes.map { scalar($0) } }
        var scalars: [PathScalar] = []
        var pending = Array(nodes.reversed())
        while let node = pending.popLast() {
            if document.token(at: node).kind == .array {
                pending += children(of: node).reversed()
            } else {
                scalars.append(scalar(node))
            }
        }
        return scalars
    }

    /// Returns the value of a node; everything in the node counts as visited, including its text.
    private mutating func scalar(_ node: Int) -> PathScalar {
        let (first, last) = (document.token(at: node), document.token(at: document.end(of: node) - 1))
        let length = last.offset + last.length - first.offset
        guard visit(first.span + length / (first.kind == .number ? 16 : 64)) else { return .nothing }
        return PathScalar(JSONValue(document.bytes.span, document.tape.span, at: node))
    }

    /// Returns the single value that a side stands for.
    private mutating func value(of operand: PathOperand, at node: Int) -> PathScalar {
        switch operand {
        case .literal(let literal): return PathScalar(literal)
        case .query(let query), .value(let query):
            let nodes = nodes(of: query, at: node)
            return nodes.count == 1 ? scalar(nodes[0]) : .nothing
        case .count(let query): return .number(JSONNumber(nodes(of: query, at: node).count))
        case .length(let operand): return value(of: operand, at: node).size
        case .method(let query, .length):
            let nodes = nodes(of: query, at: node)
            return nodes.count > 1
                ? .number(JSONNumber(nodes.count)) : nodes.isEmpty ? .nothing : scalar(nodes[0]).size
        case .method(let query, let method):
            let numbers = scalars(of: .query(query), at: node, enteringArrays: true).compactMap(\.double)
            return method.result(numbers).flatMap(JSONNumber.init).map(PathScalar.number) ?? .nothing
        }
    }
}

extension PathOperand {
    fileprivate var isLiteral: Bool {
        if case .literal = self { return true }
        return false
    }
}

extension PathMethod {
    /// Returns the result for some numbers, or `nil` for an empty list.
    fileprivate func result(_ numbers: [Double]) -> Double? {
        guard !numbers.isEmpty else { return nil }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        return switch self {
        case .min: numbers.min()
        case .max: numbers.max()
        case .avg: mean
        case .stddev:
            (numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)).squareRoot()
        case .length: Double(numbers.count)
        }
    }
}

extension PathScalar {
    /// The number of bytes of a text or a number that a comparison may examine.
    fileprivate var length: Int {
        switch self {
        case .string(let text): text.utf8.count
        // Numbers are parsed before they are compared.
        case .number(let number): number.text.utf8.count * 4
        case .nothing, .null, .bool, .container: 0
        }
    }

    /// The result of `length` (RFC 9535 section 2.4.4).
    fileprivate var size: PathScalar {
        switch self {
        case .string(let text): .number(JSONNumber(text.unicodeScalars.count))
        case .container(.array(let elements)): .number(JSONNumber(elements.count))
        case .container(.object(let members)): .number(JSONNumber(members.count))
        default: .nothing
        }
    }

    /// The text that a regular expression is matched against.
    fileprivate var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        case .nothing, .null, .container: nil
        }
    }

    fileprivate var double: Double? {
        switch self {
        case .number(let number): number.doubleValue
        case .string(let text): JSONNumber(text)?.doubleValue
        case .nothing, .null, .bool, .container: nil
        }
    }
}
