extension APIHeaders {
    /// The name of a header field, a token (RFC 9110 section 5.1).
    ///
    /// Names that differ in case alone are equal. The fields that the APIs use have constants, such as ``contentType``; other
    /// names are written as literals, and texts from outside are checked:
    ///
    /// ```swift
    /// headers["X-Request-ID"] = "7"
    /// guard let name = APIHeaders.Name(text) else { throw ServiceError(.invalidHeaderValue) }
    /// ```
    public struct Name: Sendable {
        /// The name as it was given.
        public let text: String
        /// A hash of the name in lower case, so that nearly all names that differ are told apart at once.
        private let folded: UInt64

        /// Creates a name from a text, or returns `nil` if it is not a token: one or more letters and digits of ASCII and
        /// marks such as `-` and `_` (RFC 9110 section 5.6.2).
        ///
        /// - Parameter text: The text.
        public init?(_ text: String) {
            // FNV-1a: short, and as fast as the check of the bytes.
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in text.utf8 {
                guard byte.isOfToken else { return nil }
                hash = (hash ^ UInt64(byte.inLowerCase)) &* 0x100_0000_01B3
            }
            guard !text.isEmpty else { return nil }
            self.text = text
            folded = hash
        }
    }
}

extension APIHeaders.Name: Hashable {
    /// Returns whether two names are the same but for the case of their letters.
    ///
    /// - Parameters:
    ///   - first: A name.
    ///   - second: Another name.
    /// - Returns: Whether they name the same field.
    public static func == (first: Self, second: Self) -> Bool {
        guard first.folded == second.folded else { return false }
        // Nearly always both are spelled alike.
        return first.text == second.text
            || first.text.utf8.elementsEqual(second.text.utf8) { $0.inLowerCase == $1.inLowerCase }
    }

    /// Feeds the name without regard to case into a hasher.
    ///
    /// - Parameter hasher: The hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension APIHeaders.Name: ExpressibleByStringLiteral {
    /// Creates a name from a literal in the source, which must be a token.
    ///
    /// Texts from outside are never literals: use ``init(_:)`` for them.
    ///
    /// - Parameter literal: The literal.
    public init(stringLiteral literal: StaticString) {
        guard let name = Self(literal.description) else {
            preconditionFailure("'\(literal)' is not the name of a header field")
        }
        self = name
    }
}

extension APIHeaders.Name: CustomStringConvertible {
    /// The name as it was given.
    public var description: String { text }
}

extension UInt8 {
    /// Whether a token may hold the byte (RFC 9110 section 5.6.2).
    var isOfToken: Bool {
        // A bit for each of the bytes 0 to 63, and of 64 to 127.
        let bits: UInt64 = self < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return self < 128 && bits &>> UInt64(self & 63) & 1 != 0
    }

    /// The letter in lower case, or any other byte as it is.
    var inLowerCase: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}
