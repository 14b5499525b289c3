/// A writer that produces JSON text token by token.
///
/// The text is compact unless ``Options-swift.struct/prettyPrinted`` is set. Only characters that RFC 8259 section 7
/// requires to be escaped are escaped: quotation marks, backslashes and control characters. `/` and non-ASCII
/// characters are written as they are.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.writeName("id")
/// writer.write("42")
/// writer.endObject()
/// writer.bytes            // {"id":"42"}
/// ```
///
/// The writer adds commas and white space. The caller must end everything that it begins.
public struct JSONWriter: Sendable {
    /// Options for the layout of a text.
    public struct Options: OptionSet, Sendable, Hashable {
        /// The bits of the options.
        public let rawValue: Int

        /// Creates options from bits.
        ///
        /// - Parameter rawValue: The bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Writes every member and element on its own line, indented by two spaces per level.
        public static let prettyPrinted = Options(rawValue: 1 << 0)

        /// Writes the members of every object in the order of their names' code points.
        public static let sortedKeys = Options(rawValue: 1 << 1)
    }

    /// The text so far, copied at every access.
    public var bytes: [UInt8] { buffer.bytes }

    var buffer: JSONTextBuffer
    private let options: Options
    let isPretty: Bool
    private var depth = 0
    /// The separator between the last token and the next one.
    var gap = Gap.none

    enum Gap {
        /// Nothing: at the start, and after a name.
        case none
        /// A new line in pretty-printed text: after an opening bracket.
        case opened
        /// A comma: after a value.
        case comma
    }

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - options: The layout of the text.
    ///   - capacity: The number of bytes to make room for.
    public init(options: Options = [], capacity: Int = 0) {
        self.options = options
        isPretty = options.contains(.prettyPrinted)
        buffer = JSONTextBuffer(capacity: capacity)
    }

    /// Writes the bracket that opens an array.
    public mutating func beginArray() {
        separate()
        buffer.append(UInt8(ascii: "["))
        depth += 1
        gap = .opened
    }

    /// Writes the bracket that closes an array.
    public mutating func endArray() {
        close(UInt8(ascii: "]"))
    }

    /// Writes the brace that opens an object.
    public mutating func beginObject() {
        separate()
        buffer.append(UInt8(ascii: "{"))
        depth += 1
        gap = .opened
    }

    /// Writes the brace that closes an object.
    public mutating func endObject() {
        close(UInt8(ascii: "}"))
    }

    /// Writes the name of a member, whose value must follow.
    ///
    /// - Parameter name: The name.
    public mutating func writeName(_ name: String) {
        separate()
        buffer.appendQuoted(name)
        buffer.append(UInt8(ascii: ":"))
        if isPretty { buffer.append(UInt8(ascii: " ")) }
        gap = .none
    }

    /// Writes a name whose JSON text is known into compact text, with a comma before it and a colon after it.
    @usableFromInline
    package mutating func writeName(encoded name: [UInt8]) {
        buffer.append(name.span.extracting((gap == .comma ? 0 : 1)...))
        gap = .none
    }

    /// Writes `null`.
    public mutating func writeNull() {
        separate()
        buffer.append("null")
        gap = .comma
    }

    /// Writes a Boolean.
    ///
    /// - Parameter value: The Boolean.
    public mutating func write(_ value: Bool) {
        separate()
        buffer.append(value ? "true" : "false")
        gap = .comma
    }

    /// Writes a number with the digits of its text.
    ///
    /// - Parameter value: The number.
    public mutating func write(_ value: JSONNumber) {
        separate()
        buffer.append(value.text)
        gap = .comma
    }

    /// Writes a string.
    ///
    /// - Parameter value: The string.
    public mutating func write(_ value: String) {
        separate()
        buffer.appendQuoted(value)
        gap = .comma
    }

    /// Writes the text of an instant as a string.
    package mutating func write(_ value: RFC3339.Instant) {
        separate()
        buffer.appendQuoted(value)
        gap = .comma
    }

    /// Writes a value and everything in it.
    ///
    /// - Parameter value: The value.
    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeNull()
        case .bool(let value): write(value)
        case .number(let value): write(value)
        case .string(let value): write(value)
        case .array(let elements):
            beginArray()
            for element in elements { write(element) }
            endArray()
        case .object(let object):
            beginObject()
            if options.contains(.sortedKeys) {
                for member in object.sorted(by: { JSONText.precedes($0.name, $1.name) }) { write(member) }
            } else {
                for member in object { write(member) }
            }
            endObject()
        }
    }

    /// Writes a value from its own text, keeping its digits, escapes and white space.
    ///
    /// - Parameter element: The value.
    public mutating func write(_ element: JSONElement) {
        separate()
        buffer.append(element.bytes.span)
        gap = .comma
    }

    private mutating func write(_ member: JSONObject.Member) {
        writeName(member.name)
        write(member.value)
    }

    /// Writes the separator between the last token and the next one.
    @inline(__always)
    mutating func separate() {
        if gap == .none { return }
        if gap == .comma { buffer.append(UInt8(ascii: ",")) }
        if isPretty { breakLine() }
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if isPretty, gap == .comma { breakLine() }
        buffer.append(bracket)
        gap = .comma
    }

    private mutating func breakLine() {
        buffer.append(UInt8(ascii: "\n"))
        for _ in 0..<max(depth, 0) * 2 { buffer.append(UInt8(ascii: " ")) }
    }
}

extension JSONValue {
    /// Returns the value as JSON text in UTF-8.
    ///
    /// - Parameter options: The layout of the text; by default it is compact and keeps the members' order.
    /// - Returns: The text.
    public func serialized(options: JSONWriter.Options = []) -> [UInt8] {
        var writer = JSONWriter(options: options, capacity: 256)
        writer.write(self)
        return writer.bytes
    }
}
