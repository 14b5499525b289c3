extension APIHeaders {
    /// The name of a header field, a token (RFC 9110 section 5.1).
    ///
    /// Names that differ only in case are equal. The fields that the APIs use have constants, such as ``contentType``.
    /// Write other names as literals; names from untrusted sources are checked:
    ///
    /// ```swift
    /// headers["X-Request-ID"] = "7"
    /// guard let name = APIHeaders.Name(text) else { throw ServiceError(.invalidHeaderValue) }
    /// ```
    public struct Name: Sendable {
        /// The name as it was given.
        public let text: String
        /// A hash of the lowercase name, which distinguishes nearly all names at once.
        private let folded: UInt64

        /// Creates a name from a text, or returns `nil` if the text is not a token: one or more ASCII letters, digits
        /// and marks such as `-` and `_` (RFC 9110 section 5.6.2).
        ///
        /// - Parameter text: The text.
        public init?(_ text: String) {
            // FNV-1a: short, and as fast as checking the bytes.
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
    /// Returns whether two names are equal, ignoring case.
    ///
    /// - Parameters:
    ///   - first: A name.
    ///   - second: Another name.
    /// - Returns: `true` if the names identify the same field.
    public static func == (first: Self, second: Self) -> Bool {
        guard first.folded == second.folded else { return false }
        // Both nearly always have the same spelling.
        return first.text == second.text
            || first.text.utf8.elementsEqual(second.text.utf8) { $0.inLowerCase == $1.inLowerCase }
    }

    /// Hashes the name, ignoring case.
    ///
    /// - Parameter hasher: The hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension APIHeaders.Name: ExpressibleByStringLiteral {
    /// Creates a name from a literal in source code, which must be a token.
    ///
    /// Use ``init(_:)`` for texts that are not literals.
    ///
    /// - Parameter literal: The literal.
    public init(stringLiteral literal: StaticString) {
        guard let name = Self(literal.description) else {
            preconditionFailure("'\(literal)' is not a valid header field name")
        }
        self = name
    }
}

extension APIHeaders.Name: CustomStringConvertible {
    /// The name as it was given.
    public var description: String { text }
}

extension UInt8 {
    /// A Boolean value that indicates whether a token may contain the byte (RFC 9110 section 5.6.2).
    var isOfToken: Bool {
        // One bit for each of the bytes 0 to 63 and 64 to 127.
        let bits: UInt64 = self < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return self < 128 && bits &>> UInt64(self & 63) & 1 != 0
    }

    /// The byte in lowercase if it is a letter, or unchanged otherwise.
    var inLowerCase: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}
