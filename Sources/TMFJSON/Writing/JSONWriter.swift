/// Writes JSON text, one token after the other.
///
/// The text is compact unless ``Options-swift.struct/prettyPrinted`` is asked for. Only what RFC 8259 section 7 demands
/// is escaped: quotation marks, backslashes and control characters. `/` and characters beyond ASCII stand as they are.
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
/// Commas and white space are added by the writer. The caller sees to it that what is begun is ended.
public struct JSONWriter: Sendable {
    /// How a text is laid out.
    public struct Options: OptionSet, Sendable, Hashable {
        /// The bits of the options.
        public let rawValue: Int

        /// Creates options from bits.
        ///
        /// - Parameter rawValue: The bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Every member and element on a line of its own, indented by two spaces a level.
        public static let prettyPrinted = Options(rawValue: 1 << 0)

        /// The members of every object in the order of their names' code points.
        public static let sortedKeys = Options(rawValue: 1 << 1)
    }

    /// The text so far, copied at every call.
    public var bytes: [UInt8] { buffer.bytes }

    var buffer: JSONTextBuffer
    private let options: Options
    let isPretty: Bool
    private var depth = 0
    /// What stands between the last token and the next one.
    var gap = Gap.none

    enum Gap {
        /// Nothing: at the start, and behind a name.
        case none
        /// A new line in pretty text: behind an opening bracket.
        case opened
        /// A comma: behind a value.
        case comma
    }

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - options: How the text is laid out.
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

    /// Writes the name of a member; its value is to follow.
    ///
    /// - Parameter name: The name.
    public mutating func writeName(_ name: String) {
        separate()
        buffer.appendQuoted(name)
        buffer.append(UInt8(ascii: ":"))
        if isPretty { buffer.append(UInt8(ascii: " ")) }
        gap = .none
    }

    /// Writes a name whose JSON text is known, with a comma before it and a colon behind it, into compact text.
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

    /// Writes a number as its text has it.
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

    /// Writes a value with all it holds.
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

    /// Writes a value from its own text, digits, escapes and white space as they are.
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

    /// Writes what stands between the last token and the next one.
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
    /// - Parameter options: How the text is laid out; compact and in the members' own order where none is given.
    /// - Returns: The text.
    public func serialized(options: JSONWriter.Options = []) -> [UInt8] {
        var writer = JSONWriter(options: options, capacity: 256)
        writer.write(self)
        return writer.bytes
    }
}
