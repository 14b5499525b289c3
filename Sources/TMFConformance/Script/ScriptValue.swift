import TMFJSON

/// A JavaScript value: a JSON value or `undefined`.
struct ScriptValue: Sendable, Hashable {
    /// The value, or `nil` for `undefined`.
    var json: JSONValue?

    static let undefined = ScriptValue(nil)

    init(_ json: JSONValue?) { self.json = json }

    /// Returns a member; only `null` and `undefined` have no members to read.
    func member(_ name: String) throws(ScriptError) -> ScriptValue {
        switch json {
        case nil, .null?: throw ScriptError("TypeError: Cannot read property '\(name)' of \(text)")
        case .object(let object)?: return ScriptValue(object[name])
        default: return .undefined
        }
    }

    /// Returns the attribute names that are not among the results of `Object.keys`.
    func missing(of names: [String]) throws(ScriptError) -> [String] {
        switch json {
        case nil, .null?: throw ScriptError("TypeError: Cannot convert undefined or null to object")
        case .object(let object)?: return names.filter { object[$0] == nil }
        // The keys of arrays and strings are positions, which are never names of attributes.
        default: return names
        }
    }

    /// The name of the type in assertions.
    var typeName: String {
        switch json {
        case nil: "undefined"
        case .null?: "null"
        case .bool?: "boolean"
        case .number?: "number"
        case .string?: "string"
        case .array?: "array"
        case .object?: "object"
        }
    }

    /// The result of `String(value)`.
    var text: String {
        switch json {
        case nil: "undefined"
        case .null?: "null"
        case .bool(let value)?: value ? "true" : "false"
        case .number(let number)?: ScriptNumber.text(ScriptNumber.value(of: number))
        case .string(let value)?: value
        case .array(let elements)?:
            elements.map { $0 == .null ? "" : ScriptValue($0).text }.joined(separator: ",")
        case .object?: "[object Object]"
        }
    }

    /// The value as messages show it, truncated if it is long.
    var shown: String {
        let shown =
            switch json {
            case .string(let value)?: "'\(value)'"
            case .array?, .object?: json?.description ?? text
            default: text
            }
        return PrintedText.shortened(shown, beyond: 1_024, to: 1_024)
    }

    /// Returns the result of `==`, which converts before it compares.
    func isLooselyEqual(to other: ScriptValue) -> Bool {
        switch (json, other.json) {
        case (nil, nil), (nil, .null?), (.null?, nil), (.null?, .null?): return true
        case (nil, _), (.null?, _), (_, nil), (_, .null?): return false
        case (.string(let first)?, .string(let second)?):
            return first.utf8.count == second.utf8.count && first.utf8.elementsEqual(second.utf8)
        case (.array?, .array?), (.array?, .object?), (.object?, .array?), (.object?, .object?):
            // Objects are equal only to themselves, and no two responses share an object.
            return false
        case (.array?, _), (.object?, _): return ScriptValue(.string(text)).isLooselyEqual(to: other)
        case (_, .array?), (_, .object?): return other.isLooselyEqual(to: self)
        default: return numericValue == other.numericValue
        }
    }

    private var numericValue: Double {
        switch json {
        case .bool(let value)?: value ? 1 : 0
        case .number(let number)?: ScriptNumber.value(of: number)
        case .string(let string)?: ScriptNumber.value(of: string)
        default: .nan
        }
    }
}
