/// A location in a JSON value (RFC 6901).
///
/// ```swift
/// let pointer: JSONPointer = "/relatedParty/0/role"
/// pointer.value(in: interaction)
/// ```
public struct JSONPointer: Sendable {
    /// An error that describes why a text is not a JSON pointer.
    public struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
        /// The kind of problem.
        @nonexhaustive
        public enum Code: Sendable, Hashable {
            /// The text is not empty and does not begin with `/`, or a fragment does not begin with `#`.
            case missingSlash
            /// A `~` is not followed by `0` or `1`.
            case invalidEscape
            /// A `%` in a fragment is not followed by two hexadecimal digits, or the bytes are not UTF-8.
            case invalidPercentEncoding
        }

        /// The kind of problem.
        public var code: Code
        /// The number of bytes before the problem.
        public var offset: Int

        /// Creates an error.
        ///
        /// - Parameters:
        ///   - code: The kind of problem.
        ///   - offset: The number of bytes before the problem.
        public init(code: Code, offset: Int) {
            self.code = code
            self.offset = offset
        }

        /// A sentence that describes the problem and its location.
        public var description: String {
            switch code {
            case .missingSlash: "a JSON pointer must be empty or begin with '/' (offset \(offset))"
            case .invalidEscape: "'~' must be followed by '0' or '1' (offset \(offset))"
            case .invalidPercentEncoding: "invalid percent-encoding in a JSON pointer (offset \(offset))"
            }
        }
    }

    /// The reference tokens with their escapes resolved: names, and positions in decimal digits.
    public let tokens: [String]

    /// Creates a pointer to the root value.
    public init() { tokens = [] }

    /// Creates a pointer from reference tokens.
    ///
    /// - Parameter tokens: The unescaped tokens.
    public init(tokens: [String]) { self.tokens = tokens }

    /// Creates a pointer from its text.
    ///
    /// - Parameter text: The text: empty, or tokens that are each preceded by `/`, with `~` written as `~0` and `/` as
    ///   `~1`.
    /// - Throws: ``SyntaxError`` if the text is not a pointer (RFC 6901 section 3).
    public init(_ text: String) throws(SyntaxError) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        let bytes = Array(text.utf8)
        guard bytes[0] == UInt8(ascii: "/") else { throw SyntaxError(code: .missingSlash, offset: 0) }
        var tokens: [String] = []
        var token: [UInt8] = []
        var index = 1
        while index <= bytes.count {
            guard index < bytes.count, bytes[index] != UInt8(ascii: "/") else {
                tokens.append(String(decoding: token, as: UTF8.self))
                token = []
                index += 1
                continue
            }
            if bytes[index] == UInt8(ascii: "~") {
                switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
                case UInt8(ascii: "0"): token.append(UInt8(ascii: "~"))
                case UInt8(ascii: "1"): token.append(UInt8(ascii: "/"))
                default: throw SyntaxError(code: .invalidEscape, offset: index)
                }
                index += 2
            } else {
                token.append(bytes[index])
                index += 1
            }
        }
        self.tokens = tokens
    }

    /// Creates a pointer from a URI fragment.
    ///
    /// - Parameter fragment: The fragment, beginning with `#` and percent-encoded (RFC 6901 section 6).
    /// - Throws: ``SyntaxError`` if the text is not a pointer in the form of a fragment.
    public init(fragment: String) throws(SyntaxError) {
        guard fragment.utf8.first == UInt8(ascii: "#") else { throw SyntaxError(code: .missingSlash, offset: 0) }
        let text = Substring(fragment.utf8.dropFirst())
        guard let decoded = PercentEncoding.decoded(text) else {
            let offset = PercentEncoding.offsetOfProblem(in: text) ?? 0
            throw SyntaxError(code: .invalidPercentEncoding, offset: offset + 1)
        }
        do {
            try self.init(decoded)
        } catch {
            let offset = 1 + PercentEncoding.encodedOffset(error.offset, in: text)
            throw SyntaxError(code: error.code, offset: offset)
        }
    }

    /// The pointer as a URI fragment, beginning with `#` and percent-encoded.
    public var fragment: String {
        "#" + PercentEncoding.encoded(description, keeping: "/!$&'()*+,;=:@")
    }

    /// Returns a pointer to a member of the value that this pointer leads to.
    ///
    /// - Parameter name: The member's name, unescaped.
    /// - Returns: A pointer with one more token.
    public func appending(_ name: String) -> JSONPointer { JSONPointer(tokens: tokens + [name]) }

    /// Returns a pointer to an element of the value that this pointer leads to.
    ///
    /// - Parameter index: The element's position, from 0.
    /// - Returns: A pointer with one more token.
    public func appending(index: Int) -> JSONPointer { JSONPointer(tokens: tokens + [String(index)]) }

    /// Returns the value that the pointer leads to.
    ///
    /// - Parameter value: The value to start from.
    /// - Returns: The value, or `nil` if it does not exist; `-` refers to the position after the last element, so it
    ///   has no value.
    public func value(in value: JSONValue) -> JSONValue? {
        var value = value
        for token in tokens {
            let next: JSONValue?
            switch value {
            case .object(let object): next = object[token]
            case .array: next = Self.position(token).flatMap { value[$0] }
            case .null, .bool, .number, .string: next = nil
            }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    /// Returns the element of a document that the pointer leads to.
    ///
    /// - Parameter element: The element to start from.
    /// - Returns: The element, or `nil` if it does not exist.
    public func element(in element: JSONElement) -> JSONElement? {
        var element = element
        for token in tokens {
            let next: JSONElement?
            switch element.kind {
            case .object: next = element[token]
            case .array: next = Self.position(token).flatMap { element[$0] }
            case .null, .bool, .number, .string: next = nil
            }
            guard let next else { return nil }
            element = next
        }
        return element
    }

    /// Returns the position that a token represents: digits without a leading zero (RFC 6901 section 4).
    static func position(_ token: String) -> Int? {
        // A number with more digits is never a position, and a token may have any length.
        guard token.utf8.count <= 19, let first = token.utf8.first,
            token.utf8.allSatisfy(\.isDigit),
            first != UInt8(ascii: "0") || token.utf8.count == 1
        else { return nil }
        return Int(token)
    }
}

extension JSONPointer: Hashable {
    /// Returns whether two pointers have the same tokens, code point by code point.
    public static func == (first: Self, second: Self) -> Bool {
        first.tokens.count == second.tokens.count && zip(first.tokens, second.tokens).allSatisfy(JSONText.equal)
    }

    /// Hashes the tokens.
    public func hash(into hasher: inout Hasher) {
        for token in tokens { JSONText.hash(token, into: &hasher) }
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer's text, such as `/a~1b/0`.
    public var description: String {
        tokens.map { token in
            var text = "/"
            for scalar in token.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
            return text
        }.joined()
    }
}
