/// The reason a text is not JSON, and where.
public struct JSONParsingError: Error, Sendable, Hashable {
    /// What is wrong with the text.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// The text ends inside a value, or holds none.
        case unexpectedEnd
        /// A byte stands where the grammar does not allow it.
        case unexpectedByte(UInt8)
        /// Something other than white space follows the value.
        case trailingContent
        /// A number is not written as RFC 8259 section 6 asks, such as `01`, `1.` or `+1`.
        case invalidNumber
        /// A backslash is followed by something other than the escapes of RFC 8259 section 7.
        case invalidEscape
        /// An escaped surrogate has no partner, so the text names no character (RFC 8259 section 8.2).
        case unpairedSurrogate
        /// A character below U+0020 stands in a string without being escaped.
        case controlCharacter(UInt8)
        /// The bytes are not UTF-8 (RFC 8259 section 8.1).
        case invalidUTF8
        /// The text begins with a byte order mark, which RFC 8259 section 8.1 forbids to send.
        case byteOrderMark
        /// More arrays and objects are open than ``JSONLimits/depth``.
        case tooDeep
        /// The text is longer than ``JSONLimits/bytes``.
        case tooLong
        /// An object has more members than ``JSONLimits/members``.
        case tooManyMembers
        /// A string is longer than ``JSONLimits/stringLength``.
        case stringTooLong
        /// A number is longer than ``JSONLimits/numberLength``.
        case numberTooLong
    }

    /// A place in a text.
    public struct Position: Sendable, Hashable, CustomStringConvertible {
        /// The number of bytes before the place.
        public var offset: Int
        /// The line, from 1; a line ends with a line feed.
        public var line: Int
        /// The column, from 1, counted in Unicode scalars.
        public var column: Int

        /// Creates a position.
        ///
        /// - Parameters:
        ///   - offset: The number of bytes before the place.
        ///   - line: The line, from 1.
        ///   - column: The column, from 1, counted in Unicode scalars.
        public init(offset: Int, line: Int, column: Int) {
            self.offset = offset
            self.line = line
            self.column = column
        }

        /// The position as `line 3, column 9 (offset 41)`.
        public var description: String { "line \(line), column \(column) (offset \(offset))" }
    }

    /// What is wrong.
    public var code: Code
    /// Where it is: the byte that cannot stand there, the start of an escape or character that is none, or the end.
    public var position: Position

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - position: Where it is.
    public init(_ code: Code, at position: Position) {
        self.code = code
        self.position = position
    }

    init(_ code: Code, offset: Int, in bytes: Span<UInt8>) {
        var line = 1
        var column = 1
        for index in 0..<offset {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(code, at: Position(offset: offset, line: line, column: column))
    }
}

extension JSONParsingError: CustomStringConvertible {
    /// The problem and its place in one sentence.
    public var description: String { "\(code.summary) at \(position)" }
}

extension JSONParsingError.Code {
    var summary: String {
        switch self {
        case .unexpectedEnd: "unexpected end of the text"
        case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
        case .trailingContent: "unexpected content after the value"
        case .invalidNumber: "a number that is not written as JSON asks"
        case .invalidEscape: "an unknown escape in a string"
        case .unpairedSurrogate: "an escaped surrogate without its partner"
        case .controlCharacter(let byte): "unescaped control character \(Self.name(of: byte)) in a string"
        case .invalidUTF8: "bytes that are not UTF-8"
        case .byteOrderMark: "a byte order mark"
        case .tooDeep: "arrays and objects nested beyond the limit"
        case .tooLong: "a text longer than the limit"
        case .tooManyMembers: "an object with more members than the limit"
        case .stringTooLong: "a string longer than the limit"
        case .numberTooLong: "a number longer than the limit"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if byte > 0x20, byte < 0x7F { return "'\(Character(UnicodeScalar(byte)))'" }
        let hex = String(byte, radix: 16, uppercase: true)
        return "byte 0x\(hex.count == 1 ? "0" : "")\(hex)"
    }
}
