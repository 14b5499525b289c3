/// A JSON value, as a tree that can be read, changed and written again.
///
/// A value keeps all the information of a text except its white space and repeated names: the order of members, every
/// digit of a number, and the difference between a member that is `null` and one that is absent.
///
/// Equality is that of JSON: objects are equal regardless of the order of their members, numbers by value (`1.0` and
/// `1`), and strings code point by code point.
public enum JSONValue: Sendable {
    /// The literal `null`.
    case null
    /// The literals `true` and `false`.
    case bool(Bool)
    /// A number.
    case number(JSONNumber)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)

    /// Parses a JSON text in UTF-8, exactly as RFC 8259 defines it.
    ///
    /// If an object repeats a name, the last value wins; ``JSONDocument/repeatedNames()`` reports such names.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: ``JSONParsingError`` with the position of the first problem if the bytes are not exactly one JSON text
    ///   or exceed a limit.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONParsingError) {
        try self.init(parsing: bytes.span, limits: limits)
    }

    /// Parses a JSON text where it lies, without copying it first: RFC 8259 exactly, in UTF-8.
    ///
    /// ```swift
    /// let value = try JSONValue(parsing: data.span)
    /// ```
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - limits: The most that the text may ask for.
    /// - Throws: ``JSONParsingError`` with the position of the first problem, if the bytes are not one JSON text or go
    ///   beyond a limit.
    public init(parsing bytes: Span<UInt8>, limits: JSONLimits = .default) throws(JSONParsingError) {
        self = .null
        try JSONTapeBuilder.withTape(of: bytes, limits: limits) { tape in
            self = JSONValue(bytes, tape, at: 0)
        }
    }

    /// Parses a JSON text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limits: The limits that the text must not exceed.
    /// - Throws: ``JSONParsingError`` with the position of the first problem if the text is not JSON or exceeds a
    ///   limit.
    public init(parsing text: String, limits: JSONLimits = .default) throws(JSONParsingError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// Creates the root value of a document.
    ///
    /// - Parameter document: The document.
    public init(_ document: JSONDocument) {
        self.init(document.bytes.span, document.tape.span, at: 0)
    }

    /// Creates the value of an element.
    ///
    /// - Parameter element: The element.
    public init(_ element: JSONElement) {
        self.init(element.document.bytes.span, element.document.tape.span, at: element.index)
    }

    @usableFromInline
    package init(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) {
        let token = tape.token(at: index)
        switch token.kind {
        case .null: self = .null
        case .bool: self = .bool(token.flag)
        case .number: self = .number(JSONNumber(token, in: text))
        case .string: self = .string(JSONText.string(token, in: text))
        case .array:
            var elements: [JSONValue] = []
            let end = tape.end(of: index)
            elements.reserveCapacity(tape.childCount(of: index))
            var child = index + 1
            while child < end {
                elements.append(JSONValue(text, tape, at: child))
                child = tape.end(of: child)
            }
            self = .array(elements)
        case .object:
            var object = JSONObject(minimumCapacity: tape.childCount(of: index))
            let end = tape.end(of: index)
            var child = index + 1
            while child < end {
                let name = JSONText.string(tape.token(at: child), in: text)
                let value = JSONValue(text, tape, at: child + 1)
                if token.flag {
                    object.updateValue(value, forName: name)
                } else {
                    object.appendUnchecked(value, forName: name)
                }
                child = tape.end(of: child + 1)
            }
            self = .object(object)
        }
    }

    /// The kind of the value.
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

extension JSONValue: Hashable {
    /// Returns whether two values are the same JSON value.
    public static func == (first: Self, second: Self) -> Bool {
        switch (first, second) {
        case (.null, .null): true
        case (.bool(let first), .bool(let second)): first == second
        case (.number(let first), .number(let second)): first == second
        case (.string(let first), .string(let second)): JSONText.equal(first, second)
        case (.array(let first), .array(let second)): first == second
        case (.object(let first), .object(let second)): first == second
        default: false
        }
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        switch self {
        case .null: break
        case .bool(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): JSONText.hash(value, into: &hasher)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as compact JSON text.
    public var description: String { String(decoding: serialized(), as: UTF8.self) }
}
