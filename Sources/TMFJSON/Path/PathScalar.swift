/// A value as comparisons see it.
enum PathScalar {
    /// The result of a query that selects no node, or of a function without a result.
    case nothing
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case container(JSONValue)

    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let value): self = .number(value)
        case .string(let value): self = .string(value)
        case .array, .object: self = .container(value)
        }
    }

    init(_ literal: PathLiteral) {
        switch literal {
        case .string(let name): self = .string(name.text)
        case .number(let value): self = .number(value)
        case .bool(let value): self = .bool(value)
        case .null: self = .null
        }
    }

    /// Compares two values as RFC 9535 section 2.3.5.2.2 defines.
    static func holds(_ first: PathScalar, _ sign: PathOperator, _ second: PathScalar) -> Bool {
        switch sign {
        case .equal: first.equals(second)
        case .notEqual: !first.equals(second)
        case .less: first.precedes(second)
        case .lessOrEqual: first.precedes(second) || first.equals(second)
        case .greater: second.precedes(first)
        case .greaterOrEqual: second.precedes(first) || first.equals(second)
        }
    }

    private func equals(_ other: PathScalar) -> Bool {
        switch (self, other) {
        case (.nothing, .nothing), (.null, .null): true
        case (.bool(let first), .bool(let second)): first == second
        case (.number(let first), .number(let second)): first == second
        case (.string(let first), .string(let second)): JSONText.equal(first, second)
        case (.container(let first), .container(let second)): first == second
        default: false
        }
    }

    private func precedes(_ other: PathScalar) -> Bool {
        switch (self, other) {
        case (.number(let first), .number(let second)): first < second
        case (.string(let first), .string(let second)): JSONText.precedes(first, second)
        default: false
        }
    }
}

// MARK: - TMF630

extension PathScalar {
    /// Compares a found value with an operand as the TMF630 dialect does.
    ///
    /// Doesn't handle `!=`, which concerns all nodes.
    ///
    /// Numbers and strings that contain a number compare by value, date-times as instants, and other strings by their
    /// code points.
    static func holdsTMF(_ found: PathScalar, _ sign: PathOperator, _ operand: PathScalar) -> Bool {
        switch (found, operand) {
        case (.bool(let flag), .string(let text)), (.string(let text), .bool(let flag)):
            return sign == .equal && text == (flag ? "true" : "false")
        case (.number(let found), .string(let text)):
            return JSONNumber(text).map { holds(.number(found), sign, .number($0)) } ?? false
        case (.string(let text), .number(let operand)):
            return JSONNumber(text).map { holds(.number($0), sign, .number(operand)) } ?? false
        case (.string(let found), .string(let operand)):
            return holdsTMF(found, sign, operand)
        case (.number, .number): return holds(found, sign, operand)
        case (.null, .null), (.bool, .bool), (.nothing, .nothing), (.container, .container):
            return sign == .equal && holds(found, .equal, operand)
        default: return false
        }
    }

    private static func holdsTMF(_ found: String, _ sign: PathOperator, _ operand: String) -> Bool {
        guard let first = RFC3339.parse(found, assumesUTC: true) else {
            return holds(.string(found), sign, .string(operand))
        }
        guard let second = RFC3339.parse(operand, assumesUTC: true) else {
            return sign == .equal && JSONText.equal(found, operand)
        }
        return first.holds(sign, second)
    }
}

extension RFC3339.Instant {
    /// Compares a found instant with an operand.
    ///
    /// An operand that is a date stands for the complete day in a test for equality, and for the day's start otherwise.
    package func holds(_ sign: PathOperator, _ operand: Self) -> Bool {
        let (first, second) = ((seconds, nanoseconds), (operand.seconds, operand.nanoseconds))
        return switch sign {
        case .equal:
            operand.isDateOnly ? seconds >= operand.seconds && seconds < operand.seconds + 86_400 : first == second
        case .notEqual: !holds(.equal, operand)
        case .less: first < second
        case .lessOrEqual: first <= second
        case .greater: first > second
        case .greaterOrEqual: first >= second
        }
    }
}
