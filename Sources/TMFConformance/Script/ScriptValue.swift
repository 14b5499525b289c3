import TMFJSON

/// A value as JavaScript sees it: a JSON value or `undefined`.
struct ScriptValue: Sendable, Hashable {
    /// The value, or `nil` for `undefined`.
    var json: JSONValue?

    static let undefined = ScriptValue(nil)

    init(_ json: JSONValue?) { self.json = json }

    /// The elements of an array, or `nil` for all else.
    var elements: [ScriptValue]? {
        guard case .array(let elements)? = json else { return nil }
        return elements.map { ScriptValue($0) }
    }

    /// Reads a member; only `null` and `undefined` do not let anything be read.
    func member(_ name: String) throws(ScriptError) -> ScriptValue {
        switch json {
        case nil, .null?: throw ScriptError("TypeError: Cannot read property '\(name)' of \(text)")
        case .object(let object)?: return ScriptValue(object[name])
        default: return .undefined
        }
    }

    /// Returns the names of the members as `Object.keys` does.
    func keys() throws(ScriptError) -> [String] {
        switch json {
        case nil, .null?: throw ScriptError("TypeError: Cannot convert undefined or null to object")
        case .object(let object)?: return object.map(\.name)
        case .array(let elements)?: return elements.indices.map { String($0) }
        case .string(let string)?: return (0..<string.utf16.count).map { String($0) }
        default: return []
        }
    }

    /// The name of the type as assertions use it.
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

    /// What `String(value)` gives.
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

    /// The value as messages show it.
    var shown: String {
        switch json {
        case .string(let value)?: "'\(value)'"
        case .array?, .object?: json?.description ?? text
        default: text
        }
    }

    /// Returns what `==` gives, which converts before it compares.
    func isLooselyEqual(to other: ScriptValue) -> Bool {
        switch (json, other.json) {
        case (nil, nil), (nil, .null?), (.null?, nil), (.null?, .null?): return true
        case (nil, _), (.null?, _), (_, nil), (_, .null?): return false
        case (.string?, .string?): return Array(text.utf8) == Array(other.text.utf8)
        case (.array?, .array?), (.array?, .object?), (.object?, .array?), (.object?, .object?):
            // Objects are equal only to themselves, and no two responses share one.
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
