/// An error that describes why a text is not valid JSON, and where.
public struct JSONParsingError: Error, Sendable, Hashable {
    /// The kind of problem.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// The text ends inside a value, or contains no value.
        case unexpectedEnd
        /// A byte appears where the grammar does not allow it.
        case unexpectedByte(UInt8)
        /// Something other than white space follows the value.
        case trailingContent
        /// A number does not follow RFC 8259 section 6, such as `01`, `1.` or `+1`.
        case invalidNumber
        /// A backslash is not followed by an escape of RFC 8259 section 7.
        case invalidEscape
        /// An escaped surrogate has no partner, so it does not encode a character (RFC 8259 section 8.2).
        case unpairedSurrogate
        /// A string contains an unescaped character below U+0020.
        case controlCharacter(UInt8)
        /// The bytes are not UTF-8 (RFC 8259 section 8.1).
        case invalidUTF8
        /// The text begins with a byte order mark, which RFC 8259 section 8.1 forbids.
        case byteOrderMark
        /// Arrays and objects are nested deeper than ``JSONLimits/depth``.
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

    /// A location in a text.
    public struct Position: Sendable, Hashable, CustomStringConvertible {
        /// The number of bytes before the location.
        public var offset: Int
        /// The line, from 1; a line ends with a line feed.
        public var line: Int
        /// The column, from 1, counted in Unicode scalars.
        public var column: Int

        /// Creates a position.
        ///
        /// - Parameters:
        ///   - offset: The number of bytes before the location.
        ///   - line: The line, from 1.
        ///   - column: The column, from 1, counted in Unicode scalars.
        public init(offset: Int, line: Int, column: Int) {
            self.offset = offset
            self.line = line
            self.column = column
        }

        /// The position in the form `line 3, column 9 (offset 41)`.
        public var description: String { "line \(line), column \(column) (offset \(offset))" }
    }

    /// The kind of problem.
    public var code: Code
    /// The location of the problem: the unexpected byte, the start of the invalid escape or character, or the end of
    /// the text.
    public var position: Position

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of problem.
    ///   - position: The location of the problem.
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
    /// A sentence that describes the problem and its location.
    public var description: String { "\(code.summary) at \(position)" }
}

extension JSONParsingError.Code {
    var summary: String {
        switch self {
        case .unexpectedEnd: "unexpected end of text"
        case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
        case .trailingContent: "unexpected content after the value"
        case .invalidNumber: "invalid number"
        case .invalidEscape: "invalid escape in a string"
        case .unpairedSurrogate: "unpaired surrogate escape in a string"
        case .controlCharacter(let byte): "unescaped control character \(Self.name(of: byte)) in a string"
        case .invalidUTF8: "invalid UTF-8"
        case .byteOrderMark: "unexpected byte order mark"
        case .tooDeep: "arrays and objects nested deeper than the limit"
        case .tooLong: "text longer than the limit"
        case .tooManyMembers: "object with more members than the limit"
        case .stringTooLong: "string longer than the limit"
        case .numberTooLong: "number longer than the limit"
        }
    }

    private static func name(of byte: UInt8) -> String {
        if byte > 0x20, byte < 0x7F { return "'\(Character(UnicodeScalar(byte)))'" }
        let hex = String(byte, radix: 16, uppercase: true)
        return "byte 0x\(hex.count == 1 ? "0" : "")\(hex)"
    }
}
