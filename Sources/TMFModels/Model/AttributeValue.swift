public import TMFJSON

/// A type that an attribute of a ``Model`` can hold.
///
/// Strings, Booleans, numbers, ``Timestamp``, every ``OpenValue``, every ``Model`` and `JSONValue` are attribute values.
/// There is no need to write a conformance: declare an ``OpenValue`` or a ``Model``. The members with a leading underscore
/// are how the library reads and writes them, and may change.
public protocol AttributeValue: Sendable, Hashable {
    /// What the API definitions call the type.
    static var attributeType: AttributeType { get }

    /// The value as JSON.
    var json: JSONValue { get }

    /// Reads the value at an index of a tape; `nil` if it is of another kind or form.
    static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Self?

    /// Reads the value at an index of a tape into memory that holds nothing yet; `false`, and nothing there, if it is of
    /// another kind or form.
    static func _read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Self>
    ) -> Bool

    /// Reads a value from JSON; `nil` if it is of another kind or form.
    static func _read(_ json: JSONValue) -> Self?

    /// Writes the value.
    func _write(to writer: inout JSONWriter)

    /// Writes the value at an address, which lies there for as long as the call lasts.
    static func _write(_ value: UnsafePointer<Self>, to writer: inout JSONWriter)

    /// What the member with a name holds; `nil` if the type knows no such member.
    static func _member(named name: String) -> (any AttributeValue.Type)?

    /// Adds what is wrong with the value at an index of a tape, beyond its JSON type.
    static func _check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext)
}

extension AttributeValue {
    /// Reads the value at an index of a tape into memory that holds nothing yet.
    public static func _read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Self>
    ) -> Bool {
        guard let value = _read(text, tape, at: index) else { return false }
        unsafe target.initialize(to: value)
        return true
    }

    /// Writes the value at an address.
    public static func _write(_ value: UnsafePointer<Self>, to writer: inout JSONWriter) {
        unsafe value.pointee._write(to: &writer)
    }

    /// Returns `nil`: a value that is no model has no members.
    public static func _member(named name: String) -> (any AttributeValue.Type)? { nil }

    /// Adds a finding if the value cannot be read.
    public static func _check(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext
    ) {
        guard _read(text, tape, at: index) == nil else { return }
        context.add(Finding(.invalidFormat, at: context.pointer, "The value has not the form of type \(attributeType)"))
    }
}

extension String: AttributeValue {
    /// A string.
    public static var attributeType: AttributeType { .string }

    /// The value as JSON.
    public var json: JSONValue { .string(self) }

    /// Reads the value at an index of a tape.
    public static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> String? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.string) ? JSONText.string(token, in: text) : nil
    }

    /// Reads a value from JSON.
    public static func _read(_ json: JSONValue) -> String? { json.stringValue }

    /// Writes the value.
    public func _write(to writer: inout JSONWriter) { writer.write(self) }
}

extension Bool: AttributeValue {
    /// A Boolean.
    public static var attributeType: AttributeType { .boolean }

    /// The value as JSON.
    public var json: JSONValue { .bool(self) }

    /// Reads the value at an index of a tape.
    public static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Bool? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.bool) ? token.flag : nil
    }

    /// Reads a value from JSON.
    public static func _read(_ json: JSONValue) -> Bool? { json.boolValue }

    /// Writes the value.
    public func _write(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSONNumber: AttributeValue {
    /// A number.
    public static var attributeType: AttributeType { .number }

    /// The value as JSON.
    public var json: JSONValue { .number(self) }

    /// Reads the value at an index of a tape.
    public static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> JSONNumber? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.number) ? JSONNumber(token, in: text) : nil
    }

    /// Reads a value from JSON.
    public static func _read(_ json: JSONValue) -> JSONNumber? { json.numberValue }

    /// Writes the value.
    public func _write(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSONValue: AttributeValue {
    /// Any JSON value.
    public static var attributeType: AttributeType { .any }

    /// The value itself.
    public var json: JSONValue { self }

    /// Reads the value at an index of a tape.
    public static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> JSONValue? {
        JSONValue(text, tape, at: index)
    }

    /// Returns the value itself.
    public static func _read(_ json: JSONValue) -> JSONValue? { json }

    /// Writes the value.
    public func _write(to writer: inout JSONWriter) { writer.write(self) }
}
